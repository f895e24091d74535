package io.warecast.gateway.problem;

/**
 * What is wrong with one member of a request's body.
 *
 * @param pointer JSON pointer (RFC 6901) in its URI fragment form, such as {@code #/horizon_days};
 *     {@code ?name} for a parameter
 * @param detail what was wrong and what the member takes
 */
public record FieldError(String pointer, String detail) {

  private static final int LONGEST_NAME = 100;

  /** An error at a member of the body's top level. */
  public static FieldError ofMember(String name, String detail) {
    return ofMember("", name, detail);
  }

  /** An error at a member of an object within the body, itself at a pointer such as {@code /a}. */
  public static FieldError ofMember(String within, String name, String detail) {
    return new FieldError("#" + within + "/" + escape(shorten(name)), detail);
  }

  /** An error at a parameter of the query, the path or a header. */
  public static FieldError ofParameter(String name, String detail) {
    return new FieldError("?" + shorten(name), detail);
  }

  private static String shorten(String name) {
    return name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME) + "…";
  }

  private static String escape(String name) {
    return name.replace("~", "~0").replace("/", "~1");
  }
}
