package io.warecast.benchmarks;

import io.warecast.domain.forecast.Forecast;
import io.warecast.domain.forecast.ForecastCodec;
import io.warecast.domain.forecast.Method;
import io.warecast.domain.forecast.Tier;
import io.warecast.domain.series.SeriesKey;
import java.io.IOException;
import java.util.SplittableRandom;
import java.util.regex.Pattern;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** The JSON form of forecasts, and the bare text of their numbers as the limit of it. */
@State(Scope.Thread)
public class ForecastTextBenchmark {

  private static final int HORIZON = 28;
  private static final float[] LEVELS = {.025f, .25f, .5f, .75f, .975f};
  private static final Pattern NOT_A_NUMBER = Pattern.compile("[^0-9.E-]+");

  private final Forecast forecast = forecast();
  private final String json = ForecastCodec.encode(forecast);
  private final String[] numbers =
      NOT_A_NUMBER.split(json.substring(json.indexOf("\"mean\":[") + "\"mean\":[".length()));

  /** One operation a forecast of 28 steps with three quantiles; the others likewise. */
  @Benchmark
  public String encode() {
    return ForecastCodec.encode(forecast);
  }

  @Benchmark
  public Forecast decode() throws IOException {
    return ForecastCodec.decode(json);
  }

  /** The JDK's text of the same numbers. */
  @Benchmark
  public StringBuilder writeNumbers() {
    StringBuilder text = new StringBuilder(json.length());
    write(forecast.mean(), text);
    write(forecast.levels(), text);
    for (float[] row : forecast.quantiles()) {
      write(row, text);
    }
    return text;
  }

  /** The JDK's reading of the same numbers, which have been cut out already. */
  @Benchmark
  public float readNumbers() {
    float sum = 0;
    for (String number : numbers) {
      sum += number.isEmpty() ? 0 : Float.parseFloat(number);
    }
    return sum;
  }

  private static void write(float[] values, StringBuilder text) {
    for (float value : values) {
      text.append(value).append(',');
    }
  }

  private static Forecast forecast() {
    SplittableRandom random = new SplittableRandom(1);
    float[] mean = new float[HORIZON];
    float[][] quantiles = new float[LEVELS.length][HORIZON];
    for (int step = 0; step < HORIZON; step++) {
      mean[step] = (float) random.nextDouble(5, 50);
      for (int level = 0; level < LEVELS.length; level++) {
        quantiles[level][step] = mean[step] * LEVELS[level] * 2;
      }
    }
    return new Forecast(
        new SeriesKey("W01", "ITEM-00001"),
        GeneratedSeries.LAST_DAY,
        1_769_900_399_999L,
        1,
        1_769_900_399_999L,
        1_769_900_400_123L,
        Tier.MODEL,
        Method.XGBOOST,
        "20260131-1a2b3c4d",
        mean,
        LEVELS.clone(),
        quantiles);
  }
}
