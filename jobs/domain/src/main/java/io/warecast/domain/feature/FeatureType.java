package io.warecast.domain.feature;

import java.util.Locale;

/** How a model reads a feature's number. */
public enum FeatureType {
  /** Ordered: a larger number means more of it. */
  QUANTITY,
  /** A code without order: the model splits by sets of codes. */
  CATEGORICAL;

  /** XGBoost's letter for this type: {@code q} or {@code c}. */
  public String code() {
    return name().substring(0, 1).toLowerCase(Locale.ROOT);
  }
}
