package io.warecast.local.importing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Arrays;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;

/**
 * The cells of one line, read in place: one instance serves a whole file, and numbers are parsed
 * without making a string of each cell. What cannot be read is refused by {@link
 * RefusedRowException}.
 */
final class Row {

  private static final CSVFormat QUOTED =
      CSVFormat.DEFAULT.builder().setIgnoreSurroundingSpaces(true).get();

  private final String[] header;
  private String text = "";
  private int[] starts = new int[16];
  private int[] ends = new int[16];
  private int size;

  Row(String... header) {
    this.header = header;
  }

  /** Takes the next line in; returns its number of cells. */
  int accept(String line) {
    size = 0;
    if (line.indexOf('"') >= 0) {
      splitQuoted(line);
    } else {
      split(line);
    }
    return size;
  }

  void requireWidth() {
    if (size != header.length) {
      throw new RefusedRowException(
          "has %d cells where the header has %d".formatted(size, header.length));
    }
  }

  int size() {
    return size;
  }

  boolean isEmpty(int column) {
    return column < 0 || starts[column] == ends[column];
  }

  /** Text of a cell, which may be empty, as one of a column that is not there is. */
  String text(int column) {
    return column < 0 ? "" : text.substring(starts[column], ends[column]);
  }

  /** Text of a cell that must not be empty. */
  String required(int column) {
    if (isEmpty(column)) {
      throw new RefusedRowException(header[column] + " is empty");
    }
    return text(column);
  }

  /** Whether a cell holds exactly {@code value}; spares making its string. */
  boolean holds(int column, String value) {
    int length = ends[column] - starts[column];
    return length == value.length() && text.startsWith(value, starts[column]);
  }

  /** A date in the form 2026-01-31, as epoch day. */
  int day(int column) {
    try {
      return (int) LocalDate.parse(required(column)).toEpochDay();
    } catch (DateTimeException e) {
      throw refuse(column, "a date such as 2026-01-31");
    }
  }

  /** A number, finite and not negative. */
  float amount(int column) {
    int start = starts[column];
    int end = ends[column];
    int whole = 0;
    boolean digitsOnly = start < end && end - start <= 7;
    for (int i = start; digitsOnly && i < end; i++) {
      int digit = text.charAt(i) - '0';
      digitsOnly = digit >= 0 && digit <= 9;
      whole = 10 * whole + digit;
    }
    return digitsOnly ? whole : parseAmount(column);
  }

  private float parseAmount(int column) {
    float value;
    try {
      value = Float.parseFloat(required(column));
    } catch (NumberFormatException e) {
      throw refuse(column, "a number");
    }
    if (!(value >= 0) || Float.isInfinite(value)) {
      throw refuse(column, "a finite number of 0 or more");
    }
    return value;
  }

  /** A finite number of at least {@code lowest}; {@code NaN} when the cell is empty. */
  float numberOrUnknown(int column, float lowest) {
    if (isEmpty(column)) {
      return Float.NaN;
    }
    try {
      float value = Float.parseFloat(text(column));
      if (value >= lowest && !Float.isInfinite(value)) {
        return value;
      }
    } catch (NumberFormatException e) {
      throw refuse(column, "a number");
    }
    throw refuse(column, "a finite number of %s or more".formatted(lowest));
  }

  int integer(int column) {
    try {
      return Integer.parseInt(text, starts[column], ends[column], 10);
    } catch (NumberFormatException e) {
      throw refuse(column, "a whole number");
    }
  }

  /** 1, true, yes or 0, false, no; an empty cell is false. */
  boolean flag(int column) {
    return switch (text(column)) {
      case "1", "true", "TRUE", "True", "yes" -> true;
      case "0", "false", "FALSE", "False", "no", "" -> false;
      default -> throw refuse(column, "1 or 0 (true or false)");
    };
  }

  RefusedRowException refuse(int column, String expected) {
    return new RefusedRowException(
        "%s is '%s', expected %s".formatted(header[column], text(column), expected));
  }

  private void split(String line) {
    text = line;
    int start = 0;
    for (int comma = line.indexOf(','); comma >= 0; comma = line.indexOf(',', start)) {
      cell(start, comma);
      start = comma + 1;
    }
    cell(start, line.length());
  }

  private void splitQuoted(String line) {
    try (CSVParser parser = CSVParser.parse(line, QUOTED)) {
      String[] values = parser.iterator().next().values();
      text = String.join("", values);
      int start = 0;
      for (String value : values) {
        cell(start, start + value.length());
        start += value.length();
      }
    } catch (IOException | UncheckedIOException e) {
      throw new RefusedRowException("a quoted cell is not closed, or text follows its end");
    }
  }

  private void cell(int from, int to) {
    int start = from;
    int end = to;
    while (start < end && text.charAt(start) == ' ') {
      start++;
    }
    while (end > start && text.charAt(end - 1) == ' ') {
      end--;
    }
    if (size == starts.length) {
      starts = Arrays.copyOf(starts, 2 * size);
      ends = Arrays.copyOf(ends, 2 * size);
    }
    starts[size] = start;
    ends[size] = end;
    size++;
  }
}
