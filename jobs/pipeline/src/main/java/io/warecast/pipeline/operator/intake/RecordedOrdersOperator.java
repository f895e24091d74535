package io.warecast.pipeline.operator.intake;

import io.warecast.domain.demand.DemandChange;
import io.warecast.domain.demand.Quantity;
import io.warecast.domain.order.OrderEvent;
import io.warecast.domain.series.SeriesKey;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Sums orders that were accepted before, as {@link OrderIntakeOperator} counted them: by series,
 * group and local day. For bounded input.
 */
public final class RecordedOrdersOperator extends AbstractStreamOperator<DemandChange>
    implements OneInputStreamOperator<OrderEvent, DemandChange> {

  private static final long serialVersionUID = 1L;

  /** Bounds memory at some hundred bytes each. */
  private static final int MOST_SUMS = 200_000;

  private final MasterData masterData;
  private final int untilDay;
  private transient PendingSums sums;
  private transient Map<String, WarehouseIntake> warehouses;

  /**
   * An operator for the days up to and including an epoch day.
   *
   * @param untilDay local to each warehouse
   */
  public RecordedOrdersOperator(MasterData masterData, int untilDay) {
    this.masterData = masterData;
    this.untilDay = untilDay;
    this.sums = new PendingSums();
    this.warehouses = new HashMap<>();
  }

  @Override
  public void open() throws Exception {
    super.open();
    sums = new PendingSums();
    warehouses = new HashMap<>();
    for (var warehouse : masterData.warehouses().values()) {
      warehouses.put(warehouse.id(), new WarehouseIntake(warehouse, masterData.historyEndDay()));
    }
  }

  @Override
  public void processElement(StreamRecord<OrderEvent> element) {
    OrderEvent order = element.getValue();
    WarehouseIntake warehouse = warehouses.get(order.warehouseId());
    if (warehouse == null) {
      return;
    }
    int day = warehouse.days().day(order.orderedAt());
    if (day > untilDay) {
      return;
    }
    long micros = Quantity.ofUnits(order.quantity());
    SeriesKey item = new SeriesKey(order.warehouseId(), order.itemId());
    sums.addToGroup(item, day, micros, order.orderedAt());
    String category = masterData.categories().get(order.itemId());
    warehouse.addToGroups(sums, category, day, micros, order.orderedAt());
    if (sums.size() >= MOST_SUMS) {
      flush();
    }
  }

  /** The watermark of the end of time comes before the end of input is told. */
  @Override
  public void processWatermark(Watermark mark) throws Exception {
    flush();
    super.processWatermark(mark);
  }

  @Override
  public void finish() throws Exception {
    flush();
    super.finish();
  }

  private void flush() {
    sums.flush(change -> output.collect(new StreamRecord<>(change)), units -> {});
  }
}
