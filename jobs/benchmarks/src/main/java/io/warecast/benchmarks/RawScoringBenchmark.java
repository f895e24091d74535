package io.warecast.benchmarks;

import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** What the feature function feeds, as the limit that it is held against. */
@State(Scope.Thread)
public class RawScoringBenchmark {

  private static final int HORIZON = 7;
  private static final int SERIES = 128;

  /** URI of a registry; {@link FeatureBench} names it. */
  @Param("")
  public String registry = "";

  private float[] block = {};
  private @Nullable RawBoosters boosters;

  @Setup
  public void load() {
    boosters = RawBoosters.load(BenchModel.latest(registry));
    block =
        FeatureBlocks.of(
                GeneratedSeries.of(SERIES, FeatureBench.DAYS).first(SERIES), SERIES, HORIZON)
            .rows()
            .get(0);
  }

  /** One operation a row. */
  @Benchmark
  @OperationsPerInvocation(SERIES * HORIZON)
  public int rows() {
    if (boosters == null) {
      throw new IllegalStateException("nothing has been loaded");
    }
    return boosters.predict(block);
  }

  @TearDown
  public void close() {
    if (boosters != null) {
      boosters.close();
    }
  }
}
