package io.warecast.pipeline.connector.delivery;

import java.io.Serializable;
import java.time.Duration;

/**
 * When records are written, and how long a server may be away.
 *
 * @param batch records that are written at once
 * @param linger how long a record waits for others
 * @param patience for a server that is away; zero to fail at once
 */
public record DeliverySettings(int batch, Duration linger, Duration patience)
    implements Serializable {

  public static final Duration DEFAULT_PATIENCE = Duration.ofSeconds(60);

  public DeliverySettings {
    if (batch < 1 || linger.isNegative() || patience.isNegative()) {
      throw new IllegalArgumentException(
          "batch %d, linger %s, patience %s".formatted(batch, linger, patience));
    }
  }
}
