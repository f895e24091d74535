package io.warecast.pipeline.connector.lake;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What the lake holds: the only truth about which files count. It is one file for all data sets, so
 * that an import replaces them all at once or none.
 *
 * @param format version of this form
 * @param createdAt ISO-8601 instant
 * @param firstDay first day of demand, ISO-8601
 * @param lastDay last day of demand, ISO-8601
 * @param series single items and groups that have demand
 * @param dataSets by folder; a data set may be empty
 */
public record LakeManifest(
    int format,
    String createdAt,
    String firstDay,
    String lastDay,
    long series,
    Map<String, List<LakeFile>> dataSets) {

  static final int FORMAT = 1;

  /** The files of a data set; none when the lake lacks it. */
  public List<LakeFile> files(String dataSet) {
    return dataSets.getOrDefault(dataSet, List.of());
  }

  Stream<LakeFile> allFiles() {
    return dataSets.values().stream().flatMap(List::stream);
  }
}
