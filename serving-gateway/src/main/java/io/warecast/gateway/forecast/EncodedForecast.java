package io.warecast.gateway.forecast;

import io.warecast.domain.forecast.Forecast;
import io.warecast.domain.forecast.ForecastText;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A forecast as it came, read or not, that keeps the text of the answer that was asked of it last.
 */
public final class EncodedForecast {

  /** Objects, keys and the encoded answer, beside the units themselves. */
  private static final int BYTES_BESIDE_UNITS = 1_600;

  private record Answer(Object question, byte[] text) {}

  private final ForecastHead head;

  /** A {@link ForecastText} until somebody wants all of it, then a {@link Forecast}. */
  private volatile Object content;

  /** Written by many event loops; whichever was last will do. */
  private volatile @Nullable Answer last;

  private EncodedForecast(ForecastHead head, Object content) {
    this.head = head;
    this.content = content;
  }

  public static EncodedForecast of(Forecast forecast) {
    return new EncodedForecast(ForecastHead.of(forecast), forecast);
  }

  /** A forecast that is decoded when all of it is asked for. */
  public static EncodedForecast of(ForecastText text) {
    return new EncodedForecast(ForecastHead.of(text), text);
  }

  public ForecastHead head() {
    return head;
  }

  public Forecast forecast() {
    Object current = content;
    if (current instanceof ForecastText text) {
      Forecast decoded = text.decode();
      content = decoded;
      return decoded;
    }
    return (Forecast) current;
  }

  /** The text that it was read from, if it is still kept. */
  public Optional<ForecastText> text() {
    return content instanceof ForecastText text ? Optional.of(text) : Optional.empty();
  }

  /** Bytes of memory, about: as text, which takes more than the units alone. */
  int weight() {
    Object current = content;
    return BYTES_BESIDE_UNITS
        + (current instanceof ForecastText text
            ? text.length()
            : 4 * head.horizon() * (1 + ((Forecast) current).levels().length));
  }

  /** The answer to a question, encoded anew unless it was the last one. */
  public byte[] answer(Object question, Supplier<byte[]> encoder) {
    Answer answer = last;
    if (answer == null || !answer.question().equals(question)) {
      answer = new Answer(question, encoder.get());
      last = answer;
    }
    return answer.text();
  }
}
