package io.warecast.local.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReplaySpeedTest {

  @Test
  void readsAFactorWithOrWithoutX() {
    assertThat(ReplaySpeed.parse("1x").factor()).isEqualTo(1);
    assertThat(ReplaySpeed.parse("600").factor()).isEqualTo(600);
    assertThat(ReplaySpeed.parse(" 10000X ").factor()).isEqualTo(10_000);
    assertThat(ReplaySpeed.parse("60x")).hasToString("60x");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "fast", "0x", "-5x", "1.5x", "10001x", "99999999999x", "6 0x"})
  void refusesWhatIsNoSpeedAndSaysWhatIs(String text) {
    assertThatThrownBy(() -> ReplaySpeed.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'" + text + "'")
        .hasMessageContaining("from 1x")
        .hasMessageContaining("10000x");
  }
}
