package io.warecast.gateway.predict;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.warecast.domain.series.SeriesKey;
import io.warecast.gateway.problem.FieldError;
import io.warecast.gateway.problem.Problem;
import io.warecast.gateway.problem.ProblemException;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** The members of a predict request as they are read, with their defaults and their faults. */
final class PredictRequestFields {

  private static final int MOST_ERRORS = 20;
  private static final int LONGEST_TEXT = 256;
  private static final long LONGEST_STALENESS_SECONDS = 31_536_000;
  private static final String KNOWN =
      "warehouse_id, item_id, forecast_date, horizon_days, include_confidence, model_version, max_staleness_seconds";

  private final List<FieldError> errors = new ArrayList<>();
  private String warehouseId = "";
  private String itemId = SeriesKey.TOTAL;
  private Optional<LocalDate> firstDay = Optional.empty();
  private int horizonDays = 7;
  private boolean includeConfidence = true;
  private String modelVersion = PredictRequest.LATEST;
  private OptionalLong maxStaleness = OptionalLong.empty();
  private boolean warehouseGiven;

  /** Takes the value that the parser stands on. */
  void read(String name, JsonParser json) throws IOException {
    switch (name) {
      case "warehouse_id" -> readWarehouse(json);
      case "item_id" -> readItem(json);
      case "forecast_date" -> readFirstDay(json);
      case "horizon_days" -> readHorizon(json);
      case "include_confidence" -> readConfidence(json);
      case "model_version" -> modelVersion = text("model_version", json, modelVersion);
      case "max_staleness_seconds" -> readMaxStaleness(json);
      default -> refuse(name, "is unknown; the members are " + KNOWN);
    }
  }

  void refuse(String name, String detail) {
    if (errors.size() < MOST_ERRORS) {
      errors.add(FieldError.ofMember(name, detail));
    }
  }

  /**
   * The request that these members make.
   *
   * @throws ProblemException 422 with every fault
   */
  PredictRequest toRequest() {
    if (!warehouseGiven) {
      refuse("warehouse_id", "is missing; it takes a warehouse's id");
    }
    if (!errors.isEmpty()) {
      throw Problem.invalid(errors).toException();
    }
    return new PredictRequest(
        new SeriesKey(warehouseId, itemId),
        firstDay,
        horizonDays,
        includeConfidence,
        modelVersion,
        maxStaleness);
  }

  private void readWarehouse(JsonParser json) throws IOException {
    warehouseGiven = true;
    warehouseId = text("warehouse_id", json, warehouseId);
    if (!warehouseId.isEmpty()) {
      checkKey("warehouse_id", warehouseId, SeriesKey.TOTAL);
    }
  }

  private void readItem(JsonParser json) throws IOException {
    itemId = text("item_id", json, itemId);
    checkKey("item_id", "any", itemId);
  }

  private void checkKey(String name, String warehouse, String item) {
    try {
      new SeriesKey(warehouse, item);
    } catch (IllegalArgumentException e) {
      refuse(name, String.valueOf(e.getMessage()));
    }
  }

  private void readFirstDay(JsonParser json) throws IOException {
    String day = text("forecast_date", json, "");
    if (day.isEmpty()) {
      return;
    }
    try {
      if (day.length() != "2026-01-31".length()) {
        throw new DateTimeException("not four, two and two digits");
      }
      firstDay = Optional.of(LocalDate.parse(day));
    } catch (DateTimeException e) {
      refuse("forecast_date", "takes a day of the calendar in the form 2026-01-31");
    }
  }

  private void readHorizon(JsonParser json) throws IOException {
    if (json.currentToken() == JsonToken.VALUE_NUMBER_INT) {
      String digits = json.getText();
      int days = digits.length() > 9 ? Integer.MAX_VALUE : Integer.parseInt(digits);
      if (days >= 1 && days <= PredictRequest.LONGEST_HORIZON) {
        horizonDays = days;
        return;
      }
    }
    refuse("horizon_days", "takes a whole number from 1 to " + PredictRequest.LONGEST_HORIZON);
  }

  private void readMaxStaleness(JsonParser json) throws IOException {
    if (json.currentToken() == JsonToken.VALUE_NUMBER_INT) {
      String digits = json.getText();
      long seconds = digits.length() > 9 ? Long.MAX_VALUE : Long.parseLong(digits);
      if (seconds >= 0 && seconds <= LONGEST_STALENESS_SECONDS) {
        maxStaleness = OptionalLong.of(seconds);
        return;
      }
    }
    refuse("max_staleness_seconds", "takes a whole number from 0 to " + LONGEST_STALENESS_SECONDS);
  }

  private void readConfidence(JsonParser json) {
    switch (json.currentToken()) {
      case VALUE_TRUE -> includeConfidence = true;
      case VALUE_FALSE -> includeConfidence = false;
      default -> refuse("include_confidence", "takes true or false");
    }
  }

  private String text(String name, JsonParser json, String otherwise) throws IOException {
    if (json.currentToken() != JsonToken.VALUE_STRING) {
      refuse(name, "takes a text; leave it out for its default");
      return otherwise;
    }
    String fault = faultOf(json.getText());
    if (fault == null) {
      return json.getText();
    }
    refuse(name, fault);
    return otherwise;
  }

  /** Unpaired surrogates have no UTF-8 form: two such texts would meet at one Redis key. */
  private static @Nullable String faultOf(String text) {
    if (text.isBlank()) {
      return "is empty";
    }
    if (text.length() > LONGEST_TEXT) {
      return "is longer than " + LONGEST_TEXT + " characters";
    }
    boolean unpaired =
        text.codePoints()
            .anyMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
    return unpaired ? "has half of a surrogate pair" : null;
  }
}
