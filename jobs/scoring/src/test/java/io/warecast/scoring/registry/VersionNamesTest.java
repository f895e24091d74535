package io.warecast.scoring.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class VersionNamesTest {

  @Test
  void theVersionOfAWarehouseIsAFolderWhateverTheWarehouseIsCalled() {
    assertThat(VersionNames.ofWarehouse("v1", "CA_1.x-2")).isEqualTo("v1-CA_1.x-2");
    for (String id :
        List.of("a/b", "../..", "Köln 2", "x-held-back", "-uncalibrated", "w".repeat(200))) {
      String version = VersionNames.ofWarehouse("v1", id);
      assertThat(version).matches("v1-[A-Za-z0-9._-]{1,60}");
      assertThat(VersionNames.isAuxiliary(version)).isFalse();
    }
    assertThat(VersionNames.ofWarehouse("v1", "a/b"))
        .isNotEqualTo(VersionNames.ofWarehouse("v1", "a b"))
        .startsWith("v1-a_b-");
  }
}
