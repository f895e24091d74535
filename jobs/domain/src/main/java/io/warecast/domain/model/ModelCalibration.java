package io.warecast.domain.model;

import io.warecast.domain.demand.DemandClass;
import io.warecast.domain.forecast.ConformalOffsets;
import io.warecast.domain.forecast.Method;
import io.warecast.domain.hierarchy.Damping;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What was chosen for a model version on backtests, beyond its boosters; stands beside them as
 * {@code calibration.json}.
 *
 * @param damping of the alignment with group forecasts, ascending by step; steps before the first
 *     are not aligned
 * @param methods that forecast a class of items instead of the boosters
 * @param intervals offsets of their bounds, in ascending steps for each class and coverage
 * @param newItems what is expected of items that have not sold yet, by category
 */
public record ModelCalibration(
    int formatVersion,
    List<StepDamping> damping,
    Map<DemandClass, Method> methods,
    List<IntervalOffset> intervals,
    List<NewItems> newItems) {

  /** The format that this code writes; a calibration of another is refused. */
  public static final int FORMAT_VERSION = 1;

  /** Of versions that have none: nothing is changed. */
  public static final ModelCalibration NONE =
      new ModelCalibration(FORMAT_VERSION, List.of(), Map.of(), List.of(), List.of());

  public ModelCalibration {
    damping = List.copyOf(damping);
    methods = Map.copyOf(methods);
    intervals = List.copyOf(intervals);
    newItems = List.copyOf(newItems);
    for (int i = 1; i < damping.size(); i++) {
      if (damping.get(i).fromStep() <= damping.get(i - 1).fromStep()) {
        throw new IllegalArgumentException(
            "damping from step %d does not come after that from step %d"
                .formatted(damping.get(i).fromStep(), damping.get(i - 1).fromStep()));
      }
    }
  }

  /** The same damping for every step. */
  public static ModelCalibration ofDamping(double everyStep) {
    return new ModelCalibration(
        FORMAT_VERSION, List.of(new StepDamping(1, everyStep)), Map.of(), List.of(), List.of());
  }

  /** The damping as forecasts carry it. */
  public Damping dampingBySteps() {
    int[] fromSteps = new int[damping.size()];
    float[] powers = new float[fromSteps.length];
    for (int i = 0; i < fromSteps.length; i++) {
      fromSteps[i] = damping.get(i).fromStep();
      powers[i] = (float) damping.get(i).damping();
    }
    return new Damping(fromSteps, powers);
  }

  /**
   * The offsets as forecasts are made with them.
   *
   * @param levels quantile levels, ascending and symmetric around a half
   */
  @SuppressWarnings("EnumOrdinal") // the place in an array that lives no longer than the process
  public ConformalOffsets conformalOffsets(float[] levels) {
    int[] fromSteps =
        intervals.stream().mapToInt(IntervalOffset::fromStep).distinct().sorted().toArray();
    if (fromSteps.length == 0) {
      return ConformalOffsets.NONE;
    }
    int pairs = levels.length / 2;
    float[] offsets = new float[DemandClass.values().length * fromSteps.length * pairs];
    for (IntervalOffset each : intervals) {
      int pair = pair(levels, each.coverage());
      if (pair < pairs) {
        int stretch = ConformalOffsets.stretch(fromSteps, each.fromStep());
        offsets[(each.demandClass().ordinal() * fromSteps.length + stretch) * pairs + pair] =
            (float) each.offset();
      }
    }
    return new ConformalOffsets(fromSteps, offsets);
  }

  /** What is expected of an item of a category that has not sold yet; empty when nothing is. */
  public Optional<NewItems> newItemsOf(String category) {
    return newItems.stream()
        .filter(each -> each.category().equals(category))
        .findFirst()
        .or(() -> newItems.stream().filter(each -> each.category().isEmpty()).findFirst());
  }

  /** Place of the interval with a coverage, from the outermost; beyond all when there is none. */
  private static int pair(float[] levels, double coverage) {
    int pair = 0;
    while (pair < levels.length / 2
        && Math.abs(levels[levels.length - 1 - pair] - levels[pair] - coverage) > 1e-4) {
      pair++;
    }
    return pair;
  }
}
