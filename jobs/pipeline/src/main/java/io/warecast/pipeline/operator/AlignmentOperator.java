package io.warecast.pipeline.operator;

import io.warecast.domain.call.CallTrace;
import io.warecast.domain.forecast.Explanation;
import io.warecast.domain.forecast.Forecast;
import io.warecast.domain.forecast.ForecastReply;
import io.warecast.domain.hierarchy.AlignmentRatios;
import io.warecast.domain.recalibration.IntervalFactors;
import io.warecast.domain.series.SeriesKey;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.base.LongSerializer;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.InternalTimer;
import org.apache.flink.streaming.api.operators.InternalTimerService;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.operators.Triggerable;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/**
 * Aligns forecasts of items with that of their group, and corrects their intervals by how those of
 * the days before have held; keyed by {@link GroupOf}.
 *
 * <p>At a close, items wait until the watermark says that all forecasts of the group's parts have
 * been made: what makes them sends them before the watermark that made them due. Then the group's
 * ratios and interval factors are found, kept until the next close, and the items go out. In
 * between, forecasts of the open day and replies go out at once, by the ratios kept, so that a
 * reply in which nothing is supposed equals the served forecast.
 *
 * <p>Which forecasts wait, and for what, follows from event time alone: neither the order in which
 * they arrive nor the parallelism changes a bit of what comes out.
 */
public final class AlignmentOperator extends AbstractStreamOperator<Forecast>
    implements OneInputStreamOperator<MadeForecast, Forecast>,
        Triggerable<SeriesKey, VoidNamespace> {

  /** Forecasts at the close of a day: one a series and day, and equal to a batch's. */
  public static final OutputTag<Forecast> CLOSING_FORECASTS =
      new OutputTag<>("closing-forecasts", TypeInformation.of(Forecast.class));

  /** Answers to requests. */
  public static final OutputTag<ForecastReply> REPLIES =
      new OutputTag<>("aligned-replies", TypeInformation.of(ForecastReply.class));

  /** What has been served at the close of a day, beside what that day came to. */
  public static final OutputTag<ServedClose> SERVED_CLOSES =
      new OutputTag<>("served-closes", TypeInformation.of(ServedClose.class));

  /** What intervals are corrected by from the close of a day on; of learned recalibration only. */
  public static final OutputTag<IntervalFactors> INTERVAL_FACTORS =
      new OutputTag<>("interval-factors", TypeInformation.of(IntervalFactors.class));

  private static final long serialVersionUID = 1L;

  private final Recalibration recalibration;
  private transient PassedTime passed;
  private transient boolean isInputOver;
  private transient ListStateDescriptor<MadeForecast> waitingState;
  private transient ValueState<AlignmentRatios> ratios;
  private transient IntervalCorrection intervals;
  private transient InternalTimerService<VoidNamespace> timers;

  /** An operator; the same in all modes but for where its factors come from. */
  @SuppressWarnings("NullAway.Init") // open() comes before anything else.
  public AlignmentOperator(Recalibration recalibration) {
    this.recalibration = recalibration;
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    passed = new PassedTime(context.getOperatorStateStore());
  }

  @Override
  public void open() throws Exception {
    super.open();
    passed.restore();
    ratios =
        getPartitionedState(
            new ValueStateDescriptor<>("ratios", TypeInformation.of(AlignmentRatios.class)));
    intervals = new IntervalCorrection(recalibration, getKeyedStateStore());
    waitingState = new ListStateDescriptor<>("waiting", TypeInformation.of(MadeForecast.class));
    timers = getInternalTimerService("closes", VoidNamespaceSerializer.INSTANCE, this);
  }

  @Override
  public void processElement(StreamRecord<MadeForecast> element) throws Exception {
    MadeForecast made = element.getValue();
    boolean isReady = isInputOver || made.closedAt() <= passed.watermark();
    if (made.isGroup()) {
      if (!made.isPart()) {
        if (made.isClosing()) {
          learn(List.of(made));
        }
        giveOut(made, made.forecast());
      }
      if (made.isClosing() && !isReady) {
        await(made);
      }
    } else if (isReady) {
      giveOut(made, aligned(made, ratios.value()));
    } else {
      await(made);
    }
  }

  private void await(MadeForecast made) throws Exception {
    waiting(made.closedAt()).add(made);
    timers.registerEventTimeTimer(VoidNamespace.INSTANCE, made.closedAt());
  }

  /** What waits for the same moment: when days have passed at a leap, several closes do. */
  private ListState<MadeForecast> waiting(long closedAt) throws Exception {
    return getPartitionedState(closedAt, LongSerializer.INSTANCE, waitingState);
  }

  @Override
  public void onEventTime(InternalTimer<SeriesKey, VoidNamespace> timer) throws Exception {
    ListState<MadeForecast> state = waiting(timer.getTimestamp());
    List<MadeForecast> waiting = new ArrayList<>();
    state.get().forEach(waiting::add);
    state.clear();
    if (waiting.stream().anyMatch(MadeForecast::isClosing)) {
      // Cleared without a group's forecast: a batch knows no ratios of closes before, either.
      ratios.update(ratios(waiting));
    }
    learn(waiting.stream().filter(made -> made.isClosing() && !made.isGroup()).toList());
    AlignmentRatios found = ratios.value();
    for (MadeForecast made : waiting) {
      if (!made.isGroup()) {
        giveOut(made, aligned(made, found));
      }
    }
  }

  private static @Nullable AlignmentRatios ratios(List<MadeForecast> waiting) {
    Forecast group = null;
    List<Forecast> parts = new ArrayList<>();
    for (MadeForecast made : waiting) {
      if (made.isGroup() && !made.isPart()) {
        group = made.forecast();
      } else if (made.isClosing()) {
        parts.add(made.forecast());
      }
    }
    return group == null ? null : AlignmentRatios.of(group, parts);
  }

  private static Forecast aligned(MadeForecast made, @Nullable AlignmentRatios ratios) {
    return ratios == null ? made.forecast() : ratios.align(made.forecast(), made.damping());
  }

  /** Of a day that has closed; the group's own forecast comes at once, so alone. */
  private void learn(List<MadeForecast> closings) throws Exception {
    for (IntervalFactors factors : intervals.learn(group(), closings)) {
      output.collect(INTERVAL_FACTORS, new StreamRecord<>(factors));
    }
  }

  private SeriesKey group() {
    return (SeriesKey) getCurrentKey();
  }

  private void giveOut(MadeForecast made, Forecast aligned) throws Exception {
    Forecast forecast = intervals.correct(group(), made, aligned);
    String requestId = made.requestId();
    if (requestId != null) {
      Explanation explanation = made.explanation();
      if (explanation != null && !made.isGroup()) {
        explanation = explanation.completedBy(Explanation.ALIGNMENT, forecast.mean());
      }
      CallTrace call = made.call();
      ForecastReply reply = ForecastReply.of(requestId, forecast, explanation);
      output.collect(REPLIES, new StreamRecord<>(call == null ? reply : reply.during(call)));
      return;
    }
    output.collect(new StreamRecord<>(forecast));
    if (made.isClosing()) {
      output.collect(CLOSING_FORECASTS, new StreamRecord<>(forecast));
      if (recalibration.isWatched()) {
        output.collect(SERVED_CLOSES, new StreamRecord<>(ServedClose.of(forecast, made)));
      }
    }
  }

  @Override
  public void onProcessingTime(InternalTimer<SeriesKey, VoidNamespace> timer) {
    throw new IllegalStateException("no processing-time timer is ever registered");
  }

  @Override
  public void processWatermark(Watermark mark) throws Exception {
    // The mark of the end of input is no time: a job that was drained may be started again.
    if (mark.equals(Watermark.MAX_WATERMARK)) {
      isInputOver = true;
    } else {
      passed.passes(mark.getTimestamp());
    }
    super.processWatermark(mark);
  }

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    super.snapshotState(context);
    passed.snapshot();
  }
}
