package io.warecast.local.cli;

import io.warecast.domain.ActionableException;
import io.warecast.domain.demand.DemandHistory;
import io.warecast.domain.forecast.Forecast;
import io.warecast.domain.forecast.ForecastCodec;
import io.warecast.domain.forecast.RedisKeys;
import io.warecast.domain.series.SeriesKey;
import io.warecast.local.server.LocalStack;
import io.warecast.local.server.Redis;
import io.warecast.local.server.Service;
import io.warecast.local.terminal.ForecastChart;
import io.warecast.local.terminal.ForecastTable;
import io.warecast.pipeline.connector.lake.Lake;
import java.io.IOException;
import java.io.PrintStream;
import java.util.EnumSet;
import java.util.concurrent.Callable;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import redis.clients.jedis.Jedis;

/** Prints the newest forecast of a series. */
@Command(
    name = "forecast",
    mixinStandardHelpOptions = true,
    description =
        "Print the newest forecast of an item, or of a whole warehouse, as a table and a small chart.",
    footer = {
      "",
      "Examples:",
      "  warecast forecast hamburg                    the whole warehouse",
      "  warecast forecast hamburg bakery-001         one item",
      "  warecast forecast hamburg _category:Bakery   a category"
    })
final class ForecastCommand implements Callable<Integer> {

  private static final int CHART_WIDTH = 100;
  private static final int PAST_DAYS = 56;

  private static final float[] NO_DAYS = {};

  private final GlobalOptions global;
  @Mixin private final SeriesArguments series = new SeriesArguments();

  @Option(names = "--days", paramLabel = "N", description = "Print only the first N days.")
  private int days = Integer.MAX_VALUE;

  ForecastCommand(GlobalOptions global) {
    this.global = global;
  }

  @Override
  public Integer call() throws IOException {
    SeriesKey key = series.key();
    try (LocalStack stack =
        LocalStack.attachOrStart(global.home(), "forecast", EnumSet.of(Service.REDIS))) {
      Forecast forecast = newest(stack.redis(), key);
      print(forecast, past(stack, forecast), System.out);
    }
    return 0;
  }

  /**
   * The newest forecast of a series.
   *
   * @throws ActionableException when there is none, with those that there are
   */
  static Forecast newest(Redis redis, SeriesKey key) throws IOException {
    try (Jedis jedis = new Jedis(redis.host(), redis.port())) {
      String text = jedis.get(RedisKeys.forecast(key));
      if (text == null) {
        throw new ActionableException(KnownSeries.hint(jedis, key));
      }
      return ForecastCodec.decode(text);
    }
  }

  /** Units of the last days up to the origin; none when the lake is gone or has no such series. */
  private static float[] past(LocalStack stack, Forecast forecast) {
    try {
      return Lake.at(stack.lakeUri().toString())
          .demand(forecast.key())
          .map(stretch -> DemandHistory.EMPTY.with(stretch).upTo(forecast.originDay()))
          .map(history -> lastDays(history, forecast.originDay()))
          .orElse(NO_DAYS);
    } catch (ActionableException e) {
      // The forecast is what was asked for; it is there without the past, too.
      LoggerFactory.getLogger(ForecastCommand.class).warn("No past demand for the chart", e);
      return NO_DAYS;
    }
  }

  private static float[] lastDays(DemandHistory history, int originDay) {
    float[] units = new float[PAST_DAYS];
    for (int i = 0; i < PAST_DAYS; i++) {
      units[i] = history.at(originDay - PAST_DAYS + 1 + i);
    }
    return units;
  }

  private void print(Forecast forecast, float[] history, PrintStream out) {
    out.println(ForecastTable.heading(forecast));
    out.println(ForecastTable.of(forecast, forecast.firstDay(), days));
    out.print(ForecastChart.draw(history, forecast, CHART_WIDTH));
  }
}
