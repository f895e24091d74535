package io.warecast.domain.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class ForecastRunTest {

  @Test
  void refusesAnIdThatKeysOrSqlWouldRead() {
    for (String id : List.of("", "a:b", "a'b", "a b", "../a")) {
      assertThatThrownBy(() -> new ForecastRun(id, 1, RunKind.DAILY, 0, 7, "v1", "s"))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("run_id");
    }
  }

  @Test
  void anAuditPassesWhenEveryCheckDoes() {
    AuditCheck good = new AuditCheck("series", true, 3, "= 3", "");
    AuditCheck bad = new AuditCheck("share", false, 0.25, "<= 0.2", "look there");
    assertThat(new Audit(List.of(good)).passed()).isTrue();
    assertThat(new Audit(List.of(good, bad)).failures()).containsExactly(bad);
    assertThat(bad.describe()).isEqualTo("share: 0.2500, must be <= 0.2 (look there)");
    assertThat(good.describe()).isEqualTo("series: 3, must be = 3");
  }
}
