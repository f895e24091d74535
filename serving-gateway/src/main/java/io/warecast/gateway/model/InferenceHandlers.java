package io.warecast.gateway.model;

import com.fasterxml.jackson.core.JsonGenerator;
import io.vertx.ext.web.RoutingContext;
import io.warecast.domain.feature.DemandFeatures;
import io.warecast.domain.model.ModelAliases;
import io.warecast.domain.model.ModelManifest;
import io.warecast.gateway.http.JsonAnswer;
import io.warecast.gateway.http.QueryParameters;
import io.warecast.gateway.problem.Problem;
import io.warecast.gateway.problem.ProblemKind;
import java.io.IOException;
import java.util.List;

/** The Open Inference Protocol, version 2, over HTTP: metadata, readiness, infer. */
public final class InferenceHandlers {

  private final Models models;

  public InferenceHandlers(Models models) {
    this.models = models;
  }

  public void live(RoutingContext context) {
    JsonAnswer.sendOnce(context, json -> json.writeBooleanField("live", true));
  }

  public void ready(RoutingContext context) {
    models
        .load(ModelAliases.LATEST)
        .onSuccess(
            version -> JsonAnswer.sendOnce(context, json -> json.writeBooleanField("ready", true)))
        .onFailure(
            e ->
                context.fail(
                    Problem.unavailable("There is no model in use that can be asked.")
                        .toException()));
  }

  public void server(RoutingContext context) {
    QueryParameters.none(context);
    JsonAnswer.sendOnce(
        context,
        json -> {
          json.writeStringField("name", "warecast");
          json.writeStringField("version", "1");
          json.writeArrayFieldStart("extensions");
          json.writeEndArray();
        });
  }

  public void metadata(RoutingContext context) {
    models
        .find(asked(context))
        .onSuccess(
            detail ->
                JsonAnswer.sendOnce(
                    context, json -> writeMetadata(json, detail.version().manifest())))
        .onFailure(context::fail);
  }

  public void modelReady(RoutingContext context) {
    models
        .load(asked(context))
        .onSuccess(
            version ->
                JsonAnswer.sendOnce(
                    context,
                    json -> {
                      json.writeStringField("name", Models.NAME);
                      json.writeStringField("version", version);
                      json.writeBooleanField("ready", true);
                    }))
        .onFailure(context::fail);
  }

  public void infer(RoutingContext context) {
    String version = asked(context);
    InferenceRequest request = InferenceRequest.read(context);
    models
        .infer(version, request.rows(), request.count())
        .onSuccess(
            inferred ->
                JsonAnswer.sendOnce(
                    context,
                    json -> {
                      json.writeStringField("model_name", Models.NAME);
                      json.writeStringField("model_version", inferred.version());
                      if (request.id().isPresent()) {
                        json.writeStringField("id", request.id().get());
                      }
                      json.writeArrayFieldStart("outputs");
                      if (request.wants("mean")) {
                        write(json, "mean", 1, inferred.predictions().mean());
                      }
                      if (request.wants("quantiles")) {
                        write(
                            json,
                            "quantiles",
                            inferred.levels().length,
                            inferred.predictions().quantiles());
                      }
                      json.writeEndArray();
                    }))
        .onFailure(context::fail);
  }

  /** The version that a path names, or that which is in use. */
  private static String asked(RoutingContext context) {
    QueryParameters query = QueryParameters.of(context);
    String model = query.path("model");
    query.end();
    String version =
        context.pathParam("model_version") == null
            ? ModelAliases.LATEST
            : ModelsHandlers.version(context);
    if (!model.equals(Models.NAME)) {
      throw Problem.of(
              ProblemKind.UNKNOWN_MODEL,
              "There is no model '%s'; there is '%s'.".formatted(model, Models.NAME))
          .toException();
    }
    return version;
  }

  private static void writeMetadata(JsonGenerator json, ModelManifest manifest) throws IOException {
    json.writeStringField("name", Models.NAME);
    json.writeArrayFieldStart("versions");
    json.writeString(manifest.version());
    json.writeEndArray();
    json.writeStringField("platform", "xgboost");
    json.writeArrayFieldStart("inputs");
    writeTensor(json, "features", List.of(-1, DemandFeatures.SCHEMA.width()));
    json.writeEndArray();
    json.writeArrayFieldStart("outputs");
    writeTensor(json, "mean", List.of(-1));
    writeTensor(json, "quantiles", List.of(-1, manifest.quantileLevels().size()));
    json.writeEndArray();
  }

  private static void writeTensor(JsonGenerator json, String name, List<Integer> shape)
      throws IOException {
    json.writeStartObject();
    json.writeStringField("name", name);
    json.writeStringField("datatype", "FP32");
    json.writeArrayFieldStart("shape");
    for (int each : shape) {
      json.writeNumber(each);
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void write(JsonGenerator json, String name, int width, float[][] rows)
      throws IOException {
    json.writeStartObject();
    json.writeStringField("name", name);
    json.writeStringField("datatype", "FP32");
    json.writeArrayFieldStart("shape");
    json.writeNumber(rows.length);
    if (!name.equals("mean")) {
      json.writeNumber(width);
    }
    json.writeEndArray();
    json.writeArrayFieldStart("data");
    for (float[] row : rows) {
      for (float value : row) {
        json.writeNumber(value);
      }
    }
    json.writeEndArray();
    json.writeEndObject();
  }
}
