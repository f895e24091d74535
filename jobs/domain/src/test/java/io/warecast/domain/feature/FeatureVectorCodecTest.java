package io.warecast.domain.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.warecast.domain.series.SeriesKey;
import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class FeatureVectorCodecTest {

  private static final FeatureVector VECTOR =
      new FeatureVector(
          new SeriesKey("east", "it\"em"),
          20_000,
          1_728_086_399_999L,
          7,
          "ab12",
          new float[] {
            0.1f, Float.NaN, -0f, Float.NEGATIVE_INFINITY, Float.POSITIVE_INFINITY, 1e-40f, 3e38f
          });

  @Test
  void readsWhatItWroteToTheLastBit() throws IOException {
    FeatureVector read = FeatureVectorCodec.decode(FeatureVectorCodec.encode(VECTOR));
    assertThat(read).usingRecursiveComparison().ignoringFields("values").isEqualTo(VECTOR);
    assertThat(Arrays.equals(read.values(), VECTOR.values())).isTrue();
  }

  @Test
  void beginsWithItsGeneration() {
    assertThat(FeatureVectorCodec.encode(VECTOR))
        .startsWith("{\"as_of\":1728086399999,\"sequence\":7,");
  }

  @Test
  void refusesWhatIsNoVector() {
    for (String text :
        new String[] {
          "", "[]", "{}", "{\"values\":7}", "{\"values\":[\"x\"]}", "{\"values\":[1,", "nonsense"
        }) {
      assertThatThrownBy(() -> FeatureVectorCodec.decode(text)).isInstanceOf(IOException.class);
    }
  }
}
