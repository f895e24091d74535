package io.warecast.local.cli;

import io.warecast.domain.ActionableException;
import io.warecast.domain.forecast.Forecast;
import io.warecast.domain.forecast.ForecastCodec;
import io.warecast.domain.forecast.RedisKeys;
import io.warecast.domain.series.SeriesKey;
import io.warecast.local.server.Redis;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import redis.clients.jedis.Jedis;

/** Prints a series' forecast each time that it moves. */
@Command(
    name = "watch",
    mixinStandardHelpOptions = true,
    description =
        "Print a line each time that the forecast of a series moves: as of when, the expected units of the next seven days, and what made it. Ctrl-C ends it.",
    footer = {
      "",
      "Examples:",
      "  warecast watch hamburg bakery-001",
      "  warecast watch hamburg _total --count 10"
    })
final class WatchCommand implements Callable<Integer> {

  private static final int DAYS = 7;
  private static final long POLL_MILLIS = 100;

  private final GlobalOptions global;
  @Mixin private final SeriesArguments series = new SeriesArguments();

  @Option(names = "--count", paramLabel = "N", description = "End after N lines.")
  private int count = Integer.MAX_VALUE;

  WatchCommand(GlobalOptions global) {
    this.global = global;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    SeriesKey key = series.key();
    Redis redis = RunningStack.of(global).redis();
    try (Jedis jedis = new Jedis(redis.host(), redis.port())) {
      watch(jedis, key, System.out);
    }
    return 0;
  }

  private void watch(Jedis jedis, SeriesKey key, PrintStream out)
      throws IOException, InterruptedException {
    @Nullable Forecast shown = null;
    int lines = 0;
    while (lines < count) {
      String text = jedis.get(RedisKeys.forecast(key));
      if (text == null && shown == null) {
        throw new ActionableException(KnownSeries.hint(jedis, key));
      }
      Forecast next = text == null ? shown : ForecastCodec.decode(text);
      if (next != null && isNew(next, shown)) {
        if (shown == null) {
          out.printf(
              "%-20s  %-10s  %-62s  %-8s  %s%n",
              "as of", "from", "mean of 7 days", "tier", "model");
        }
        out.println(line(next));
        out.flush();
        shown = next;
        lines++;
      } else {
        Thread.sleep(POLL_MILLIS);
      }
    }
  }

  private static boolean isNew(Forecast next, @Nullable Forecast shown) {
    return shown == null || next.asOf() != shown.asOf() || next.sequence() != shown.sequence();
  }

  private static String line(Forecast forecast) {
    StringBuilder means = new StringBuilder();
    for (int step = 0; step < Math.min(DAYS, forecast.horizon()); step++) {
      means.append(String.format(Locale.ROOT, "%8.2f ", forecast.mean()[step]));
    }
    return "%-20s  %s  %-62s  %-8s  %s"
        .formatted(
            Instant.ofEpochMilli(forecast.asOf()).truncatedTo(ChronoUnit.SECONDS),
            LocalDate.ofEpochDay(forecast.firstDay()),
            means.toString().stripTrailing(),
            forecast.tier().wireName(),
            forecast.modelVersion());
  }
}
