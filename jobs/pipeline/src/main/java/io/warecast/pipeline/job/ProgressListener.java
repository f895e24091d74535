package io.warecast.pipeline.job;

/** Is told how far a job has come. */
@FunctionalInterface
public interface ProgressListener {

  /** Tells nobody. */
  ProgressListener NONE = (stage, done) -> {};

  /**
   * Called from time to time while a stage runs.
   *
   * @param done units of the stage's work, at most its total where that is known
   */
  void progressed(Stage stage, long done);

  /**
   * A part of a job whose progress can be counted.
   *
   * @param title what is being done, for people
   * @param unit what is counted
   * @param accumulator of the Flink job that counts it
   * @param total 0 when not known
   */
  record Stage(String title, String unit, String accumulator, long total) {}
}
