package io.warecast.gateway.forecast;

import io.warecast.domain.forecast.Forecast;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A forecast that keeps the text of the answer that was asked of it last. */
public final class EncodedForecast {

  private record Text(Object question, byte[] answer) {}

  private final Forecast forecast;

  /** Written by many event loops; whichever was last will do. */
  private volatile @Nullable Text last;

  public EncodedForecast(Forecast forecast) {
    this.forecast = forecast;
  }

  public Forecast forecast() {
    return forecast;
  }

  /** The answer to a question, encoded anew unless it was the last one. */
  public byte[] answer(Object question, Supplier<byte[]> encoder) {
    Text text = last;
    if (text == null || !text.question().equals(question)) {
      text = new Text(question, encoder.get());
      last = text;
    }
    return text.answer();
  }
}
