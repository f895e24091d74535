package io.warecast.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.warecast.domain.forecast.Forecast;
import io.warecast.domain.forecast.ForecastCodec;
import io.warecast.domain.forecast.RedisKeys;
import io.warecast.gateway.limit.LimitConfig;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Reads while a series is updated ten thousand times: nothing read lies a second behind Redis. */
class StaleCacheIT {

  private static final int UPDATES = 10_000;
  private static final long SECOND = 1_000_000_000L;
  private static final int READERS = 4;

  @Test
  void neverAnswersWithWhatRedisHasReplacedASecondAgo() throws Exception {
    try (RedisFixture redis = RedisFixture.start();
        GatewayFixture gateway = GatewayFixture.start(unlimited(redis.port()))) {
      redis.store(forecast(0));
      await().until(() -> read(gateway, HttpClient.newHttpClient(), token()).contains("\"cache\""));
      ConcurrentSkipListMap<Integer, Long> writtenAt = new ConcurrentSkipListMap<>();
      writtenAt.put(0, System.nanoTime());
      AtomicInteger written = new AtomicInteger();
      AtomicLong reads = new AtomicLong();
      AtomicLong cached = new AtomicLong();
      Queue<String> stale = new ConcurrentLinkedQueue<>();
      List<Thread> readers = new ArrayList<>();
      for (int i = 0; i < READERS; i++) {
        readers.add(
            new Thread(
                () -> {
                  HttpClient client = HttpClient.newHttpClient();
                  String token = token();
                  while (written.get() < UPDATES) {
                    long begun = System.nanoTime();
                    String body = read(gateway, client, token);
                    int version = version(body);
                    Long replaced = writtenAt.get(version + 1);
                    if (replaced != null && begun - replaced > SECOND) {
                      stale.add(version + " read " + (begun - replaced) + " ns after it went");
                    }
                    reads.incrementAndGet();
                    if (body.contains("\"served_from\":\"cache\"")) {
                      cached.incrementAndGet();
                    }
                  }
                }));
      }
      readers.forEach(Thread::start);
      for (int version = 1; version <= UPDATES; version++) {
        redis.set(RedisKeys.forecast(forecast(0).key()), ForecastCodec.encode(forecast(version)));
        writtenAt.put(version, System.nanoTime());
        written.set(version);
      }
      for (Thread each : readers) {
        each.join();
      }

      assertThat(stale).isEmpty();
      assertThat(reads.get()).isGreaterThan(1_000);
      assertThat(cached.get()).isPositive();
      await().until(() -> version(read(gateway, HttpClient.newHttpClient(), token())) == UPDATES);
    }
  }

  private static String token() {
    return GatewayFixture.token("*");
  }

  private static GatewayConfig unlimited(int redisPort) {
    GatewayConfig usual = GatewayFixture.config(redisPort);
    return new GatewayConfig(
        usual.http(),
        usual.redis(),
        usual.tokens(),
        GuardConfig.STANDARD.withLimits(LimitConfig.STANDARD.withRequestsPerMinute(100_000_000)));
  }

  private static Forecast forecast(int version) {
    return Forecasts.of("BER", "a").ofVersion("v" + version);
  }

  private static int version(String body) {
    String after = body.substring(body.indexOf("\"model_version\":\"v") + 18);
    return Integer.parseInt(after.substring(0, after.indexOf('"')));
  }

  private static String read(GatewayFixture gateway, HttpClient client, String token) {
    HttpRequest request =
        gateway
            .request("/api/v1/forecasts/BER/a")
            .header("Authorization", "Bearer " + token)
            .build();
    try {
      return client.send(request, BodyHandlers.ofString()).body();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }
}
