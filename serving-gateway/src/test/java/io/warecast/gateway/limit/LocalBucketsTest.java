package io.warecast.gateway.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LocalBucketsTest {

  private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 1_000);
  private final LocalBuckets buckets = new LocalBuckets(60, now::get);

  private int takeAll(String subject) {
    int taken = 0;
    while (buckets.take(subject).granted() > 0) {
      taken++;
    }
    return taken;
  }

  @Test
  void givesTheWholeLimitAtOnceAndThenOneAtATime() {
    assertThat(takeAll("ada")).isEqualTo(60);
    assertThat(buckets.take("ada").retryInMillis()).isBetween(999L, 1_000L);

    now.addAndGet(Duration.ofSeconds(3).toNanos());

    assertThat(takeAll("ada")).isEqualTo(3);
  }

  @Test
  void countsEachSubjectByItself() {
    takeAll("ada");

    assertThat(buckets.take("bob").remaining()).isEqualTo(59);
  }
}
