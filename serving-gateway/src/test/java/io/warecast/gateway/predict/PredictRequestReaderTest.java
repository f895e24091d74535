package io.warecast.gateway.predict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.vertx.core.buffer.Buffer;
import io.warecast.domain.series.SeriesKey;
import io.warecast.gateway.problem.Problem;
import io.warecast.gateway.problem.ProblemException;
import io.warecast.gateway.problem.ProblemKind;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PredictRequestReaderTest {

  private static PredictRequest read(String json) {
    return PredictRequestReader.read(Buffer.buffer(json));
  }

  private static Problem refusal(String json) {
    return catchThrowableOfType(ProblemException.class, () -> read(json)).problem();
  }

  @Test
  void fillsInTheDefaults() {
    assertThat(read("{\"warehouse_id\": \"BER\"}"))
        .isEqualTo(
            new PredictRequest(
                SeriesKey.total("BER"),
                Optional.empty(),
                7,
                true,
                "latest",
                java.util.OptionalLong.empty()));
  }

  @Test
  void leavesTheFirstDayToTheForecastWhenNoDateIsGiven() {
    assertThat(read("{\"warehouse_id\": \"BER\", \"horizon_days\": 3}").firstDay()).isEmpty();
  }

  @Test
  void readsEveryMember() {
    assertThat(
            read(
                """
                {"model_version": "m", "include_confidence": false, "horizon_days": 366,
                 "forecast_date": "2028-02-29", "item_id": "_category:dairy", "warehouse_id": "W"}"""))
        .isEqualTo(
            new PredictRequest(
                SeriesKey.category("W", "dairy"),
                Optional.of(LocalDate.of(2028, 2, 29)),
                366,
                false,
                "m",
                java.util.OptionalLong.empty()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          horizon_days       | 0
          horizon_days       | -1
          horizon_days       | 367
          horizon_days       | 7.0
          horizon_days       | 7e0
          horizon_days       | 99999999999999999999
          horizon_days       | true
          horizon_days       | null
          horizon_days       | [7]
          include_confidence | 1
          include_confidence | "true"
          include_confidence | null
          forecast_date      | "2026-02-29"
          forecast_date      | "2026-2-1"
          forecast_date      | "+12026-02-01"
          forecast_date      | "2026-02-01T00:00:00Z"
          forecast_date      | "tomorrow"
          forecast_date      | 20260201
          forecast_date      | null
          forecast_date      | ""
          warehouse_id       | ""
          warehouse_id       | " "
          warehouse_id       | "a:b"
          warehouse_id       | "a\\u007cb"
          warehouse_id       | "a\\nb"
          warehouse_id       | "\\ud800"
          warehouse_id       | {"id": "a"}
          item_id            | "a\\u007cb"
          item_id            | "\\u0000"
          item_id            | 7
          model_version      | 7
          model_version      | ""
          Warehouse_id       | "BER"
          horizon            | 7
          """)
  void refusesAMemberOfTheWrongForm(String member, String value) {
    String others = member.equals("warehouse_id") ? "" : "\"warehouse_id\": \"BER\", ";

    Problem problem = refusal("{" + others + "\"" + member + "\": " + value + "}");

    assertThat(problem.kind()).isEqualTo(ProblemKind.INVALID_REQUEST);
    assertThat(problem.errors()).hasSize(1);
    assertThat(problem.errors().get(0).pointer()).isEqualTo("#/" + member);
    assertThat(problem.errors().get(0).detail()).isNotBlank();
  }

  @Test
  void saysWhatIsMissing() {
    assertThat(refusal("{}").errors())
        .singleElement()
        .satisfies(error -> assertThat(error.pointer()).isEqualTo("#/warehouse_id"));
  }

  @Test
  void refusesAMemberThatIsGivenTwice() {
    assertThat(refusal("{\"warehouse_id\": \"A\", \"warehouse_id\": \"B\"}").errors())
        .singleElement()
        .satisfies(error -> assertThat(error.detail()).contains("more than once"));
  }

  @Test
  void refusesIdsThatAreTooLong() {
    assertThat(refusal("{\"warehouse_id\": \"" + "x".repeat(257) + "\"}").errors()).hasSize(1);
    assertThat(read("{\"warehouse_id\": \"" + "x".repeat(256) + "\"}").horizonDays()).isEqualTo(7);
  }

  @Test
  void escapesAndShortensUnknownNames() {
    Problem problem =
        refusal("{\"warehouse_id\": \"A\", \"a/b~c\": 1, \"" + "n".repeat(5_000) + "\": 1}");

    assertThat(problem.errors().get(0).pointer()).isEqualTo("#/a~1b~0c");
    assertThat(problem.errors().get(1).pointer()).hasSizeLessThan(110);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "[", "{\"a\":", "{}{}", "\ufeff{}", "{\"a\" 1}"})
  void refusesWhatIsNotJson(String text) {
    Problem problem = refusal(text);

    assertThat(problem.kind()).isEqualTo(ProblemKind.MALFORMED_JSON);
    assertThat(problem.detail()).doesNotContain("null");
  }

  @Test
  void answersEveryMutilatedBodyWithARequestOrAProblem() {
    byte[] whole =
        """
        {"warehouse_id": "BER", "item_id": "crème", "forecast_date": "2026-03-10",
         "horizon_days": 20, "include_confidence": true, "model_version": "latest"}"""
            .getBytes(StandardCharsets.UTF_8);
    Random random = new Random(7);
    for (int i = 0; i < 20_000; i++) {
      byte[] bytes = Arrays.copyOf(whole, whole.length - random.nextInt(5));
      for (int change = random.nextInt(6); change >= 0; change--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      }
      try {
        assertThat(PredictRequestReader.read(Buffer.buffer(bytes)).horizonDays()).isPositive();
      } catch (ProblemException e) {
        assertThat(e.problem().kind().status()).isIn(400, 422);
      }
    }
  }
}
