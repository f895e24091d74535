package io.warecast.udf.xgboost;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.table.api.EnvironmentSettings;
import org.apache.flink.table.api.TableEnvironment;
import org.apache.flink.types.Row;
import org.apache.flink.util.CloseableIterator;

/** A local SQL session and the statements that the tests share. */
final class SqlModels {

  private final TableEnvironment session;

  private SqlModels(TableEnvironment session) {
    this.session = session;
  }

  static SqlModels session(RuntimeExecutionMode mode) {
    EnvironmentSettings.Builder settings = EnvironmentSettings.newInstance();
    TableEnvironment session =
        TableEnvironment.create(
            mode == RuntimeExecutionMode.BATCH
                ? settings.inBatchMode().build()
                : settings.inStreamingMode().build());
    session.getConfig().set("parallelism.default", "2");
    session.getConfig().set("pipeline.object-reuse", "true");
    return new SqlModels(session);
  }

  TableEnvironment tables() {
    return session;
  }

  void run(String sql) {
    session.executeSql(sql);
  }

  List<Row> query(String sql) {
    List<Row> rows = new java.util.ArrayList<>();
    try (CloseableIterator<Row> results = session.executeSql(sql).collect()) {
      results.forEachRemaining(rows::add);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
    return rows;
  }

  /** The path's URI. */
  static String write(Path path, byte[] bytes) {
    try {
      Files.write(path, bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return path.toUri().toString();
  }
}
