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

  @Test
  void aWarehouseKeepsWhatItUsedBefore() {
    ModelAliases aliases =
        ModelAliases.NONE.promoting("v1").promoting("a", "W").promoting("b", "W");
    assertThat(aliases.versions())
        .containsEntry("latest", "v1")
        .containsEntry("latest:W", "b")
        .containsEntry("previous:W", "a")
        .doesNotContainKey("previous");
    assertThat(aliases.rolledBack("W").orElseThrow().active()).containsEntry("W", "a");
  }

  @Test
  void aWarehouseReturnsToTheModelOfAllOthersAndBack() {
    ModelAliases own = ModelAliases.NONE.promoting("v1").promoting("a", "W");
    ModelAliases returned = own.returningToAll("W");
    assertThat(returned.active()).containsExactly(java.util.Map.entry("", "v1"));
    assertThat(own.rolledBack("W")).contains(returned);
    assertThat(returned.rolledBack("W")).contains(own);
    assertThat(returned.returningToAll("W")).isEqualTo(returned);
  }

  @Test
  void aSecondRollbackTakesTheFirstBackAndThereMayBeNone() {
    ModelAliases two = ModelAliases.NONE.promoting("v1").promoting("v2");
    ModelAliases back = two.rolledBack("").orElseThrow();
    assertThat(back.resolve("latest")).isEqualTo("v1");
    assertThat(back.rolledBack("")).contains(two);
    assertThat(ModelAliases.NONE.promoting("v1").rolledBack("")).isEmpty();
    assertThat(two.rolledBack("W")).isEmpty();
  }

  @Test
  void candidateAndShadowAreNotForecastWith() {
    ModelAliases aliases =
        ModelAliases.NONE.promoting("v1").naming("candidate", "v2").naming("shadow", "v2");
    assertThat(aliases.active()).containsExactly(java.util.Map.entry("", "v1"));
    assertThat(aliases.of("v2")).containsExactly("candidate", "shadow");
    assertThat(aliases.without("shadow").of("v2")).containsExactly("candidate");
  }
}
