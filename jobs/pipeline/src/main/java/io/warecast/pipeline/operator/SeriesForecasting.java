package io.warecast.pipeline.operator;

import io.warecast.domain.covariate.WarehouseCalendar;
import io.warecast.domain.demand.DemandChange;
import io.warecast.domain.demand.DemandClass;
import io.warecast.domain.demand.DemandDay;
import io.warecast.domain.demand.DemandHistory;
import io.warecast.domain.demand.DemandStretch;
import io.warecast.domain.forecast.Forecast;
import io.warecast.domain.series.SeriesKey;
import io.warecast.domain.series.Warehouse;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.streaming.api.operators.InternalTimerService;

/**
 * Decides when a series is forecast, and from what: at the close of every day of its warehouse, and
 * again whenever orders, corrections, covariates or models change what the open day leads to
 * expect, at most once in an interval ({@link ForecastPacing}).
 */
final class SeriesForecasting {

  /** Fires as soon as there is any watermark, which is when the seed has been read. */
  static final long SEEDED = 0;

  /** Days that the sums of orders may grow beyond those that can change, before they are folded. */
  private static final int FOLD_AFTER_DAYS = 14;

  private final ContinuousSettings settings;
  private final int countedFrom;
  private final SeriesState series;
  private final SharedState shared;
  private final ValueState<SeriesProgress> progress;
  private final InternalTimerService<VoidNamespace> timers;
  private final PassedTime passed;
  private final ServedForecasts served;
  private final SeriesScoring scoring;
  private final ForecastPacing pacing;
  private long latestOrder = Long.MIN_VALUE;

  SeriesForecasting(
      ContinuousSettings settings,
      int countedFrom,
      SeriesState series,
      SharedState shared,
      ValueState<SeriesProgress> progress,
      InternalTimerService<VoidNamespace> timers,
      PassedTime passed,
      ServedForecasts served,
      SeriesScoring scoring) {
    this.settings = settings;
    this.countedFrom = countedFrom;
    this.series = series;
    this.shared = shared;
    this.progress = progress;
    this.timers = timers;
    this.passed = passed;
    this.served = served;
    this.scoring = scoring;
    pacing = new ForecastPacing(settings.intervalMillis(), progress, timers, scoring::waits);
  }

  /** Whether all history has been read: until then nothing is forecast. */
  boolean isSeeded() {
    return passed.watermark() >= SEEDED;
  }

  /**
   * The event time (epoch millis) once which has passed, all series have been forecast from a
   * closed day: its end, or the moment at which the seed was in that told of it. It is the same in
   * all subtasks, however far time has come in each, or items would miss their groups.
   */
  long closeOf(int day, Warehouse warehouse) {
    return day < countedFrom ? SEEDED : warehouse.endOfDay(day);
  }

  /** What keeps the forecasts of a series within a day apart. */
  ForecastPacing pacing() {
    return pacing;
  }

  /** Takes in what says something of the current series, and forecasts if that matters. */
  void add(SeriesInput input) throws Exception {
    series.add(input);
    SeriesProgress now = progress.value();
    if (now == null) {
      now = start(input.key());
    }
    if (input.change() != null) {
      latestOrder = Math.max(latestOrder, input.change().orderedAt());
      if (isSeeded()) {
        changed(input.change(), now);
      }
    } else if (input.price() != null && isSeeded()) {
      pacing.soon(input.key(), now.due());
    }
  }

  /** The first that is heard of a series. */
  private SeriesProgress start(SeriesKey key) throws Exception {
    int closed = countedFrom - 1;
    if (isSeeded()) {
      Warehouse warehouse = shared.calendar(key).warehouse();
      closed = Math.max(closed, warehouse.localDay(passed.watermark()) - 1);
      closeAtEndOf(closed + 1, warehouse);
    } else {
      timers.registerEventTimeTimer(VoidNamespace.INSTANCE, SEEDED);
    }
    SeriesProgress first = SeriesProgress.closedThrough(closed);
    progress.update(first);
    return first;
  }

  private void changed(DemandChange change, SeriesProgress now) throws Exception {
    if (change.day() <= now.closedThrough()) {
      SeriesProgress corrected = now.corrected().due();
      float units = series.historyUpTo(now.closedThrough()).at(change.day());
      served.demandDay(new DemandDay(change.key(), change.day(), units, corrected.revision()));
      pacing.soon(change.key(), corrected);
    } else if (change.day() == now.openDay()) {
      forecastIfMoved(change.key(), now);
    }
  }

  /** Forecasts when what the open day leads to expect is far enough from what was served. */
  private void forecastIfMoved(SeriesKey key, SeriesProgress now) throws Exception {
    if (now.isDue()) {
      return;
    }
    double limit =
        Float.isNaN(now.expected())
            ? settings.leastMove()
            : Math.max(settings.leastMove(), settings.relativeMove() * now.expected());
    float total = openTotal(now, shared.calendar(key).warehouse());
    float known = Float.isNaN(now.servedTotal()) ? expectedOrNothing(now) : now.servedTotal();
    if (Math.abs(total - known) >= limit) {
      pacing.soon(key, now.due());
    }
  }

  private static float expectedOrNothing(SeriesProgress now) {
    return Float.isNaN(now.expected()) ? 0 : now.expected();
  }

  private void forecastNowOrLater(SeriesKey key, SeriesProgress due) throws Exception {
    if (pacing.isAllowed(due)) {
      forecastOpenDay(key, due);
    } else {
      pacing.later(due);
    }
  }

  /** The turn of a series, the current one, that had to wait for it. */
  void turnHasCome(SeriesKey key) throws Exception {
    SeriesProgress now = progress.value();
    if (now != null && now.isDue()) {
      forecastNowOrLater(key, now);
    }
  }

  /** What all series of a warehouse share has changed: forecasts now or when that is allowed. */
  void sharedInputChanged(SeriesKey key) throws Exception {
    SeriesProgress now = progress.value();
    if (now != null && isSeeded()) {
      forecastNowOrLater(key, now.due());
    }
  }

  /** Forecasts whatever was served and whenever, when there is something to forecast from. */
  void forecastAnew(SeriesKey key) throws Exception {
    SeriesProgress now = progress.value();
    if (now != null && isSeeded()) {
      forecastOpenDay(key, now);
    }
  }

  private void forecastOpenDay(SeriesKey key, SeriesProgress due) throws Exception {
    Warehouse warehouse = shared.calendar(key).warehouse();
    long asOf = Math.max(due.asOf(), moment(due, warehouse));
    SeriesProgress made =
        due.made(
            due.openDay(),
            asOf,
            series.orders().at(due.openDay()),
            openTotal(due, warehouse),
            timers.currentProcessingTime());
    progress.update(made);
    SeriesAtOrigin atOrigin = origin(key, made);
    if (atOrigin.isForecastable()) {
      long closedAt = closeOf(made.closedThrough(), warehouse);
      DemandClass demandClass = atOrigin.demandClass();
      scoring.forecast(
          due(
              atOrigin,
              demandClass,
              made,
              (forecast, firstRow, damping) ->
                  served.give(
                      MadeForecast.ofOpenDay(forecast, closedAt, damping, demandClass), firstRow)));
    }
  }

  /** A timer of the current series: the seed has been read, or the open day is over. */
  void dayIsOver(SeriesKey key, long moment) throws Exception {
    SeriesProgress now = progress.value();
    if (now == null) {
      return;
    }
    WarehouseCalendar calendar = shared.calendar(key);
    SeriesProgress next = moment == SEEDED ? now : now.closing();
    int day = next.closedThrough();
    closeAtEndOf(day + 1, calendar.warehouse());
    DemandHistory history = series.historyUpTo(day);
    SeriesAtOrigin atOrigin = new SeriesAtOrigin(key, day, history, calendar, series.offers());
    if (!atOrigin.isForecastable()) {
      progress.update(next);
      return;
    }
    if (moment != SEEDED && !history.isEmpty()) {
      served.demandDay(new DemandDay(key, day, history.at(day), next.revision()));
    }
    long asOf = calendar.warehouse().endOfDay(day);
    SeriesProgress made = next.made(day, asOf, 0, Float.NaN, timers.currentProcessingTime());
    progress.update(made);
    long closedAt = closeOf(day, calendar.warehouse());
    DemandClass demandClass = atOrigin.demandClass();
    float units = history.at(day);
    scoring.forecast(
        due(
            atOrigin,
            demandClass,
            made,
            (forecast, firstRow, damping) -> {
              served.give(
                  MadeForecast.atClosing(forecast, closedAt, damping, demandClass, units),
                  firstRow);
              closed(forecast);
              scoring.closed(atOrigin, forecast);
            }));
    foldOldOrders(day);
  }

  private void closed(Forecast forecast) throws Exception {
    scoring.turnTo(forecast.key());
    SeriesProgress now = progress.value();
    if (now != null && now.closedThrough() == forecast.originDay()) {
      SeriesProgress next = now.expecting(forecast.mean()[0]);
      progress.update(next);
      if (series.orders().at(next.openDay()) != next.servedMicros()) {
        // Orders of the new day came before the last one was closed.
        forecastIfMoved(forecast.key(), next);
      }
    }
  }

  private void foldOldOrders(int closedDay) throws Exception {
    int lastFinal = closedDay - settings.latenessDays() - 1;
    if (lastFinal - series.orders().firstDay() >= FOLD_AFTER_DAYS && !series.orders().isEmpty()) {
      series.fold(lastFinal);
    }
  }

  private void closeAtEndOf(int day, Warehouse warehouse) {
    timers.registerEventTimeTimer(VoidNamespace.INSTANCE, warehouse.endOfDay(day));
  }

  /** Whether the served forecast lacks something that is known. */
  boolean isBehind(SeriesProgress now) throws Exception {
    return now.isDue() || series.orders().at(now.openDay()) != now.servedMicros();
  }

  /** What the last forecast of a series was made from. */
  SeriesAtOrigin origin(SeriesKey key, SeriesProgress made) throws Exception {
    DemandHistory history = series.historyUpTo(made.closedThrough());
    boolean isUnsold = history.isEmpty() && made.servedTotal() == 0;
    if (made.originDay() > made.closedThrough() && !isUnsold) {
      history =
          history.with(new DemandStretch(key, made.originDay(), new float[] {made.servedTotal()}));
    }
    return new SeriesAtOrigin(
        key, made.originDay(), history, shared.calendar(key), series.offers());
  }

  private DueForecast due(
      SeriesAtOrigin atOrigin,
      DemandClass demandClass,
      SeriesProgress made,
      ForecastReceiver receiver) {
    return new DueForecast(
        atOrigin,
        demandClass,
        made.asOf(),
        made.sequence(),
        passed.watermark(),
        settings.horizon(),
        receiver);
  }

  private float openTotal(SeriesProgress now, Warehouse warehouse) throws Exception {
    return OpenDay.total(
        now,
        series.orders().at(now.openDay()),
        shared.profile(warehouse.id()),
        warehouse,
        moment(now, warehouse));
  }

  /** The latest moment within the open day whose orders may have been seen. */
  private long moment(SeriesProgress now, Warehouse warehouse) {
    return OpenDay.momentWithin(now, warehouse, Math.max(latestOrder, passed.watermark()));
  }
}
