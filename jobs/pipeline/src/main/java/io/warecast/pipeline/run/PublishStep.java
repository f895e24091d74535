package io.warecast.pipeline.run;

/**
 * Something that becomes visible together with a run's forecasts, or not at all: staged before, put
 * in place just before the run is committed, put back when the run is not.
 */
public interface PublishStep {

  /** What it is, for people: {@code the CSV file out.csv}. */
  String name();

  /** Puts the staged in place, keeping what was there. */
  void publish() throws Exception;

  /**
   * Puts back what was there and removes what was staged. Called for every step of a run that is
   * not published, also for those whose {@link #publish} was not reached.
   */
  void undo() throws Exception;

  /** Removes what {@link #publish} kept; the run is committed. */
  default void finish() throws Exception {}
}
