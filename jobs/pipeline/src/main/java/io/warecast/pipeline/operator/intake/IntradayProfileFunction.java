package io.warecast.pipeline.operator.intake;

import io.warecast.domain.demand.HourlyUnits;
import io.warecast.domain.demand.IntradayProfile;
import io.warecast.domain.series.Warehouse;
import java.util.Objects;
import java.util.Optional;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Learns the shape of each warehouse's day and gives it out whenever a local day closes on which
 * something was ordered. Keyed by warehouse id.
 */
public final class IntradayProfileFunction
    extends KeyedProcessFunction<String, HourlyUnits, IntradayProfile> {

  private static final long serialVersionUID = 1L;

  private final MasterData masterData;
  private final int latenessDays;

  private transient ValueState<HourSums> sums;

  public IntradayProfileFunction(MasterData masterData, IntakeSettings settings) {
    this.masterData = masterData;
    latenessDays = settings.latenessDays();
  }

  @Override
  public void open(OpenContext context) throws Exception {
    sums =
        getRuntimeContext()
            .getState(new ValueStateDescriptor<>("hours", TypeInformation.of(HourSums.class)));
  }

  @Override
  public void processElement(HourlyUnits units, Context context, Collector<IntradayProfile> out)
      throws Exception {
    sums.update(Objects.requireNonNullElse(sums.value(), HourSums.NONE).plus(units));
    masterData
        .warehouse(units.warehouseId())
        .map(warehouse -> warehouse.endOfDay(units.day()))
        // The profile after a correction comes with the close of the day that is open.
        .filter(end -> end > context.timerService().currentWatermark())
        .ifPresent(context.timerService()::registerEventTimeTimer);
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<IntradayProfile> out)
      throws Exception {
    Optional<Warehouse> warehouse = masterData.warehouse(context.getCurrentKey());
    HourSums learned = sums.value();
    if (warehouse.isEmpty() || learned == null) {
      return;
    }
    int day = new LocalDays(warehouse.get().timeZone()).day(timestamp);
    learned.profile(warehouse.get().id(), day).ifPresent(out::collect);
    sums.update(learned.foldedThrough(day - latenessDays - 1));
  }
}
