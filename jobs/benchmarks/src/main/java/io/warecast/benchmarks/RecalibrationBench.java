package io.warecast.benchmarks;

import io.warecast.domain.demand.DemandChange;
import io.warecast.domain.demand.DemandClass;
import io.warecast.domain.demand.IntradayProfile;
import io.warecast.domain.model.ModelReference;
import io.warecast.domain.recalibration.Leads;
import io.warecast.pipeline.connector.lake.Lake;
import io.warecast.pipeline.job.LakeInputs;
import io.warecast.pipeline.job.ProgressListener;
import io.warecast.pipeline.job.TrainingJob;
import io.warecast.pipeline.job.TrainingOptions;
import io.warecast.pipeline.operator.ContinuousSettings;
import io.warecast.pipeline.operator.ForecastSettings;
import io.warecast.pipeline.operator.Recalibration;
import io.warecast.pipeline.operator.SeriesInput;
import io.warecast.pipeline.operator.SharedInput;
import io.warecast.pipeline.operator.monitoring.AccuracyPart;
import io.warecast.pipeline.operator.monitoring.LeadSums;
import io.warecast.pipeline.topology.ContinuousTopology;
import io.warecast.pipeline.topology.LiveAccuracy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.CloseableIterator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/**
 * {@code bench recalibration}: trains on the history of a lake, then replays the days after it
 * through the operators of the continuous job, once as the model's own intervals are and once with
 * their correction by what came, while the demand of one warehouse rises on one of the days.
 */
public final class RecalibrationBench {

  private static final int HORIZON = 28;
  private static final String MODEL = "demand";

  /** What the replay sends; the job runs in this process and finds it here. */
  private static volatile @Nullable ShiftedReplay replayed;

  private final RecalibrationPlan plan;
  private final Supplier<StreamExecutionEnvironment> flink;
  private final String history;
  private final String registry;
  private final Consumer<String> notes;
  private final ShiftedReplay replay;

  private RecalibrationBench(
      RecalibrationPlan plan,
      Supplier<StreamExecutionEnvironment> flink,
      String history,
      String registry,
      Consumer<String> notes) {
    this.plan = plan;
    this.flink = flink;
    this.history = history;
    this.registry = registry;
    this.notes = notes;
    this.replay = new ShiftedReplay(plan, flink);
  }

  /**
   * Measures.
   *
   * @param flink gives an environment for each job, whose jobs run in this process
   * @param history URI of a lake that is still empty
   * @param registry URI of a registry that is still empty
   * @param notes is told what is being done
   */
  public static RecalibrationReport run(
      RecalibrationPlan plan,
      Supplier<StreamExecutionEnvironment> flink,
      String history,
      String registry,
      Consumer<String> notes)
      throws Exception {
    return new RecalibrationBench(plan, flink, history, registry, notes).measure();
  }

  private RecalibrationReport measure() throws Exception {
    notes.accept("cutting the lake in two");
    replay.split(history);
    Lake lake = Lake.at(history);
    notes.accept("training on %,d series".formatted(lake.seriesCount()));
    String version =
        TrainingJob.run(
                flink.get(),
                history,
                registry,
                CommandLine.populateCommand(
                    new TrainingOptions(),
                    "--rows",
                    Integer.toString(plan.rows()),
                    "--horizon",
                    Integer.toString(HORIZON)),
                ProgressListener.NONE)
            .version();
    List<DayCoverage> days = new ArrayList<>();
    for (boolean isRecalibrated : new boolean[] {false, true}) {
      notes.accept(
          "replaying %d days %s recalibration"
              .formatted(plan.days(), isRecalibrated ? "with" : "without"));
      days.addAll(replay(lake, version, isRecalibrated));
    }
    return new RecalibrationReport(
        RecalibrationSummary.of(days, setting(lake), plan.after()), days);
  }

  private String setting(Lake lake) {
    return "%,d series with groups, %d days, +%.0f %% in %s after %d of them"
        .formatted(
            lake.seriesCount(),
            plan.days(),
            100 * RecalibrationPlan.SHIFT,
            replay.shiftedWarehouse(),
            plan.before());
  }

  private List<DayCoverage> replay(Lake lake, String version, boolean isRecalibrated)
      throws Exception {
    replayed = replay;
    StreamExecutionEnvironment env = flink.get();
    env.getConfig().enableObjectReuse();
    ContinuousTopology topology =
        topology(
            env, lake, version, isRecalibrated ? Recalibration.LEARNED : Recalibration.WATCHED);
    Map<Slice, LeadSums> sums = new TreeMap<>();
    try (CloseableIterator<AccuracyPart> parts =
        LiveAccuracy.parts(topology.servedCloses(), topology.demandDays(), 0).executeAndCollect()) {
      while (parts.hasNext()) {
        AccuracyPart part = parts.next();
        if (part.segment().demandClass() != DemandClass.GROUP) {
          sums.merge(slice(part), part.sums(), LeadSums::plus);
        }
      }
    }
    List<DayCoverage> days = new ArrayList<>();
    sums.forEach((slice, sum) -> days.add(slice.of(sum, isRecalibrated)));
    return days;
  }

  private Slice slice(AccuracyPart part) {
    return new Slice(
        part.segment().day() - replay.shiftDay(),
        part.segment().warehouse().equals(replay.shiftedWarehouse()),
        part.segment().lead());
  }

  private record Slice(int day, boolean isShifted, int lead) implements Comparable<Slice> {

    @Override
    public int compareTo(Slice other) {
      return Integer.compare(order(), other.order());
    }

    private int order() {
      return (day * 2 + (isShifted ? 1 : 0)) * (Leads.days(Leads.COUNT - 1) + 1) + lead;
    }

    DayCoverage of(LeadSums sums, boolean isRecalibrated) {
      return new DayCoverage(
          day,
          isShifted,
          lead,
          isRecalibrated,
          sums.intervals()[0].coverage(),
          sums.intervals()[1].coverage(),
          sums.intervals()[0].meanWidth(),
          sums.point().wape());
    }
  }

  private ContinuousTopology topology(
      StreamExecutionEnvironment env, Lake lake, String version, Recalibration recalibration) {
    DataStream<SeriesInput> seed = LakeInputs.history(env, lake, lake.lastDay());
    DataStream<SharedInput> shared =
        LakeInputs.shared(env, lake, List.of(ModelReference.global(registry, MODEL, version)));
    DataStream<DemandChange> changes = changes(env);
    return ContinuousTopology.of(
        seed,
        changes,
        seed.filter(input -> false).uid("no-control"),
        shared,
        shared.filter(input -> false).uid("no-shared-control"),
        changes
            .filter(change -> false)
            .uid("no-profiles")
            .map(change -> IntradayProfile.even(change.key().warehouseId()))
            .returns(TypeInformation.of(IntradayProfile.class)),
        replay.categories(),
        recalibration,
        new ContinuousSettings(
            HORIZON,
            HORIZON,
            lake.lastDay() + 1,
            7,
            1_000,
            1_000, // Nothing is forecast before a day is over: only closes are looked at.
            1e9,
            ForecastSettings.DEFAULT_BATCH_SERIES,
            5,
            5));
  }

  /** All days, and the begin of one more, which closes the last. */
  private DataStream<DemandChange> changes(StreamExecutionEnvironment env) {
    return env.fromSequence(replay.historyEnd() + 1L, replay.lastDay() + 1L)
        .setParallelism(1)
        .flatMap(
            (Long day, org.apache.flink.util.Collector<DemandChange> out) ->
                Objects.requireNonNull(replayed).changes(day.intValue()).forEach(out::collect))
        .returns(TypeInformation.of(DemandChange.class))
        .setParallelism(1)
        .assignTimestampsAndWatermarks(
            WatermarkStrategy.<DemandChange>forGenerator(context -> new DayByDay())
                .withTimestampAssigner((change, before) -> change.orderedAt()))
        .setParallelism(1);
  }

  /** Time passes at the first change of a day: no day is closed together with another. */
  private static final class DayByDay implements WatermarkGenerator<DemandChange> {
    private long passed = Long.MIN_VALUE;

    @Override
    public void onEvent(DemandChange change, long moment, WatermarkOutput output) {
      if (moment > passed) {
        passed = moment;
        output.emitWatermark(new Watermark(moment - 1));
      }
    }

    @Override
    public void onPeriodicEmit(WatermarkOutput output) {}
  }
}
