package io.warecast.domain.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ModelAliasesTest {

  @Test
  void promotingKeepsWhatLatestNamedBefore() {
    ModelAliases aliases = ModelAliases.NONE.promoting("v1").promoting("v2");
    assertThat(aliases.resolve("latest")).isEqualTo("v2");
    assertThat(aliases.resolve("previous")).isEqualTo("v1");
    assertThat(aliases.resolve("v7")).isEqualTo("v7");
  }

  @Test
  void promotingTheSameVersionAgainDoesNotForgetThePrevious() {
    assertThat(
            ModelAliases.NONE.promoting("v1").promoting("v2").promoting("v2").resolve("previous"))
        .isEqualTo("v1");
  }

  @Test
  void jsonIsReadBack() throws Exception {
    ModelAliases aliases = ModelAliases.NONE.promoting("v1").promoting("v2");
    assertThat(ModelJson.readAliases(ModelJson.write(aliases))).isEqualTo(aliases);
  }
}
