package io.warecast.domain.promotion;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What the gate, or a person, made of a candidate. */
public enum Outcome {
  /** The gate let it through. */
  PROMOTED,
  /** The gate did not let it through; the champion stays. */
  REFUSED,
  /** A person promoted it against the gate. */
  FORCED;

  /** The name that JSON and SQL use. */
  @JsonValue
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The outcome of a wire name. */
  @JsonCreator
  public static Outcome ofWireName(String name) {
    return valueOf(name.toUpperCase(Locale.ROOT));
  }
}
