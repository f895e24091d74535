package io.warecast.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.warecast.domain.monitoring.Alert;
import io.warecast.domain.monitoring.AlertJson;
import io.warecast.domain.monitoring.AlertKind;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class AlertLineTest {

  @Test
  void saysWhenWhereAndWhat() {
    Alert alert =
        new Alert("berlin", 20_000, AlertKind.COVERAGE, "95", .83, .9, 0, "95 % covered 83 %");
    assertThat(AlertLine.of(AlertJson.write(alert)))
        .isEqualTo(
            "2024-10-04  berlin          coverage         95              95 % covered 83 %");
  }

  @Test
  void whatIsNoAlertIsPrintedAsItIsButSteersNoTerminal() {
    assertThat(AlertLine.of("hello\u001b[2J".getBytes(StandardCharsets.UTF_8)))
        .isEqualTo("hello?[2J");
  }
}
