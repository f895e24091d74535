package io.warecast.pipeline.operator;

import io.warecast.domain.covariate.CalendarEvent;
import io.warecast.domain.covariate.WeatherForecast;
import io.warecast.domain.forecast.Forecast;
import io.warecast.domain.forecast.ForecastRequest;
import io.warecast.domain.model.ModelReference;
import io.warecast.domain.series.SeriesKey;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ScheduledFuture;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.InternalTimer;
import org.apache.flink.streaming.api.operators.InternalTimerService;
import org.apache.flink.streaming.api.operators.Triggerable;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.function.ThrowingRunnable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Forecasts each series at the close of every day of its warehouse, and again whenever orders,
 * corrections, covariates or models change what the open day leads to expect.
 *
 * <p>A day closes when the watermark passes its end. While the seed is being read the watermark
 * stands still, so nothing is forecast before all history is in. A forecast at a close is made by
 * the same code from the same days as a batch's, and equals it to the bit. In between, the open
 * day's expected total stands in for it: the origin is then the open day.
 *
 * <p>Forecasts at a close wait for others to be scored with only until {@code flushMillis} are
 * over, a request, a watermark or a checkpoint barrier passes or the input ends; those of an open
 * day until it is their series' turn, once however often it has moved since.
 */
public final class ContinuousOperator extends AbstractStreamOperator<MadeForecast>
    implements TwoInputStreamOperator<SeriesInput, SharedInput, MadeForecast>,
        Triggerable<SeriesKey, VoidNamespace>,
        SeriesScoring {

  private static final long serialVersionUID = 1L;
  private static final Logger LOG = LoggerFactory.getLogger(ContinuousOperator.class);

  private static final String PROGRESS = "progress";
  private static final long MODEL_POLL_MILLIS = 20;
  private static final long SHADOW_PAUSE_MILLIS = 1;

  /** As many as score in some ten milliseconds, so that what comes in meanwhile waits no longer. */
  private static final int SERIES_A_TURN = 32;

  private final ContinuousSettings settings;
  private final HashMap<String, String> categories;

  private transient SharedState shared;
  private transient PassedTime passed;
  private transient WaitingSeries waiting;
  private transient Turns turns;
  private transient ValueState<SeriesProgress> progress;
  private transient InternalTimerService<VoidNamespace> timers;
  private transient Forecaster forecaster;
  private transient ModelSwap models;
  private transient SeriesForecasting forecasting;
  private transient RequestAnswers requests;
  private transient ShadowForecasts shadows;
  private transient Turns shadowTurns;
  private transient boolean flushScheduled;

  /**
   * An operator with these settings.
   *
   * @param categories by item id; items without a category are left out
   */
  public ContinuousOperator(ContinuousSettings settings, Map<String, String> categories) {
    this.settings = settings;
    this.categories = new HashMap<>(categories);
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    shared = new SharedState(context.getOperatorStateStore());
    waiting = new WaitingSeries(context.getOperatorStateStore());
    passed = new PassedTime(context.getOperatorStateStore());
  }

  @Override
  public void open() throws Exception {
    super.open();
    progress =
        getPartitionedState(
            new ValueStateDescriptor<>(PROGRESS, TypeInformation.of(SeriesProgress.class)));
    timers = getInternalTimerService("days", VoidNamespaceSerializer.INSTANCE, this);
    forecaster = new Forecaster(settings.batchSeries() * settings.horizon(), false, categories);
    models = new ModelSwap(forecaster, shared, getMetricGroup().counter("refused_models"));
    models.restore();
    passed.restore();
    int countedFrom = shared.countedFrom(settings.countedFrom());
    forecasting =
        new SeriesForecasting(
            settings,
            countedFrom,
            new SeriesState(this::getPartitionedState, countedFrom),
            shared,
            progress,
            timers,
            passed,
            new ServedForecasts(output, getMetricGroup()),
            this);
    requests = new RequestAnswers(settings.longestHorizon(), forecaster, output);
    shadows =
        new ShadowForecasts(
            settings.batchSeries() * settings.horizon(),
            categories,
            output,
            getMetricGroup().counter("skipped_shadow_forecasts"));
    shadowTurns =
        new Turns(
            this::after,
            SHADOW_PAUSE_MILLIS,
            shadows::hasWaiting,
            () -> shadows.next(models.shadow()));
    turns = new Turns(this::after, settings.gatherMillis(), waiting::isAny, this::forecastWaiting);
    waiting.restore();
    turns.schedule();
  }

  @Override
  public void processElement1(StreamRecord<SeriesInput> element) throws Exception {
    turns.somethingCameIn();
    SeriesInput input = element.getValue();
    if (input.request() == null) {
      forecasting.add(input);
    } else {
      answer(input.request());
    }
  }

  /** Answers from the origin of the served forecast, after bringing that up to date. */
  private void answer(ForecastRequest request) throws Exception {
    SeriesProgress now = progress.value();
    if (now == null || !forecasting.isSeeded()) {
      requests.unknown(request, forecasting.isSeeded());
      return;
    }
    if (forecasting.isBehind(now) || waiting.isToBeSwept(request.key())) {
      forecasting.forecastAnew(request.key());
      now = Objects.requireNonNull(progress.value());
    }
    requests.answer(
        request,
        forecasting.origin(request.key(), now),
        now,
        forecasting.closeOf(now.closedThrough(), shared.calendar(request.key()).warehouse()),
        passed.watermark(),
        models.of(request.key()),
        shared.model(ModelReference.ALL_WAREHOUSES));
    turnTo(request.key());
    // Trees score one series about as fast as many, and somebody waits.
    forecaster.flushAll();
  }

  @Override
  public void processElement2(StreamRecord<SharedInput> element) throws Exception {
    SharedInput input = element.getValue();
    if (input.calendar() != null) {
      shared.put(input.calendar());
    } else if (input.profile() != null) {
      shared.put(input.profile());
    } else if (input.event() != null) {
      added(input.event());
    } else if (input.weather() != null) {
      added(input.weather());
    } else if (input.model() != null) {
      wanted(input.model());
    }
  }

  private void added(CalendarEvent event) throws Exception {
    if (shared.add(event)) {
      forecastAll(event.warehouseId());
    } else {
      LOG.warn("An event of warehouse {} is passed over: it is unknown", event.warehouseId());
    }
  }

  private void added(WeatherForecast weather) throws Exception {
    if (shared.add(weather, Math.max(SeriesForecasting.SEEDED, passed.watermark()))) {
      forecastAll(weather.warehouseId());
    }
  }

  /** Before the seed is in, a model is needed at once; later its loading must hold nothing up. */
  private void wanted(ModelReference model) throws Exception {
    if (model.isWithdrawn()) {
      models.withdraw(model.warehouseId());
      forecastAll(model.warehouseId());
    } else if (forecasting.isSeeded()) {
      models.request(model);
      after(MODEL_POLL_MILLIS, this::pollModels);
    } else {
      models.activate(model);
    }
  }

  private void pollModels() throws Exception {
    for (ModelReference model = models.activateLoaded();
        model != null;
        model = models.activateLoaded()) {
      forecastAll(model.warehouseId());
    }
    if (models.isLoading()) {
      after(MODEL_POLL_MILLIS, this::pollModels);
    }
  }

  private void forecastAll(String warehouseId) {
    waiting.addAll(warehouseId);
    turns.schedule();
  }

  @Override
  public void waits(SeriesKey key) {
    waiting.add(key);
    turns.schedule();
  }

  private void forecastWaiting() throws Exception {
    waiting.next(
        SERIES_A_TURN,
        getKeyedStateBackend(),
        PROGRESS,
        key -> {
          turnTo(key);
          forecasting.turnHasCome(key);
        },
        key -> {
          turnTo(key);
          forecasting.sharedInputChanged(key);
        });
    forecaster.flushAll();
  }

  @Override
  public void onEventTime(InternalTimer<SeriesKey, VoidNamespace> timer) throws Exception {
    forecasting.dayIsOver(timer.getKey(), timer.getTimestamp());
  }

  @Override
  public void onProcessingTime(InternalTimer<SeriesKey, VoidNamespace> timer) throws Exception {
    forecasting.pacing().intervalIsOver(timer.getKey());
  }

  @Override
  public void forecast(DueForecast due) throws Exception {
    SeriesKey key = due.series().key();
    forecaster.add(due, models.of(key));
    turnTo(key);
    scheduleFlush();
  }

  @Override
  public void closed(SeriesAtOrigin series, Forecast served) {
    if (models.shadow() != null) {
      shadows.add(series, served, passed.watermark());
      shadowTurns.schedule();
    }
  }

  @Override
  public void turnTo(SeriesKey key) {
    setCurrentKey(key);
  }

  @Override
  public void processWatermark(Watermark mark) throws Exception {
    // The end of the input is the end of no day: of days after it there is no end.
    long moment =
        mark.equals(Watermark.MAX_WATERMARK)
            ? Math.max(passed.watermark(), SeriesForecasting.SEEDED)
            : mark.getTimestamp();
    passed.passes(moment);
    timeServiceManager.advanceWatermark(new Watermark(moment));
    forecaster.flushAll();
    output.emitWatermark(mark);
  }

  @Override
  public void prepareSnapshotPreBarrier(long checkpointId) throws Exception {
    for (SeriesKey key : waiting.single()) {
      turnTo(key);
      forecasting.pacing().rememberTurn();
    }
    forecaster.flushAll();
    super.prepareSnapshotPreBarrier(checkpointId);
  }

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    super.snapshotState(context);
    waiting.snapshot();
    passed.snapshot();
  }

  @Override
  public void finish() throws Exception {
    forecaster.flushAll();
    while (shadows.hasWaiting()) {
      shadows.next(models.shadow());
    }
    super.finish();
  }

  @Override
  public void close() throws Exception {
    if (requests != null) {
      requests.close();
      models.close();
    }
    super.close();
  }

  private void scheduleFlush() {
    if (!flushScheduled) {
      flushScheduled = true;
      after(
          settings.flushMillis(),
          () -> {
            flushScheduled = false;
            forecaster.flushAll();
          });
    }
  }

  private void after(long millis, ThrowingRunnable<Exception> work) {
    long moment = getProcessingTimeService().getCurrentProcessingTime() + millis;
    ScheduledFuture<?> unused =
        getProcessingTimeService().registerTimer(moment, time -> work.run());
  }
}
