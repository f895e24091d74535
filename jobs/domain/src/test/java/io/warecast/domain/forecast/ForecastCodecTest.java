package io.warecast.domain.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.warecast.domain.series.SeriesKey;
import java.io.IOException;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ForecastCodecTest {

  @Property(tries = 200)
  void whatIsWrittenIsReadBackBitByBit(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 90) int horizon) throws IOException {
    Forecast forecast = random(seed, horizon);
    assertThat(ForecastCodec.decode(ForecastCodec.encode(forecast)))
        .usingRecursiveComparison()
        .isEqualTo(forecast);
  }

  @Test
  void textBeginsWithTheGenerationForScriptsInRedis() {
    assertThat(ForecastCodec.encode(random(1, 3)))
        .matches("\\{\"as_of\":-?\\d+,\"sequence\":-?\\d+,\"warehouse_id\":.*");
  }

  @Test
  void namesAreEscaped() throws IOException {
    Forecast forecast = random(1, 1);
    SeriesKey odd = new SeriesKey("W \"1\"", "Ü:\\ 5€");
    Forecast named =
        new Forecast(
            odd,
            forecast.originDay(),
            forecast.asOf(),
            forecast.sequence(),
            forecast.watermark(),
            forecast.generatedAt(),
            forecast.tier(),
            forecast.method(),
            forecast.modelVersion(),
            forecast.mean(),
            forecast.levels(),
            forecast.quantiles());
    assertThat(ForecastCodec.decode(ForecastCodec.encode(named)).key()).isEqualTo(odd);
  }

  @Test
  void unknownFieldsArePassedOver() throws IOException {
    String text = ForecastCodec.encode(random(3, 2));
    String extended = text.replaceFirst("\"tier\"", "\"new\":{\"a\":[1,{}]},\"tier\"");
    assertThat(ForecastCodec.decode(extended))
        .usingRecursiveComparison()
        .isEqualTo(ForecastCodec.decode(text));
  }

  @Test
  void aTextWithoutAMethodReadsAsByItsTier() throws IOException {
    String text = ForecastCodec.encode(random(3, 2)).replaceFirst("\"method\":\"[^\"]*\",", "");
    assertThat(ForecastCodec.decode(withTier(text, "model")).method()).isEqualTo(Method.XGBOOST);
    assertThat(ForecastCodec.decode(withTier(text, "seasonal")).method())
        .isEqualTo(Method.SEASONAL);
  }

  @Test
  void damagedTextIsRefused() {
    String text = ForecastCodec.encode(random(4, 5));
    for (String damaged :
        new String[] {
          "", "[]", "{}", "null", "42", text.substring(0, text.length() / 2), text.replace("[", "{")
        }) {
      assertThatThrownBy(() -> ForecastCodec.decode(damaged)).isInstanceOf(IOException.class);
    }
  }

  @Test
  void arraysThatDoNotFitTogetherAreRefused() {
    String text = ForecastCodec.encode(random(4, 5));
    for (String damaged :
        new String[] {
          text.replace("\"mean\":[", "\"mean\":[1,"),
          text.replace("\"levels\":[", "\"levels\":[0.001,"),
          text.replace("\"quantiles\":[[", "\"quantiles\":[[7,"),
          text.replace("\"mean\":[", "\"mean\":[1e99,")
              .replaceFirst("[0-9.E-]+\\],\"levels", "0],\"levels")
        }) {
      assertThatThrownBy(() -> ForecastCodec.decode(damaged))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("forecast JSON has");
    }
  }

  private static String withTier(String text, String tier) {
    return text.replaceFirst("\"tier\":\"[^\"]*\"", "\"tier\":\"" + tier + "\"");
  }

  private static Forecast random(long seed, int horizon) {
    SplittableRandom random = new SplittableRandom(seed);
    float[][] quantiles = new float[3][horizon];
    float[] mean = new float[horizon];
    for (int i = 0; i < horizon; i++) {
      mean[i] = (float) (random.nextDouble() * Math.pow(10, random.nextInt(-3, 5)));
      quantiles[0][i] = 0;
      quantiles[1][i] = mean[i] / 3;
      quantiles[2][i] = mean[i] * 3;
    }
    return new Forecast(
        new SeriesKey("W" + random.nextInt(9), "item-" + random.nextInt()),
        random.nextInt(30_000),
        random.nextLong(),
        random.nextLong(),
        random.nextLong(),
        random.nextLong(),
        random.nextBoolean() ? Tier.MODEL : Tier.SEASONAL,
        Method.values()[random.nextInt(Method.values().length)],
        "20250615-ab12",
        mean,
        new float[] {.025f, .5f, .975f},
        quantiles);
  }
}
