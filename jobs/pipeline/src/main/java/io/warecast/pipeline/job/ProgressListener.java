package io.warecast.pipeline.job;

/** Is told how far a job has come. */
@FunctionalInterface
public interface ProgressListener {

  /** Tells nobody. */
  ProgressListener NONE = (stage, done, total) -> {};

  /**
   * Called from time to time while a stage runs.
   *
   * @param stage what is being done, for people
   * @param done units of work done
   * @param total units of work in all, 0 when not known
   */
  void progressed(String stage, long done, long total);
}
