package io.warecast.pipeline.run;

import io.warecast.domain.run.ForecastRun;
import io.warecast.pipeline.connector.lake.ForecastFiles;
import io.warecast.pipeline.connector.lake.ForecastManifest;

/** The lake's files of a run, which become visible by their manifest. */
public final class ForecastFilesStep implements PublishStep {

  private final ForecastFiles files;
  private final ForecastManifest manifest;
  private final ForecastRun run;

  /** Counts and hashes what a finished job has staged. */
  public ForecastFilesStep(ForecastFiles files, ForecastRun run) {
    this.files = files;
    this.run = run;
    this.manifest = files.staged();
  }

  /** Rows that were staged, a day of a series each. */
  public long rows() {
    return manifest.rows();
  }

  @Override
  public String name() {
    return "the files of run " + run.runId() + " in the lake";
  }

  @Override
  public void publish() {
    files.publish(manifest);
  }

  @Override
  public void undo() {
    files.discard();
  }

  /** Removes the files of the runs of this kind and origin that this one replaces. */
  @Override
  public void finish() {
    files.discardOthers(other -> other.contains("-" + run.kind().wireName() + "-"));
  }
}
