package io.warecast.pipeline.operator;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.warecast.domain.recalibration.IntervalFactors;
import io.warecast.domain.recalibration.IntervalFactorsJson;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * How served intervals are corrected by what came: by factors that are learned as days close, by
 * factors that were learned elsewhere, or not at all.
 */
public final class Recalibration implements Serializable {

  /** Leaves intervals as the model made them. */
  public static final Recalibration NONE = new Recalibration(false, false, List.of());

  /** As {@link #NONE}, but tells what was served as days close. */
  public static final Recalibration WATCHED = new Recalibration(true, false, List.of());

  /** Learns factors as days close, and tells what was served then. */
  public static final Recalibration LEARNED = new Recalibration(true, true, List.of());

  private static final long serialVersionUID = 1L;

  private final boolean isWatched;
  private final boolean isLearned;
  // Text, since nothing of the domain is Serializable.
  private final ArrayList<String> given;

  private Recalibration(boolean isWatched, boolean isLearned, List<String> given) {
    this.isWatched = isWatched;
    this.isLearned = isLearned;
    this.given = new ArrayList<>(given);
  }

  /** Applies factors as they were at the origin. */
  public static Recalibration of(Collection<IntervalFactors> factors) {
    return new Recalibration(
        false, false, factors.stream().map(IntervalFactorsJson::write).toList());
  }

  boolean isWatched() {
    return isWatched;
  }

  boolean isLearned() {
    return isLearned;
  }

  List<IntervalFactors> given() throws JsonProcessingException {
    List<IntervalFactors> factors = new ArrayList<>(given.size());
    for (String text : given) {
      factors.add(IntervalFactorsJson.read(text));
    }
    return factors;
  }
}
