package io.warecast.pipeline.operator;

import io.warecast.domain.feature.DemandFeatures;
import io.warecast.domain.model.ModelReference;
import io.warecast.scoring.training.RowSampler;
import io.warecast.scoring.training.SamplingPlan;
import io.warecast.scoring.training.TrainingRows;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.util.Collector;

/** Draws each series' training rows. */
public final class RowSamplingFunction implements SeriesFunction<TrainingBlock> {

  private static final long serialVersionUID = 1L;

  private final SamplingPlan plan;
  private final HashMap<String, String> categories;
  private transient RowSampler sampler;

  /**
   * Draws by this plan.
   *
   * @param categories by item id; items without a category are left out
   */
  public RowSamplingFunction(SamplingPlan plan, Map<String, String> categories) {
    this.plan = plan;
    this.categories = new HashMap<>(categories);
    this.sampler = new RowSampler(plan);
  }

  @Override
  public void open() {
    sampler = new RowSampler(plan);
  }

  @Override
  public void activate(ModelReference model) {
    throw new IllegalStateException("training takes no model");
  }

  @Override
  public boolean apply(SeriesAtOrigin series, Collector<TrainingBlock> out) {
    TrainingRows rows = new TrainingRows(DemandFeatures.SCHEMA.width());
    sampler.sample(
        series.key(),
        categories.getOrDefault(series.key().itemId(), ""),
        series.history(),
        series.calendar(),
        series.offers(),
        rows);
    if (rows.size() > 0) {
      out.collect(
          new TrainingBlock(
              series.key(), rows.features(), rows.ratios(), rows.weights(), rows.targetDays()));
    }
    return false;
  }

  @Override
  public void flush(Collector<TrainingBlock> out) {
    // Nothing is held back.
  }

  @Override
  public void close() {
    // Nothing was taken.
  }
}
