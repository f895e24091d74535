package io.warecast.domain.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class FeatureSchemaTest {

  private static final FeatureSchema AB =
      new FeatureSchema(List.of("a", "b"), List.of(FeatureType.QUANTITY, FeatureType.QUANTITY));

  @Test
  void hashCoversNamesOrderAndTypes() {
    assertThat(AB.hash()).hasSize(64).isEqualTo(copyOfAb().hash());
    assertThat(AB.hash())
        .isNotEqualTo(new FeatureSchema(List.of("b", "a"), AB.types()).hash())
        .isNotEqualTo(
            new FeatureSchema(AB.names(), List.of(FeatureType.QUANTITY, FeatureType.CATEGORICAL))
                .hash());
  }

  @Test
  void namesAndTypesMustPair() {
    assertThatThrownBy(() -> new FeatureSchema(List.of("a"), List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("1 feature names but 0 types");
  }

  @Test
  void theProductsSchemaNamesEachColumnOnceInSnakeCase() {
    assertThat(DemandFeatures.SCHEMA.names())
        .doesNotHaveDuplicates()
        .allMatch(n -> n.matches("[a-z0-9_]+"));
  }

  private static FeatureSchema copyOfAb() {
    return new FeatureSchema(List.of("a", "b"), List.copyOf(AB.types()));
  }
}
