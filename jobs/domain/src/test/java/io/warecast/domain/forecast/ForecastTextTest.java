package io.warecast.domain.forecast;

import static org.assertj.core.api.Assertions.assertThat;

import io.warecast.domain.series.SeriesKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ForecastTextTest {

  private static final SeriesKey KEY = new SeriesKey("leeds", "bakery-001");

  @Property(tries = 300)
  void everythingThatIsWrittenIsFoundAgain(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 60) int horizon) {
    Forecast forecast = random(new SplittableRandom(seed), KEY, horizon);
    ForecastText text = ForecastText.of(bytes(forecast), KEY).orElseThrow();
    assertThat(text.decode()).usingRecursiveComparison().isEqualTo(forecast);
    assertThat(List.of(text.asOf(), text.sequence(), text.generatedAt(), (long) text.firstDay()))
        .containsExactly(
            forecast.asOf(),
            forecast.sequence(),
            forecast.generatedAt(),
            (long) forecast.firstDay());
    assertThat(text.horizon()).isEqualTo(horizon);
    assertThat(text.tier()).isEqualTo(forecast.tier());
    assertThat(text.method()).isEqualTo(forecast.method());
    assertThat(text.modelVersion()).isEqualTo(forecast.modelVersion());
    int step = horizon / 3;
    assertThat(numbers(text.mean(step), horizon - step)).isEqualTo(from(forecast.mean(), step));
    assertThat(numbers(text.lower(step), horizon - step)).isEqualTo(from(forecast.lower(), step));
    assertThat(numbers(text.upper(step), horizon - step)).isEqualTo(from(forecast.upper(), step));
    float[] levels = forecast.levels();
    assertThat(Float.parseFloat(text.lowestLevel())).isEqualTo(levels[0]);
    assertThat(Float.parseFloat(text.highestLevel())).isEqualTo(levels[levels.length - 1]);
  }

  /** Whatever is understood is read as the codec reads it; what the codec refuses never passes. */
  @Property(tries = 2_000)
  void aDamagedTextIsNotTakenForAForecast(@ForAll long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    byte[] text = bytes(random(random, KEY, 1 + random.nextInt(9)));
    for (int i = 0; i <= random.nextInt(3); i++) {
      text[random.nextInt(text.length)] =
          (byte) "0123456789.,-+Ee[]{}\":\\ \n\u00e9x".charAt(random.nextInt(26));
    }
    ForecastText.of(text, KEY)
        .ifPresent(
            found -> {
              try {
                Forecast decoded =
                    ForecastCodec.decode(new String(text, StandardCharsets.ISO_8859_1));
                assertThat(decoded.key()).isEqualTo(KEY);
                assertThat(decoded.asOf()).isEqualTo(found.asOf());
                assertThat(decoded.horizon()).isEqualTo(found.horizon());
                assertThat(numbers(found.upper(0), found.horizon()))
                    .isEqualTo(from(decoded.upper(), 0));
              } catch (IOException e) {
                throw new AssertionError("the codec refuses what was understood", e);
              }
            });
  }

  @Test
  void anotherSeriesOrFormHasToBeDecoded() {
    String text =
        new String(bytes(random(new SplittableRandom(1), KEY, 3)), StandardCharsets.UTF_8);
    List<String> others = new ArrayList<>();
    others.add("");
    others.add(" " + text);
    others.add(text + " ");
    others.add(text.substring(0, text.length() - 1));
    others.add(text.replace("\"tier\"", "\"kind\""));
    others.add(text.replace("\"levels\":[", "\"levels\":[0.01,"));
    others.add(text.replace("\"mean\":[", "\"mean\":[1e99,"));
    others.add(text.replace("\"mean\":[", "\"mean\":[01,"));
    others.add(text.replaceFirst("\"mean\":\\[[^\\]]*\\]", "\"mean\":[]"));
    for (String other : others) {
      assertThat(ForecastText.of(other.getBytes(StandardCharsets.UTF_8), KEY)).as(other).isEmpty();
    }
    assertThat(
            ForecastText.of(
                text.getBytes(StandardCharsets.UTF_8), new SeriesKey("leeds", "bakery-002")))
        .isEmpty();
  }

  @Test
  void idsThatNeedEscapesHaveToBeDecoded() {
    for (String id : new String[] {"a\"b", "a\\b", "\u00fc", "\u20ac 5"}) {
      SeriesKey odd = new SeriesKey("leeds", id);
      assertThat(ForecastText.of(bytes(random(new SplittableRandom(1), odd, 3)), odd))
          .as(id)
          .isEmpty();
    }
    // as raw text this id would close its own quotation mark
    SeriesKey forged = new SeriesKey("leeds\",\"item_id\":\"x".replace(":", ";"), "y");
    assertThat(ForecastText.of(bytes(random(new SplittableRandom(1), KEY, 3)), forged)).isEmpty();
  }

  private static byte[] bytes(Forecast forecast) {
    return ForecastCodec.encode(forecast).getBytes(StandardCharsets.UTF_8);
  }

  private static List<Float> numbers(ForecastText.Numbers numbers, int count) {
    List<Float> found = new ArrayList<>();
    byte[] digits = new byte[64];
    for (int i = 0; i < count; i++) {
      int end = numbers.copyNext(digits, 0);
      found.add(Float.valueOf(new String(digits, 0, end, StandardCharsets.US_ASCII)));
    }
    return found;
  }

  private static List<Float> from(float[] values, int step) {
    List<Float> some = new ArrayList<>();
    for (int i = step; i < values.length; i++) {
      some.add(values[i]);
    }
    return some;
  }

  private static Forecast random(SplittableRandom random, SeriesKey key, int horizon) {
    float[] mean = units(random, horizon);
    float[][] quantiles = new float[1 + random.nextInt(4)][];
    float[] levels = new float[quantiles.length];
    for (int i = 0; i < quantiles.length; i++) {
      quantiles[i] = units(random, horizon);
      levels[i] = (i + 0.5f) / quantiles.length;
    }
    return new Forecast(
        key,
        20_000 + random.nextInt(1_000),
        random.nextLong(2_000_000_000_000L),
        random.nextLong(1_000_000),
        random.nextLong(2_000_000_000_000L),
        random.nextLong(2_000_000_000_000L),
        Tier.MODEL,
        Method.XGBOOST,
        "20261122-56eecf7d",
        mean,
        levels,
        quantiles);
  }

  /** From far below one to millions, zero among them. */
  private static float[] units(SplittableRandom random, int horizon) {
    float[] units = new float[horizon];
    for (int i = 0; i < horizon; i++) {
      units[i] =
          random.nextInt(8) == 0
              ? 0
              : (float) (random.nextDouble() * Math.pow(10, random.nextInt(-6, 9)));
    }
    return units;
  }
}
