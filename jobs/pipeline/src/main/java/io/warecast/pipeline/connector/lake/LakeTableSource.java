package io.warecast.pipeline.connector.lake;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.table.connector.ChangelogMode;
import org.apache.flink.table.connector.source.DynamicTableSource;
import org.apache.flink.table.connector.source.ScanTableSource;
import org.apache.flink.table.connector.source.SourceProvider;
import org.apache.flink.table.connector.source.abilities.SupportsStatisticReport;
import org.apache.flink.table.plan.stats.ColumnStats;
import org.apache.flink.table.plan.stats.TableStats;

/** One data set of one snapshot of the lake. */
record LakeTableSource(LakeTable table, Lake lake)
    implements ScanTableSource, SupportsStatisticReport {

  @Override
  public ChangelogMode getChangelogMode() {
    return ChangelogMode.insertOnly();
  }

  @Override
  public ScanRuntimeProvider getScanRuntimeProvider(ScanContext context) {
    return SourceProvider.of(table.rows(lake));
  }

  /**
   * Rows and, of lists, bytes: without them the planner sends the histories of all series through
   * every join with a short table.
   */
  @Override
  public TableStats reportStatistics() {
    long rows = lake.files(table.dataSets().get(0)).stream().mapToLong(LakeFile::rows).sum();
    if (rows == 0) {
      return new TableStats(0);
    }
    List<String> lists = table.lists();
    // As Parquet stores them: a lower bound.
    double bytes =
        table.dataSets().stream()
            .flatMap(set -> lake.files(set).stream())
            .mapToLong(LakeFile::bytes)
            .sum();
    Map<String, ColumnStats> columns = new HashMap<>();
    for (String list : lists) {
      columns.put(
          list, ColumnStats.Builder.builder().setAvgLen(bytes / rows / lists.size()).build());
    }
    return new TableStats(rows, columns);
  }

  @Override
  public DynamicTableSource copy() {
    return this;
  }

  @Override
  public String asSummaryString() {
    return "lake " + table.dataSet();
  }
}
