package io.warecast.local.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SqlIT {

  private static SqlStack stack;
  private static SqlSession session;

  @BeforeAll
  static void start() throws Exception {
    stack = SqlStack.start();
    session = stack.session();
  }

  @AfterAll
  static void stop() throws Exception {
    if (session != null) {
      session.close();
    }
    if (stack != null) {
      stack.close();
    }
  }

  @Test
  void spike() throws Exception {
    for (String q :
        List.of(
            "SELECT COUNT(*) FROM lake.demand",
            "SELECT COUNT(*) FROM demand_days",
            "SELECT COUNT(*) FROM postgres.current_forecast",
            "SELECT * FROM postgres.forecast_run",
            "SELECT * FROM lake.warehouses",
            "SELECT warehouse_id, group_id, ratios[1] FROM alignment",
            "SELECT COUNT(*) FROM aligned_forecast",
            "SELECT COUNT(*) FROM series",
            "SHOW FUNCTIONS")) {
      long t = System.nanoTime();
      try {
        List<List<Object>> r = session.query(q);
        System.out.println("SPIKE " + (System.nanoTime() - t) / 1000000 + " ms " + q + " " + r.size() + " " + String.valueOf(r).substring(0, Math.min(300, String.valueOf(r).length())));
      } catch (Exception e) {
        Throwable x = e;
        while (x != null) { System.out.println("SPIKE ERR " + String.valueOf(x.getMessage()).lines().limit(3).toList()); x = x.getCause(); }
      }
    }
    assertThat(true).isTrue();
  }
}
