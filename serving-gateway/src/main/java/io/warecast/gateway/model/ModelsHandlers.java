package io.warecast.gateway.model;

import com.fasterxml.jackson.core.JsonGenerator;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import io.warecast.domain.model.ModelAliases;
import io.warecast.domain.model.ModelJson;
import io.warecast.domain.model.ModelManifest;
import io.warecast.gateway.http.JsonAnswer;
import io.warecast.gateway.http.JsonMembers;
import io.warecast.gateway.http.QueryParameters;
import io.warecast.gateway.security.Caller;
import io.warecast.gateway.security.Role;
import io.warecast.gateway.security.WarehouseAccess;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Answers with model versions, and moves the aliases. */
public final class ModelsHandlers {

  private static final String LATEST_OF = ModelAliases.latestOf(" ").strip();
  private static final String PREVIOUS_OF = ModelAliases.previousOf(" ").strip();

  private final Models models;

  public ModelsHandlers(Models models) {
    this.models = models;
  }

  public void list(RoutingContext context) {
    QueryParameters.none(context);
    models
        .list()
        .onSuccess(listing -> JsonAnswer.send(context, json -> write(json, context, listing)))
        .onFailure(context::fail);
  }

  public void show(RoutingContext context) {
    String version = version(context);
    models
        .find(version)
        .onSuccess(detail -> JsonAnswer.send(context, json -> write(json, context, detail)))
        .onFailure(context::fail);
  }

  public void promote(RoutingContext context) {
    String version = version(context);
    JsonMembers body = JsonMembers.of(context);
    Optional<String> warehouse = body.warehouse();
    boolean force = body.flag("force", false);
    body.end();
    requireAdmin(context, warehouse);
    send(context, models.promote(version, warehouse.orElse(""), force));
  }

  public void rollBack(RoutingContext context) {
    QueryParameters.none(context);
    JsonMembers body = JsonMembers.of(context);
    Optional<String> warehouse = body.warehouse();
    body.end();
    requireAdmin(context, warehouse);
    send(context, models.rollBack(warehouse.orElse("")));
  }

  static String version(RoutingContext context) {
    QueryParameters query = QueryParameters.of(context);
    String version = query.path("model_version");
    if (!version.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,127}") || version.contains("..")) {
      query.refuse("model_version", "takes 1 to 128 letters, digits, dots, hyphens, underscores");
    }
    query.end();
    return version;
  }

  private static void requireAdmin(RoutingContext context, Optional<String> warehouse) {
    Caller.of(context).requireRole(Role.ADMIN);
    Caller.of(context).requireAccess(warehouse.orElse(WarehouseAccess.ALL));
  }

  private static void send(RoutingContext context, Future<ModelAliases> changed) {
    changed
        .onSuccess(
            aliases ->
                JsonAnswer.sendOnce(
                    context,
                    json -> {
                      json.writeFieldName("aliases");
                      write(json, visible(context, aliases));
                    }))
        .onFailure(context::fail);
  }

  /** Aliases but for those of warehouses that the caller may not see. */
  private static Map<String, String> visible(RoutingContext context, ModelAliases aliases) {
    WarehouseAccess access = Caller.of(context).access();
    Map<String, String> visible = new TreeMap<>(aliases.versions());
    visible.keySet().removeIf(alias -> !isVisible(access, alias));
    return visible;
  }

  private static boolean isVisible(WarehouseAccess access, String alias) {
    for (String prefix : new String[] {LATEST_OF, PREVIOUS_OF}) {
      if (alias.startsWith(prefix)) {
        return access.allows(alias.substring(prefix.length()));
      }
    }
    return true;
  }

  private static void write(JsonGenerator json, Map<String, String> aliases) throws IOException {
    json.writeStartObject();
    for (Map.Entry<String, String> each : aliases.entrySet()) {
      json.writeStringField(each.getKey(), each.getValue());
    }
    json.writeEndObject();
  }

  private static void write(JsonGenerator json, RoutingContext context, Models.Listing listing)
      throws IOException {
    json.writeStringField("model", Models.NAME);
    json.writeFieldName("aliases");
    write(json, visible(context, listing.aliases()));
    json.writeArrayFieldStart("versions");
    for (Models.Version each : listing.versions()) {
      write(json, context, each);
    }
    json.writeEndArray();
  }

  private static void write(JsonGenerator json, RoutingContext context, Models.Detail detail)
      throws IOException {
    json.writeFieldName("summary");
    write(json, context, detail.version());
    json.writeFieldName("manifest");
    json.writeRawValue(ModelJson.write(detail.version().manifest()).strip());
    if (!Caller.of(context).access().isAll()) {
      return; // the rest has figures of every warehouse
    }
    if (detail.version().decision().isPresent()) {
      json.writeFieldName("decision");
      json.writeRawValue(ModelJson.write(detail.version().decision().get()).strip());
    }
    if (detail.card().isPresent()) {
      json.writeStringField("card", detail.card().get());
    }
  }

  private static void write(JsonGenerator json, RoutingContext context, Models.Version version)
      throws IOException {
    ModelManifest manifest = version.manifest();
    WarehouseAccess access = Caller.of(context).access();
    json.writeStartObject();
    json.writeStringField("model_version", manifest.version());
    json.writeArrayFieldStart("aliases");
    for (String alias : version.aliases()) {
      if (isVisible(access, alias)) {
        json.writeString(alias);
      }
    }
    json.writeEndArray();
    json.writeStringField("created_at", manifest.createdAt());
    json.writeStringField("trained_from", manifest.trainedFrom());
    json.writeStringField("trained_to", manifest.trainedTo());
    json.writeNumberField("rows", manifest.rows());
    json.writeNumberField("series", manifest.series());
    if (version.decision().isPresent()) {
      json.writeStringField(
          "outcome", version.decision().get().outcome().name().toLowerCase(java.util.Locale.ROOT));
    }
    json.writeObjectFieldStart("metrics");
    for (Map.Entry<String, Double> each : new TreeMap<>(manifest.metrics()).entrySet()) {
      JsonAnswer.number(json, each.getKey(), each.getValue());
    }
    json.writeEndObject();
    json.writeEndObject();
  }
}
