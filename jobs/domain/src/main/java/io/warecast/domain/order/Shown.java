package io.warecast.domain.order;

/** What was found in a record, as short as a message to a person may quote it. */
final class Shown {

  private static final int MAX_CHARS = 120;

  private Shown() {}

  static String of(String found) {
    return found.length() <= MAX_CHARS ? found : found.substring(0, MAX_CHARS) + "...";
  }
}
