package io.warecast.gateway.catalogue;

import com.fasterxml.jackson.core.JsonGenerator;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import io.warecast.gateway.http.Cursors;
import io.warecast.gateway.http.JsonAnswer;
import io.warecast.gateway.http.QueryParameters;
import io.warecast.gateway.security.Caller;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Answers with the series of a warehouse, found by text. */
public final class ItemsHandler implements Handler<RoutingContext> {

  private final Catalogue catalogue;

  private ItemsHandler(Catalogue catalogue) {
    this.catalogue = catalogue;
  }

  public static ItemsHandler create(Catalogue catalogue) {
    return new ItemsHandler(catalogue);
  }

  private record Search(
      Optional<String> text, Optional<String> category, List<String> after, int limit) {

    boolean finds(SeriesEntry entry) {
      return text.map(entry::contains).orElse(true)
          && category.map(entry.category()::equals).orElse(true)
          && (after.isEmpty() || entry.key().itemId().compareTo(after.get(0)) > 0);
    }
  }

  @Override
  public void handle(RoutingContext context) {
    QueryParameters query = QueryParameters.of(context);
    String warehouseId = query.warehouseOfPath();
    Search search =
        new Search(
            query.text("q").map(text -> text.toLowerCase(Locale.ROOT)),
            query.text("category"),
            Cursors.read(query, 1),
            query.integer("limit", 1, 500).orElse(100));
    query.end();
    Caller.of(context).requireAccess(warehouseId);
    catalogue
        .series(warehouseId)
        .map(series -> series.stream().filter(search::finds).limit(search.limit() + 1L).toList())
        .onSuccess(found -> JsonAnswer.send(context, json -> write(json, found, search.limit())))
        .onFailure(context::fail);
  }

  private static void write(JsonGenerator json, List<SeriesEntry> found, int limit)
      throws IOException {
    List<SeriesEntry> page = found.subList(0, Math.min(found.size(), limit));
    json.writeArrayFieldStart("items");
    for (SeriesEntry each : page) {
      json.writeStartObject();
      json.writeStringField("item_id", each.key().itemId());
      json.writeBooleanField("group", each.key().isGroup());
      if (!each.category().isEmpty()) {
        json.writeStringField("category", each.category());
      }
      if (!each.department().isEmpty()) {
        json.writeStringField("department", each.department());
      }
      json.writeEndObject();
    }
    json.writeEndArray();
    if (found.size() > limit) {
      json.writeStringField("next_cursor", Cursors.of(page.get(limit - 1).key().itemId()));
    }
  }
}
