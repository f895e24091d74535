package io.warecast.udf.xgboost;

import io.warecast.domain.ActionableException;
import io.warecast.domain.demand.DemandClass;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Columns that a demand model's INPUT may have beside the features, and that say how its forecast
 * is served: by which offsets its interval is calibrated, and how it is aligned.
 */
final class SeriesColumns {

  /** The demand class, a STRING as {@code DEMAND_FEATURES} gives it; offsets go by it. */
  static final String DEMAND_CLASS = "demand_class";

  /** The ratio of the target day that {@code ALIGNMENT_RATIOS} gives for the item's group. */
  static final String ALIGNMENT_RATIO = "alignment_ratio";

  static final List<String> NAMES = List.of(DEMAND_CLASS, ALIGNMENT_RATIO);

  private static final DemandClass[] CLASSES = DemandClass.values();

  private SeriesColumns() {}

  /** A demand class as the number that a row holds; {@code NaN} for none. */
  @SuppressWarnings("EnumOrdinal") // lives no longer than the process
  static float code(@Nullable Object demandClass) {
    if (demandClass == null) {
      return Float.NaN;
    }
    try {
      return DemandClass.ofWireName(demandClass.toString()).ordinal();
    } catch (IllegalArgumentException e) {
      throw new ActionableException(
          "demand_class '%s' is none of %s; DEMAND_FEATURES gives it"
              .formatted(demandClass, Arrays.stream(CLASSES).map(DemandClass::wireName).toList()),
          e);
    }
  }

  /** The demand class of a number; null for {@code NaN}. */
  static @Nullable DemandClass ofCode(float code) {
    return Float.isNaN(code) ? null : CLASSES[(int) code];
  }
}
