package io.warecast.domain.forecast;

import io.warecast.domain.series.SeriesKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The text of a stored forecast and where its parts lie, for answers that copy some of its digits:
 * that takes a fraction of the time of {@link ForecastCodec#decode}.
 *
 * <p>Only the very form that {@link ForecastCodec#encode} writes is understood, with ids of ASCII
 * that need no escapes. Whatever else can be a forecast has to be decoded.
 */
public final class ForecastText {

  private final byte[] text;
  private final SeriesKey key;
  private final int originDay;
  private final long asOf;
  private final long sequence;
  private final long generatedAt;
  private final Tier tier;
  private final Method method;
  private final String modelVersion;
  private final int horizon;
  private final String lowestLevel;
  private final String highestLevel;

  /** Where the first number of a row begins. */
  private final int mean;

  private final int lower;
  private final int upper;

  private ForecastText(ForecastTextScanner scanner, SeriesKey key) {
    this.text = scanner.text();
    this.key = key;
    scanner.expect("{\"as_of\":");
    this.asOf = scanner.whole();
    scanner.expect(",\"sequence\":");
    this.sequence = scanner.whole();
    scanner.expect(",\"warehouse_id\":\"");
    scanner.expectPlain(key.warehouseId());
    scanner.expect("\",\"item_id\":\"");
    scanner.expectPlain(key.itemId());
    scanner.expect("\",\"origin_day\":");
    this.originDay = Math.toIntExact(scanner.whole());
    scanner.expect(",\"watermark\":");
    scanner.whole();
    scanner.expect(",\"generated_at\":");
    this.generatedAt = scanner.whole();
    scanner.expect(",\"tier\":\"");
    this.tier = Tier.ofWireName(scanner.plainText());
    scanner.expect(",\"method\":\"");
    this.method = Method.ofWireName(scanner.plainText());
    scanner.expect(",\"model_version\":\"");
    this.modelVersion = scanner.plainText();
    scanner.expect(",\"mean\":");
    this.mean = scanner.position() + 1;
    this.horizon = scanner.row();
    scanner.expect(",\"levels\":");
    int firstLevel = scanner.position() + 1;
    int levels = scanner.row();
    this.lowestLevel = scanner.number(firstLevel, 0);
    this.highestLevel = scanner.number(firstLevel, levels - 1);
    scanner.expect(",\"quantiles\":[");
    this.lower = scanner.position() + 1;
    int last = lower;
    for (int level = 0; level < levels; level++) {
      if (level > 0) {
        scanner.expect(",");
      }
      last = scanner.position() + 1;
      if (scanner.row() != horizon) {
        throw new ForecastTextScanner.OtherForm();
      }
    }
    this.upper = last;
    scanner.expect("]}");
    scanner.end();
  }

  /**
   * Finds its way in a text; empty when it is of another form, or of another series.
   *
   * @param utf8 kept, not copied
   */
  public static Optional<ForecastText> of(byte[] utf8, SeriesKey key) {
    try {
      return Optional.of(new ForecastText(new ForecastTextScanner(utf8), key));
    } catch (ForecastTextScanner.OtherForm | IllegalArgumentException | ArithmeticException e) {
      // names of no tier or method, and days beyond an int, are the decoder's to refuse
      return Optional.empty();
    }
  }

  /** The forecast itself. */
  public Forecast decode() {
    try {
      return ForecastCodec.decode(new String(text, StandardCharsets.US_ASCII));
    } catch (IOException e) {
      throw new IllegalStateException("a text of this form is a forecast", e);
    }
  }

  public SeriesKey key() {
    return key;
  }

  /** Epoch day of the first step. */
  public int firstDay() {
    return originDay + 1;
  }

  public long asOf() {
    return asOf;
  }

  public long sequence() {
    return sequence;
  }

  public long generatedAt() {
    return generatedAt;
  }

  public Tier tier() {
    return tier;
  }

  public Method method() {
    return method;
  }

  public String modelVersion() {
    return modelVersion;
  }

  /** Number of steps. */
  public int horizon() {
    return horizon;
  }

  /** The lowest of the quantiles' levels, as it is written. */
  public String lowestLevel() {
    return lowestLevel;
  }

  /** The highest of them. */
  public String highestLevel() {
    return highestLevel;
  }

  /** Length of the text. */
  public int length() {
    return text.length;
  }

  /** Numbers of the mean, from a step (from 0) on. */
  public Numbers mean(int step) {
    return new Numbers(mean, step);
  }

  /** Numbers of the lowest quantile. */
  public Numbers lower(int step) {
    return new Numbers(lower, step);
  }

  /** Numbers of the highest quantile. */
  public Numbers upper(int step) {
    return new Numbers(upper, step);
  }

  /** The numbers of a row as they are written, one after the other. */
  public final class Numbers {

    private int at;

    private Numbers(int row, int step) {
      at = row;
      for (int i = 0; i < step; i++) {
        at = endOfNumber() + 1;
      }
    }

    /**
     * Copies the next number.
     *
     * @return the position after it
     */
    public int copyNext(byte[] target, int position) {
      int end = endOfNumber();
      int length = end - at;
      System.arraycopy(text, at, target, position, length);
      at = end + 1;
      return position + length;
    }

    private int endOfNumber() {
      int end = at;
      while (text[end] != ',' && text[end] != ']') {
        end++;
      }
      return end;
    }
  }
}
