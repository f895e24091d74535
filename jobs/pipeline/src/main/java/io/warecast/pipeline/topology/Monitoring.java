package io.warecast.pipeline.topology;

import io.warecast.domain.monitoring.Alert;
import io.warecast.domain.monitoring.FeatureStability;
import io.warecast.domain.monitoring.LiveFigure;
import io.warecast.pipeline.operator.monitoring.AccuracyPart;
import io.warecast.pipeline.operator.monitoring.FeatureDriftFunction;
import io.warecast.pipeline.operator.monitoring.WarehouseAccuracyFunction;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/**
 * How served forecasts do, by warehouse.
 *
 * @param figures measures of each day, anew when it is corrected
 * @param stability of features against the training
 * @param alerts at most one of a cause and day
 */
public record Monitoring(
    DataStream<LiveFigure> figures,
    DataStream<FeatureStability> stability,
    DataStream<Alert> alerts) {

  /**
   * Watches a continuous topology.
   *
   * @param latenessDays days after their close that days may be corrected
   * @param registry URI of the registry's root folder
   * @param model name of the model in use
   */
  public static Monitoring of(
      ContinuousTopology topology, int latenessDays, String registry, String model) {
    DataStream<AccuracyPart> parts =
        LiveAccuracy.parts(topology.servedCloses(), topology.demandDays(), latenessDays);
    SingleOutputStreamOperator<LiveFigure> figures =
        parts
            .keyBy(part -> part.segment().warehouse(), Types.STRING)
            .process(
                new WarehouseAccuracyFunction(latenessDays), TypeInformation.of(LiveFigure.class))
            .name("warehouse-accuracy")
            .uid("warehouse-accuracy");
    SingleOutputStreamOperator<FeatureStability> stability =
        topology
            .closingFeatures()
            .keyBy(vector -> vector.key().warehouseId(), Types.STRING)
            .process(
                new FeatureDriftFunction(registry, model),
                TypeInformation.of(FeatureStability.class))
            .name("feature-drift")
            .uid("feature-drift");
    return new Monitoring(
        figures,
        stability,
        figures
            .getSideOutput(WarehouseAccuracyFunction.ALERTS)
            .union(stability.getSideOutput(FeatureDriftFunction.ALERTS)));
  }
}
