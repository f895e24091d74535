package io.warecast.benchmarks;

import io.warecast.domain.feature.DemandFeatures;
import io.warecast.pipeline.operator.SeriesAtOrigin;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** The feature function for series after series: {@link FeatureBench} runs it. */
@State(Scope.Thread)
public class FeatureRowsBenchmark {

  private static final int HORIZON = 7;

  private final List<SeriesAtOrigin> series =
      GeneratedSeries.of(FeatureBench.SERIES, FeatureBench.DAYS).first(FeatureBench.SERIES);
  private final float[] rows = new float[HORIZON * DemandFeatures.SCHEMA.width()];
  private int next;

  /** Statistics of a series and the rows of its steps; one operation a row. */
  @Benchmark
  @OperationsPerInvocation(HORIZON)
  public float[] rows() {
    SeriesAtOrigin one = next();
    FeatureBlocks.fill(one, HORIZON, rows, 0);
    return rows;
  }

  /** Just the statistics of a series; one operation a series. */
  @Benchmark
  public DemandFeatures statistics() {
    SeriesAtOrigin one = next();
    return DemandFeatures.at(
        one.originDay(), one.key(), "", one.history(), one.calendar(), one.offers());
  }

  private SeriesAtOrigin next() {
    next = next + 1 == series.size() ? 0 : next + 1;
    return series.get(next);
  }
}
