package io.warecast.pipeline.connector.lake;

import java.util.List;

/**
 * The files of a run's forecasts; that it lies in the run's folder means that the run is published.
 *
 * @param format version of this form
 * @param runId the run
 * @param origin local day of the origin, ISO-8601
 * @param createdAt ISO-8601 instant
 * @param rows forecast days, the same in Parquet and in CSV
 */
public record ForecastManifest(
    int format,
    String runId,
    String origin,
    String createdAt,
    long rows,
    List<LakeFile> parquet,
    List<LakeFile> csv) {

  static final int FORMAT = 1;
}
