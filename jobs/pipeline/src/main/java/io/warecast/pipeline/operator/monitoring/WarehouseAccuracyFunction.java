package io.warecast.pipeline.operator.monitoring;

import io.warecast.domain.demand.DemandClass;
import io.warecast.domain.monitoring.Alert;
import io.warecast.domain.monitoring.AlertKind;
import io.warecast.domain.monitoring.LiveFigure;
import io.warecast.domain.monitoring.ResidualDrift;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Adds the sums of a warehouse's series up and gives out how its forecasts did on a day: once all
 * series have closed it, and again when late orders have changed it. Watches intervals and
 * residuals; keyed by warehouse.
 */
public final class WarehouseAccuracyFunction
    extends KeyedProcessFunction<String, AccuracyPart, LiveFigure> {

  public static final OutputTag<Alert> ALERTS =
      new OutputTag<>("accuracy-alerts", TypeInformation.of(Alert.class));

  private static final long serialVersionUID = 1L;

  /** Days whose mean coverage is looked at: of one day each weekday has its own. */
  private static final int COVERAGE_DAYS = 7;

  private static final double COVERAGE_LIMIT = .05;

  /** Series' days below which coverage is a matter of chance. */
  private static final long FEWEST_COMPARED = 200;

  private final int keptDays;
  private transient MapState<AccuracySegment, LeadSums> sums;
  private transient MapState<Integer, Long> changed;
  private transient ValueState<ResidualDrift> residuals;
  private transient ValueState<Integer> through;
  private transient AccuracyGauges gauges;

  /**
   * A function.
   *
   * @param latenessDays days after their close that days may be corrected
   */
  @SuppressWarnings("NullAway.Init") // open() comes before anything else.
  public WarehouseAccuracyFunction(int latenessDays) {
    this.keptDays = Math.max(COVERAGE_DAYS, latenessDays + 1);
  }

  @Override
  public void open(OpenContext context) {
    sums =
        getRuntimeContext()
            .getMapState(
                new MapStateDescriptor<>(
                    "sums",
                    TypeInformation.of(AccuracySegment.class),
                    TypeInformation.of(LeadSums.class)));
    changed =
        getRuntimeContext().getMapState(new MapStateDescriptor<>("changed", Types.INT, Types.LONG));
    residuals =
        getRuntimeContext()
            .getState(
                new ValueStateDescriptor<>("residuals", TypeInformation.of(ResidualDrift.class)));
    through = getRuntimeContext().getState(new ValueStateDescriptor<>("through", Types.INT));
    gauges = new AccuracyGauges(getRuntimeContext().getMetricGroup());
  }

  @Override
  public void processElement(AccuracyPart part, Context context, Collector<LiveFigure> out)
      throws Exception {
    AccuracySegment segment = part.segment();
    LeadSums known = sums.get(segment);
    sums.put(segment, known == null ? part.sums() : known.plus(part.sums()));
    Long closedAt = changed.get(segment.day());
    changed.put(
        segment.day(), closedAt == null ? part.closedAt() : Math.max(closedAt, part.closedAt()));
    // All parts of a close come before the watermark that passes it; a correction waits for one.
    context
        .timerService()
        .registerEventTimeTimer(
            Math.max(part.closedAt(), context.timerService().currentWatermark() + 1));
  }

  @Override
  public void onTimer(long moment, OnTimerContext context, Collector<LiveFigure> out)
      throws Exception {
    Map<Integer, Long> days = new TreeMap<>();
    for (Map.Entry<Integer, Long> each : changed.entries()) {
      if (each.getValue() <= moment) {
        days.put(each.getKey(), each.getValue());
      }
    }
    for (Map.Entry<Integer, Long> each : days.entrySet()) {
      int day = each.getKey();
      changed.remove(day);
      measure(context.getCurrentKey(), day, out);
      Integer last = through.value();
      if (each.getValue() != Long.MIN_VALUE && (last == null || day > last)) {
        through.update(day);
        watch(day, each.getValue(), context);
        forgetBefore(day - keptDays + 1);
      }
    }
  }

  private void measure(String warehouse, int day, Collector<LiveFigure> out) throws Exception {
    Map<Integer, LeadSums> all = new TreeMap<>();
    for (Map.Entry<AccuracySegment, LeadSums> each : sums.entries()) {
      AccuracySegment segment = each.getKey();
      if (segment.day() == day) {
        give(
            warehouse, segment.demandClass().wireName(), day, segment.lead(), each.getValue(), out);
        if (segment.demandClass() != DemandClass.GROUP) {
          all.merge(segment.lead(), each.getValue(), LeadSums::plus);
        }
      }
    }
    all.forEach(
        (lead, sum) -> {
          give(warehouse, LiveFigure.ALL, day, lead, sum, out);
          gauges.set(warehouse, lead, sum);
        });
  }

  private static void give(
      String warehouse,
      String demandClass,
      int day,
      int lead,
      LeadSums sums,
      Collector<LiveFigure> out) {
    sums.measures(
        (measure, value) ->
            out.collect(new LiveFigure(warehouse, demandClass, day, lead, measure, value)));
  }

  private void watch(int day, long closedAt, Context context) throws Exception {
    List<LeadSums> days = new ArrayList<>();
    LeadSums latest = null;
    for (int before = 0; before < COVERAGE_DAYS; before++) {
      LeadSums sum = itemsOf(day - before);
      if (sum != null) {
        days.add(sum);
        latest = before == 0 ? sum : latest;
      }
    }
    if (latest != null) {
      watchResiduals(latest, day, closedAt, context);
    }
    if (days.size() == COVERAGE_DAYS) {
      watchCoverage(days.stream().reduce(LeadSums::plus).orElseThrow(), day, closedAt, context);
    }
  }

  /** Of the items, forecast the day before. */
  private @org.jspecify.annotations.Nullable LeadSums itemsOf(int day) throws Exception {
    LeadSums all = null;
    for (Map.Entry<AccuracySegment, LeadSums> each : sums.entries()) {
      AccuracySegment segment = each.getKey();
      if (segment.day() == day
          && segment.lead() == 1
          && segment.demandClass() != DemandClass.GROUP) {
        all = all == null ? each.getValue() : all.plus(each.getValue());
      }
    }
    return all;
  }

  private void watchResiduals(LeadSums sum, int day, long closedAt, Context context)
      throws Exception {
    double forecast = sum.point().units() + sum.point().error();
    if (!(forecast > 0)) {
      return;
    }
    ResidualDrift before = residuals.value();
    ResidualDrift drift =
        (before == null ? ResidualDrift.NONE : before).plus(-sum.point().error() / forecast);
    if (drift.isAlarm()) {
      raise(
          new Alert(
              context.getCurrentKey(),
              day,
              AlertKind.RESIDUAL_DRIFT,
              drift.isTooLow() ? "too_low" : "too_high",
              Math.max(drift.up(), drift.down()),
              ResidualDrift.LIMIT,
              closedAt,
              String.format(
                  Locale.ROOT,
                  "forecasts of the day before are %s for some days now; on this one demand was %+.0f %% of the forecast",
                  drift.isTooLow() ? "too low" : "too high",
                  -100 * sum.point().error() / forecast)),
          context);
    }
    residuals.update(drift.isAlarm() ? ResidualDrift.NONE : drift);
  }

  private void watchCoverage(LeadSums week, int day, long closedAt, Context context) {
    for (int i = 0; i < week.intervals().length; i++) {
      double off = week.intervals()[i].coverage() - week.nominal(i);
      if (week.intervals()[i].days() >= FEWEST_COMPARED && Math.abs(off) > COVERAGE_LIMIT) {
        String percent = LeadSums.percent(week.nominal(i));
        raise(
            new Alert(
                context.getCurrentKey(),
                day,
                AlertKind.COVERAGE,
                percent,
                week.intervals()[i].coverage(),
                week.nominal(i) + Math.copySign(COVERAGE_LIMIT, off),
                closedAt,
                String.format(
                    Locale.ROOT,
                    "the %s %% intervals of the day before covered %.1f %% in the last %d days",
                    percent,
                    100 * week.intervals()[i].coverage(),
                    COVERAGE_DAYS)),
            context);
      }
    }
  }

  private static void raise(Alert alert, Context context) {
    context.output(ALERTS, alert);
  }

  private void forgetBefore(int day) throws Exception {
    List<AccuracySegment> old = new ArrayList<>();
    for (AccuracySegment segment : sums.keys()) {
      if (segment.day() < day) {
        old.add(segment);
      }
    }
    for (AccuracySegment segment : old) {
      sums.remove(segment);
    }
  }
}
