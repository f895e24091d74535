package io.warecast.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * {@code bench features}: the feature function and the codec of forecasts by JMH, against raw
 * scoring of the same rows and against the bare text of the same numbers.
 */
public final class FeatureBench {

  static final int SERIES = 1_024;
  static final int DAYS = 800;

  /** Features take a tenth of what the cheapest scoring of their rows takes. */
  private static final double FEATURES_TARGET = 10;

  /** JSON around the numbers should cost no more than Jackson saves on them. */
  private static final double CODEC_TARGET = 1;

  private final Collection<RunResult> results;

  private FeatureBench(Collection<RunResult> results) {
    this.results = results;
  }

  /**
   * Measures.
   *
   * @param quick just long enough to see that it works
   * @param scratch an empty folder
   * @param notes is told what is being done
   */
  public static BenchReport run(boolean quick, Path scratch, Consumer<String> notes) {
    String registry = scratch.toUri().toString();
    notes.accept("training a model");
    BenchModel.train(
        registry, GeneratedSeries.of(SERIES, DAYS).first(SERIES), BenchModel.config(quick));
    notes.accept("running JMH");
    Path log = scratch.resolve("jmh.log");
    try {
      return new FeatureBench(new Runner(options(quick, registry, log).build()).run()).report();
    } catch (RunnerException e) {
      throw new IllegalStateException("JMH failed: " + text(log), e);
    }
  }

  private static ChainedOptionsBuilder options(boolean quick, String registry, Path log) {
    ChainedOptionsBuilder options =
        new OptionsBuilder()
            .include("\\.(FeatureRows|RawScoring|ForecastText)Benchmark\\.")
            .param("registry", registry)
            .shouldFailOnError(true)
            .output(log.toString());
    return quick
        ? options
            .forks(0)
            .warmupIterations(0)
            .measurementIterations(1)
            .measurementTime(TimeValue.milliseconds(20))
        : options
            .forks(1)
            .warmupIterations(3)
            .warmupTime(TimeValue.seconds(1))
            .measurementIterations(5)
            .measurementTime(TimeValue.seconds(1));
  }

  private BenchReport report() {
    Measured raw = measured("RawScoringBenchmark.rows", "raw_scoring", "rows_per_s");
    Measured rows = measured("FeatureRowsBenchmark.rows", "features", "rows_per_s");
    Measured statistics = measured("FeatureRowsBenchmark.statistics", "statistics", "series_per_s");
    Measured encode = measured("ForecastTextBenchmark.encode", "encode", "forecasts_per_s");
    Measured decode = measured("ForecastTextBenchmark.decode", "decode", "forecasts_per_s");
    Measured write =
        measured("ForecastTextBenchmark.writeNumbers", "bare_write", "forecasts_per_s");
    Measured read = measured("ForecastTextBenchmark.readNumbers", "bare_read", "forecasts_per_s");
    return new BenchReport(
        "features",
        "features: %,d series x %d days, 7 rows each; codec: 28 steps, 3 quantiles; one thread"
            .formatted(SERIES, DAYS),
        List.of(raw, rows, statistics, write, encode, read, decode),
        List.of(
            Ratio.of("features_to_raw_scoring", rows, raw, FEATURES_TARGET),
            Ratio.of("encode_to_bare_write", encode, write, CODEC_TARGET),
            Ratio.of("decode_to_bare_read", decode, read, CODEC_TARGET)));
  }

  private Measured measured(String method, String name, String unit) {
    RunResult result =
        results.stream()
            .filter(run -> run.getParams().getBenchmark().endsWith("." + method))
            .findFirst()
            .orElseThrow();
    double[] scores =
        result.getBenchmarkResults().stream()
            .flatMap(fork -> fork.getIterationResults().stream())
            .mapToDouble(iteration -> iteration.getPrimaryResult().getScore())
            .toArray();
    return new Measured(name, unit, scores);
  }

  private static String text(Path log) {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
