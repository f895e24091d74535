package io.warecast.pipeline.operator;

import io.warecast.domain.forecast.Forecast;
import io.warecast.domain.forecast.ForecastReply;
import io.warecast.domain.recalibration.IntervalFactors;
import io.warecast.domain.series.SeriesKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.util.OutputTag;

/** The stage of alignment in some subtasks, with what came out of it. */
final class Aligned implements AutoCloseable {

  private static final int MAX_PARALLELISM = 8;

  final List<KeyedOneInputStreamOperatorTestHarness<SeriesKey, MadeForecast, Forecast>> subtasks =
      new ArrayList<>();

  private final CategoryParts parts = new CategoryParts();
  private final GroupOf groups;
  private final Map<String, String> categories;
  private final Recalibration recalibration;

  private Aligned(Map<String, String> categories, Recalibration recalibration, int parallelism)
      throws Exception {
    this.recalibration = recalibration;
    this.categories = categories;
    groups = new GroupOf(categories);
    for (int subtask = 0; subtask < parallelism; subtask++) {
      var harness =
          new KeyedOneInputStreamOperatorTestHarness<SeriesKey, MadeForecast, Forecast>(
              new AlignmentOperator(recalibration),
              groups,
              TypeInformation.of(SeriesKey.class),
              MAX_PARALLELISM,
              parallelism,
              subtask);
      harness.setup(
          TypeInformation.of(Forecast.class)
              .createSerializer(harness.getExecutionConfig().getSerializerConfig()));
      subtasks.add(harness);
    }
  }

  static Aligned started(Map<String, String> categories, int parallelism) throws Exception {
    return started(categories, Recalibration.NONE, parallelism);
  }

  static Aligned started(
      Map<String, String> categories, Recalibration recalibration, int parallelism)
      throws Exception {
    Aligned started = new Aligned(categories, recalibration, parallelism);
    for (var subtask : started.subtasks) {
      subtask.open();
    }
    return started;
  }

  /** Goes on from the state of this one in as many subtasks. */
  Aligned restored(int parallelism) throws Exception {
    OperatorSubtaskState[] states = new OperatorSubtaskState[subtasks.size()];
    for (int i = 0; i < states.length; i++) {
      states[i] = subtasks.get(i).snapshot(1, 1);
    }
    OperatorSubtaskState all = AbstractStreamOperatorTestHarness.repackageState(states);
    Aligned restored = new Aligned(categories, recalibration, parallelism);
    for (int i = 0; i < parallelism; i++) {
      var subtask = restored.subtasks.get(i);
      subtask.initializeState(
          AbstractStreamOperatorTestHarness.repartitionOperatorState(
              all, MAX_PARALLELISM, states.length, parallelism, i));
      subtask.open();
    }
    return restored;
  }

  void send(MadeForecast... made) throws Exception {
    for (MadeForecast each : made) {
      List<MadeForecast> routed = new ArrayList<>();
      parts.flatMap(each, new org.apache.flink.api.common.functions.util.ListCollector<>(routed));
      for (MadeForecast one : routed) {
        int subtask =
            KeyGroupRangeAssignment.assignKeyToParallelOperator(
                groups.getKey(one), MAX_PARALLELISM, subtasks.size());
        subtasks.get(subtask).processElement(new StreamRecord<>(one));
      }
    }
  }

  void watermark(long moment) throws Exception {
    for (var subtask : subtasks) {
      subtask.processWatermark(new Watermark(moment));
    }
  }

  List<Forecast> forecasts() {
    List<Forecast> all = new ArrayList<>();
    subtasks.forEach(subtask -> all.addAll(subtask.extractOutputValues()));
    return all;
  }

  List<Forecast> closings() {
    return side(AlignmentOperator.CLOSING_FORECASTS);
  }

  List<ForecastReply> replies() {
    return side(AlignmentOperator.REPLIES);
  }

  List<IntervalFactors> intervalFactors() {
    return side(AlignmentOperator.INTERVAL_FACTORS);
  }

  List<ServedClose> servedCloses() {
    return side(AlignmentOperator.SERVED_CLOSES);
  }

  private <T> List<T> side(OutputTag<T> tag) {
    List<T> values = new ArrayList<>();
    for (var subtask : subtasks) {
      var records = subtask.getSideOutput(tag);
      if (records != null) {
        records.forEach(each -> values.add(each.getValue()));
      }
    }
    return values;
  }

  int stateEntries() {
    return subtasks.stream().mapToInt(subtask -> subtask.numKeyedStateEntries()).sum();
  }

  int timers() {
    return subtasks.stream().mapToInt(subtask -> subtask.numEventTimeTimers()).sum();
  }

  @Override
  public void close() throws Exception {
    for (var subtask : subtasks) {
      subtask.close();
    }
  }
}
