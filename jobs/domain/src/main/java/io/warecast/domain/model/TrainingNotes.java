package io.warecast.domain.model;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What is worth knowing of how a version came about beyond its manifest; stands beside that as
 * {@code notes.json}.
 *
 * @param seconds that each part took
 * @param importance of the features to the mean, the weightiest first
 */
public record TrainingNotes(Map<String, Double> seconds, List<FeatureImportance> importance) {

  public static final TrainingNotes NONE = new TrainingNotes(Map.of(), List.of());

  public TrainingNotes {
    seconds = Map.copyOf(seconds);
    importance = List.copyOf(importance);
  }

  /** The same with the time of one more part. */
  public TrainingNotes with(String part, double itsSeconds) {
    Map<String, Double> all = new TreeMap<>(seconds);
    all.put(part, itsSeconds);
    return new TrainingNotes(all, importance);
  }
}
