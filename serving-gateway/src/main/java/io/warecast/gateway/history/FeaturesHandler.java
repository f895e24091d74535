package io.warecast.gateway.history;

import com.fasterxml.jackson.core.JsonGenerator;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import io.vertx.sqlclient.Row;
import io.warecast.domain.feature.DemandFeatures;
import io.warecast.domain.feature.FeatureVector;
import io.warecast.domain.series.SeriesKey;
import io.warecast.gateway.backend.Postgres;
import io.warecast.gateway.forecast.RedisForecasts;
import io.warecast.gateway.forecast.Source;
import io.warecast.gateway.http.JsonAnswer;
import io.warecast.gateway.http.QueryParameters;
import io.warecast.gateway.problem.Problem;
import io.warecast.gateway.problem.ProblemKind;
import io.warecast.gateway.security.Caller;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** Answers with the features that a forecast was made from. */
public final class FeaturesHandler implements Handler<RoutingContext> {

  private static final String SQL =
      """
      SELECT origin, as_of, sequence, schema_hash, features FROM feature_snapshot
       WHERE warehouse_id = $1 AND item_id = $2 AND ($3::date IS NULL OR origin = $3)
       ORDER BY origin DESC LIMIT 1""";

  private final RedisForecasts redis;
  private final Postgres postgres;

  private FeaturesHandler(RedisForecasts redis, Postgres postgres) {
    this.redis = redis;
    this.postgres = postgres;
  }

  public static FeaturesHandler create(RedisForecasts redis, Postgres postgres) {
    return new FeaturesHandler(redis, postgres);
  }

  private record Found(FeatureVector vector, Source source) {}

  @Override
  public void handle(RoutingContext context) {
    QueryParameters query = QueryParameters.of(context);
    SeriesKey key = query.seriesOfPath();
    Optional<LocalDate> origin = query.day("origin");
    query.end();
    Caller.of(context).requireAccess(key.warehouseId());
    (origin.isPresent() ? ofClose(key, origin) : newest(key))
        .map(found -> found.orElseThrow(() -> none(key)))
        .onSuccess(found -> JsonAnswer.send(context, json -> write(json, found)))
        .onFailure(context::fail);
  }

  private Future<Optional<Found>> newest(SeriesKey key) {
    return redis
        .findFeatures(key)
        .compose(
            found ->
                found.isPresent()
                    ? Future.succeededFuture(Optional.of(new Found(found.get(), Source.REDIS)))
                    : postgres.isConfigured()
                        ? ofClose(key, Optional.empty())
                        : Future.succeededFuture(Optional.empty()),
            e -> postgres.isConfigured() ? ofClose(key, Optional.empty()) : Future.failedFuture(e));
  }

  private Future<Optional<Found>> ofClose(SeriesKey key, Optional<LocalDate> origin) {
    return postgres
        .ask(SQL, key.warehouseId(), key.itemId(), origin.orElse(null))
        .map(rows -> rows.stream().findFirst().map(row -> read(key, row)));
  }

  private static Found read(SeriesKey key, Row row) {
    Float[] boxed = row.getArrayOfFloats("features");
    float[] values = new float[boxed.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = boxed[i];
    }
    return new Found(
        new FeatureVector(
            key,
            (int) row.getLocalDate("origin").toEpochDay(),
            row.getOffsetDateTime("as_of").toInstant().toEpochMilli(),
            row.getLong("sequence"),
            row.getString("schema_hash"),
            values),
        Source.POSTGRES);
  }

  private static void write(JsonGenerator json, Found found) throws IOException {
    FeatureVector vector = found.vector();
    json.writeStringField("warehouse_id", vector.key().warehouseId());
    json.writeStringField("item_id", vector.key().itemId());
    json.writeStringField("origin", LocalDate.ofEpochDay(vector.originDay()).toString());
    json.writeStringField("as_of", Instant.ofEpochMilli(vector.asOf()).toString());
    json.writeStringField("schema_hash", vector.schemaHash());
    json.writeArrayFieldStart("features");
    List<String> names = names(vector);
    for (int i = 0; i < vector.values().length; i++) {
      json.writeStartObject();
      json.writeStringField("name", i < names.size() ? names.get(i) : "column_" + i);
      JsonAnswer.number(json, "value", vector.values()[i]);
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeStringField("served_from", found.source().wireName());
  }

  /** Columns of another schema than this code's have no names here. */
  private static List<String> names(FeatureVector vector) {
    return vector.schemaHash().equals(DemandFeatures.SCHEMA.hash())
        ? DemandFeatures.SCHEMA.names()
        : List.of();
  }

  private static RuntimeException none(SeriesKey key) {
    return Problem.of(
            ProblemKind.NO_FEATURES,
            "No features are stored for item '%s' in warehouse '%s'. The stream job stores them with each forecast."
                .formatted(key.itemId(), key.warehouseId()))
        .toException();
  }
}
