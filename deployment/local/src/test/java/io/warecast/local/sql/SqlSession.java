package io.warecast.local.sql;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A session of Flink's JDBC driver. */
final class SqlSession implements AutoCloseable {

  private static final Pattern END = Pattern.compile(";\\s*\\n");

  private final Connection connection;

  private SqlSession(Connection connection) {
    this.connection = connection;
  }

  static SqlSession open(int port) throws SQLException {
    return new SqlSession(DriverManager.getConnection("jdbc:flink://127.0.0.1:" + port));
  }

  /** The statements of a script, without its comments. */
  private static List<String> statements(String script) {
    String code =
        script.lines().filter(line -> !line.startsWith("--")).collect(Collectors.joining("\n"));
    return END.splitAsStream(code + "\n").map(String::strip).filter(s -> !s.isEmpty()).toList();
  }

  void run(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      boolean unused = statement.execute(sql);
    } catch (SQLException e) {
      throw new SQLException("in: " + sql, e);
    }
  }

  List<List<Object>> query(String sql) throws SQLException {
    return query(sql, Integer.MAX_VALUE);
  }

  /** The first rows of a query, which is cancelled when there are as many. */
  List<List<Object>> query(String sql, int limit) throws SQLException {
    List<List<Object>> rows = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      int columns = result.getMetaData().getColumnCount();
      while (rows.size() < limit && result.next()) {
        List<Object> row = new ArrayList<>();
        for (int i = 1; i <= columns; i++) {
          row.add(result.getObject(i));
        }
        rows.add(row);
      }
    } catch (SQLException e) {
      throw new SQLException("in: " + sql, e);
    }
    return rows;
  }

  /** Runs a script; answers the rows of its last query. */
  List<List<Object>> script(String script, int limit) throws SQLException {
    List<List<Object>> rows = List.of();
    for (String statement : statements(script)) {
      if (statement.startsWith("SELECT") || statement.startsWith("WITH")) {
        rows = query(statement, limit);
      } else {
        run(statement);
      }
    }
    return rows;
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
