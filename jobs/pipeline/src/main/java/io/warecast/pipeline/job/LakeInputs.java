package io.warecast.pipeline.job;

import io.warecast.domain.covariate.WarehouseCalendar;
import io.warecast.domain.demand.DemandChange;
import io.warecast.domain.model.ModelReference;
import io.warecast.pipeline.connector.lake.Lake;
import io.warecast.pipeline.operator.SeriesInput;
import io.warecast.pipeline.operator.SharedInput;
import io.warecast.pipeline.operator.intake.MasterData;
import io.warecast.pipeline.operator.intake.RecordedOrdersOperator;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The lake as the topology takes it: series by key, and what they share. */
public final class LakeInputs {

  private static final TypeInformation<SeriesInput> SERIES = TypeInformation.of(SeriesInput.class);

  private LakeInputs() {}

  /**
   * All demand up to and including an epoch day, of the lake's history and of the orders that the
   * continuous job has counted since, and offers of all time.
   */
  public static DataStream<SeriesInput> demandAndOffers(
      StreamExecutionEnvironment env, Lake lake, int untilDay) {
    return history(env, lake, untilDay).union(streamOrders(env, lake, untilDay));
  }

  /** Demand of the lake's history up to and including an epoch day, and offers of all time. */
  public static DataStream<SeriesInput> history(
      StreamExecutionEnvironment env, Lake lake, int untilDay) {
    DataStream<SeriesInput> demand =
        env.fromSource(lake.demand(untilDay), WatermarkStrategy.noWatermarks(), "lake-demand")
            .uid("lake-demand")
            .map(SeriesInput::of)
            .returns(SERIES)
            .uid("demand-input");
    DataStream<SeriesInput> offers =
        env.fromSource(lake.offers(), WatermarkStrategy.noWatermarks(), "lake-offers")
            .uid("lake-offers")
            .map(offer -> SeriesInput.of(offer.key(), offer.offers()))
            .returns(SERIES)
            .uid("offers-input");
    return demand.union(offers);
  }

  /**
   * What the orders that the continuous job has counted on top of this lake add to the demand days
   * up to and including an epoch day.
   */
  private static DataStream<SeriesInput> streamOrders(
      StreamExecutionEnvironment env, Lake lake, int untilDay) {
    return env.fromSource(
            lake.streamOrders().source(), WatermarkStrategy.noWatermarks(), "stream-orders")
        .uid("stream-orders")
        .transform(
            "recorded-orders",
            TypeInformation.of(DemandChange.class),
            new RecordedOrdersOperator(masterData(lake), untilDay))
        .uid("recorded-orders")
        .map(SeriesInput::of)
        .returns(SERIES)
        .uid("recorded-input");
  }

  /** What operators must know of warehouses and items beforehand. */
  public static MasterData masterData(Lake lake) {
    return MasterData.of(lake.warehouses(), lake.items(), lake.lastDay());
  }

  /** Every warehouse's calendar and the models. */
  public static DataStream<SharedInput> shared(
      StreamExecutionEnvironment env, Lake lake, List<ModelReference> models) {
    return shared(env, lake, models, "");
  }

  /**
   * As the other.
   *
   * @param suffix of the source's name, which tells several of one job apart
   */
  static DataStream<SharedInput> shared(
      StreamExecutionEnvironment env, Lake lake, List<ModelReference> models, String suffix) {
    List<SharedInput> inputs = new ArrayList<>();
    for (WarehouseCalendar calendar : lake.calendars()) {
      inputs.add(SharedInput.of(calendar));
    }
    models.forEach(model -> inputs.add(SharedInput.of(model)));
    return env.fromData(inputs, TypeInformation.of(SharedInput.class))
        .uid("shared-input" + suffix)
        .setParallelism(1);
  }
}
