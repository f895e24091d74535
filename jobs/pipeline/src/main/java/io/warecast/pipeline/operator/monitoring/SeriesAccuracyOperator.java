package io.warecast.pipeline.operator.monitoring;

import io.warecast.domain.demand.DemandClass;
import io.warecast.domain.demand.DemandDay;
import io.warecast.domain.recalibration.Leads;
import io.warecast.pipeline.operator.ServedClose;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Holds each day of a series against what had been served for it; keyed by series. A correction
 * takes back what the day had added and adds it anew.
 *
 * <p>Gives out sums over series, before a watermark or barrier goes on: nothing that is not given
 * out yet is ever part of state.
 */
public final class SeriesAccuracyOperator extends AbstractStreamOperator<AccuracyPart>
    implements OneInputStreamOperator<ActualDay, AccuracyPart> {

  private static final long serialVersionUID = 1L;

  private final int keptDays;
  private transient ValueState<ServedPast> past;
  private transient Map<AccuracySegment, AccuracyPart> sums;

  /**
   * An operator.
   *
   * @param latenessDays days after their close that days may be corrected
   */
  public SeriesAccuracyOperator(int latenessDays) {
    this.keptDays = latenessDays + 1;
    this.sums = new HashMap<>();
  }

  @Override
  public void open() throws Exception {
    super.open();
    sums = new HashMap<>();
    past =
        getPartitionedState(
            new ValueStateDescriptor<>("past", TypeInformation.of(ServedPast.class)));
  }

  @Override
  public void processElement(StreamRecord<ActualDay> element) throws Exception {
    ActualDay actual = element.getValue();
    if (actual.close() != null) {
      closed(actual.close());
    } else if (actual.correction() != null) {
      corrected(actual.correction());
    }
  }

  private void closed(ServedClose close) throws Exception {
    ServedPast known = past.value();
    if (known == null || !Arrays.equals(known.levels(), close.levels())) {
      known = ServedPast.none(close.levels(), keptDays);
    }
    if (close.day() > known.through()) {
      // A correction may come before the close, which waits to be aligned.
      float units = known.knows(close.day()) ? known.unitsOf(close.day()) : close.units();
      known.cameTo(close.day(), units, close.demandClass());
      add(close.key().warehouseId(), known, close.day(), close.closedAt(), false);
    }
    past.update(known.with(close));
  }

  private void corrected(DemandDay correction) throws Exception {
    ServedPast known = past.value();
    int day = correction.day();
    if (known == null || day <= known.through() - keptDays) {
      return;
    }
    String warehouse = correction.key().warehouseId();
    if (day > known.through()) {
      known.cameTo(day, correction.units(), DemandClass.NEW);
    } else if (known.knows(day)) {
      add(warehouse, known, day, Long.MIN_VALUE, true);
      known.cameTo(day, correction.units(), known.classOf(day));
      add(warehouse, known, day, Long.MIN_VALUE, false);
    }
    past.update(known);
  }

  /** Adds what a day says of each lead, or takes it back. */
  private void add(
      String warehouse, ServedPast known, int day, long closedAt, boolean isTakenBack) {
    for (int i = 0; i < Leads.COUNT; i++) {
      float[] served = known.served().at(i, day);
      if (served != null) {
        LeadSums own = LeadSums.of(known.levels(), known.unitsOf(day), served);
        AccuracySegment segment =
            new AccuracySegment(warehouse, known.classOf(day), day, Leads.days(i));
        LeadSums added = isTakenBack ? own.negated() : own;
        sums.merge(
            segment, new AccuracyPart(segment, closedAt, added), SeriesAccuracyOperator::plus);
      }
    }
  }

  private static AccuracyPart plus(AccuracyPart one, AccuracyPart other) {
    return new AccuracyPart(
        one.segment(), Math.max(one.closedAt(), other.closedAt()), one.sums().plus(other.sums()));
  }

  private void flush() {
    sums.values().forEach(part -> output.collect(new StreamRecord<>(part)));
    sums.clear();
  }

  @Override
  public void processWatermark(Watermark mark) throws Exception {
    flush();
    super.processWatermark(mark);
  }

  @Override
  public void prepareSnapshotPreBarrier(long checkpointId) throws Exception {
    flush();
    super.prepareSnapshotPreBarrier(checkpointId);
  }

  @Override
  public void finish() throws Exception {
    flush();
    super.finish();
  }
}
