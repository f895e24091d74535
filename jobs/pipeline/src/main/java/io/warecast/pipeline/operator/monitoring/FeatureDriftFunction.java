package io.warecast.pipeline.operator.monitoring;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.warecast.domain.ActionableException;
import io.warecast.domain.feature.DemandFeatures;
import io.warecast.domain.feature.FeatureVector;
import io.warecast.domain.monitoring.Alert;
import io.warecast.domain.monitoring.AlertKind;
import io.warecast.domain.monitoring.FeatureHistograms;
import io.warecast.domain.monitoring.FeatureStability;
import io.warecast.scoring.registry.ModelRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Compares the features of a warehouse's items at the close of a day with what the model in use was
 * trained on; keyed by warehouse. A model without histograms is compared with nothing.
 */
public final class FeatureDriftFunction
    extends KeyedProcessFunction<String, FeatureVector, FeatureStability> {

  public static final OutputTag<Alert> ALERTS =
      new OutputTag<>("feature-alerts", TypeInformation.of(Alert.class));

  private static final long serialVersionUID = 1L;
  private static final Logger LOG = LoggerFactory.getLogger(FeatureDriftFunction.class);

  /** By custom the index of a shift that matters. */
  private static final double LIMIT = .25;

  /** How far beyond what chance makes of few items. */
  private static final double CHANCES = 2;

  /** Items below which nothing is said. */
  private static final int FEWEST_ITEMS = 30;

  private final String registry;
  private final String model;
  private transient @Nullable FeatureHistograms reference;
  private transient MapState<Integer, DayCounts> days;

  /**
   * What was counted on a day.
   *
   * @param code of the warehouse among the features
   * @param edges number of bins' edges in all: a model with others begins anew
   */
  public record DayCounts(String code, int edges, long rows, long[][] counts) {}

  /**
   * A function.
   *
   * @param registry URI of the registry's root folder
   * @param model its name
   */
  @SuppressWarnings("NullAway.Init") // open() comes before anything else.
  public FeatureDriftFunction(String registry, String model) {
    this.registry = registry;
    this.model = model;
  }

  @Override
  public void open(OpenContext context) {
    days =
        getRuntimeContext()
            .getMapState(
                new MapStateDescriptor<>("days", Types.INT, TypeInformation.of(DayCounts.class)));
    reference = load();
  }

  private @Nullable FeatureHistograms load() {
    try {
      ModelRegistry models = ModelRegistry.at(registry, model);
      Optional<String> text =
          models.attachment(models.manifest("latest").version(), FeatureHistograms.FILE);
      return text.isEmpty() ? null : FeatureHistograms.read(text.get());
    } catch (ActionableException | JsonProcessingException e) {
      LOG.warn("Feature drift is not watched: {}", e.getMessage());
      return null;
    }
  }

  @Override
  public void processElement(FeatureVector vector, Context context, Collector<FeatureStability> out)
      throws Exception {
    FeatureHistograms training = reference;
    float level = vector.values()[DemandFeatures.SCHEMA.names().indexOf("log_level")];
    if (training == null || vector.key().isGroup() || Float.isNaN(level)) {
      return;
    }
    DayCounts known = days.get(vector.originDay());
    int edges = edges(training);
    if (known == null || known.edges() != edges) {
      String code = FeatureHistograms.code(DemandFeatures.SCHEMA, vector.values(), 0);
      known = new DayCounts(code, edges, 0, training.none());
    }
    training.count(DemandFeatures.SCHEMA, vector.values(), 0, known.counts());
    days.put(
        vector.originDay(), new DayCounts(known.code(), edges, known.rows() + 1, known.counts()));
    context
        .timerService()
        .registerEventTimeTimer(
            Math.max(vector.asOf(), context.timerService().currentWatermark() + 1));
  }

  private static int edges(FeatureHistograms histograms) {
    int edges = 0;
    for (double[] each : histograms.edges()) {
      edges = 31 * edges + java.util.Arrays.hashCode(each);
    }
    return edges;
  }

  @Override
  public void onTimer(long moment, OnTimerContext context, Collector<FeatureStability> out)
      throws Exception {
    List<Integer> over = new ArrayList<>();
    days.keys().forEach(over::add);
    over.sort(null);
    for (int day : over) {
      DayCounts counts = days.get(day);
      days.remove(day);
      if (counts != null && reference != null && counts.edges() == edges(reference)) {
        compare(reference, day, counts, moment, context, out);
      }
    }
    // Once a day of a warehouse: a model that was put in use since brings its own.
    reference = load();
  }

  private static void compare(
      FeatureHistograms training,
      int day,
      DayCounts counts,
      long moment,
      OnTimerContext context,
      Collector<FeatureStability> out) {
    if (counts.rows() < FEWEST_ITEMS) {
      return;
    }
    double limit = LIMIT + CHANCES * FeatureHistograms.chance(counts.rows());
    for (Map.Entry<String, Double> each :
        training.stability(counts.code(), counts.counts()).entrySet()) {
      out.collect(
          new FeatureStability(context.getCurrentKey(), day, each.getKey(), each.getValue()));
      if (each.getValue() > limit) {
        context.output(
            ALERTS,
            new Alert(
                context.getCurrentKey(),
                day,
                AlertKind.FEATURE_DRIFT,
                each.getKey(),
                each.getValue(),
                limit,
                moment,
                String.format(
                    Locale.ROOT,
                    "%s of %d items is distributed otherwise than in training (stability index %.2f)",
                    each.getKey(),
                    counts.rows(),
                    each.getValue())));
      }
    }
  }
}
