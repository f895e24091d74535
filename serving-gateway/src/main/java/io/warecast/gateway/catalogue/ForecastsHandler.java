package io.warecast.gateway.catalogue;

import com.fasterxml.jackson.core.JsonGenerator;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import io.warecast.gateway.forecast.AnswerPath;
import io.warecast.gateway.forecast.ForecastJson;
import io.warecast.gateway.forecast.Served;
import io.warecast.gateway.http.Etag;
import io.warecast.gateway.http.JsonAnswer;
import io.warecast.gateway.http.MediaTypes;
import io.warecast.gateway.security.Caller;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Answers with the newest forecasts of many series, by filter and page, as JSON or CSV. */
public final class ForecastsHandler implements Handler<RoutingContext> {

  private final Catalogue catalogue;
  private final AnswerPath forecasts;

  private ForecastsHandler(Catalogue catalogue, AnswerPath forecasts) {
    this.catalogue = catalogue;
    this.forecasts = forecasts;
  }

  public static ForecastsHandler create(Catalogue catalogue, AnswerPath forecasts) {
    return new ForecastsHandler(catalogue, forecasts);
  }

  private record Page(List<Served> forecasts, Optional<String> next) {}

  @Override
  public void handle(RoutingContext context) {
    ForecastFilter filter = ForecastFilter.read(context);
    boolean isCsv =
        MediaTypes.choose(context, filter.format(), List.of("application/json", "text/csv"))
            .equals("text/csv");
    filter.warehouse().ifPresent(Caller.of(context)::requireAccess);
    candidates(filter, Caller.of(context))
        .compose(entries -> page(filter, entries))
        .onSuccess(page -> send(context, filter, page, isCsv))
        .onFailure(context::fail);
  }

  /** Enough series to fill a page, and one more to tell whether there is another page. */
  private Future<List<SeriesEntry>> candidates(ForecastFilter filter, Caller caller) {
    Future<List<String>> warehouses =
        filter.warehouse().isPresent()
            ? Future.succeededFuture(List.of(filter.warehouse().get()))
            : catalogue
                .warehouses()
                .map(
                    all ->
                        all.stream()
                            .map(WarehouseEntry::warehouseId)
                            .filter(caller.access()::allows)
                            .filter(filter::mayHave)
                            .toList());
    return warehouses.compose(ids -> collect(filter, ids, 0, new ArrayList<>()));
  }

  private Future<List<SeriesEntry>> collect(
      ForecastFilter filter, List<String> warehouses, int next, List<SeriesEntry> found) {
    if (next == warehouses.size() || found.size() > filter.candidates()) {
      return Future.succeededFuture(found);
    }
    return catalogue
        .series(warehouses.get(next))
        .otherwise(
            e -> {
              if (filter.warehouse().isPresent() || !filter.isUnknown(e)) {
                throw (RuntimeException) e;
              }
              return List.of();
            })
        .compose(
            series -> {
              series.stream()
                  .filter(filter::finds)
                  .limit(filter.candidates() + 1L - found.size())
                  .forEach(found::add);
              return collect(filter, warehouses, next + 1, found);
            });
  }

  private Future<Page> page(ForecastFilter filter, List<SeriesEntry> entries) {
    List<SeriesEntry> asked = entries.subList(0, Math.min(entries.size(), filter.candidates()));
    List<Future<Optional<Served>>> answers =
        asked.stream().map(entry -> forecasts.find(entry.key())).toList();
    return Future.all(answers).map(done -> page(filter, entries, asked, done.list()));
  }

  private static Page page(
      ForecastFilter filter,
      List<SeriesEntry> entries,
      List<SeriesEntry> asked,
      List<Optional<Served>> answers) {
    List<Served> found = new ArrayList<>();
    int seen = 0;
    while (seen < answers.size() && found.size() < filter.limit()) {
      answers.get(seen).filter(filter::finds).ifPresent(found::add);
      seen++;
    }
    return new Page(
        found,
        seen < entries.size()
            ? Optional.of(ForecastFilter.cursor(asked.get(seen - 1).key()))
            : Optional.empty());
  }

  private static void send(
      RoutingContext context, ForecastFilter filter, Page page, boolean isCsv) {
    context.response().putHeader("Vary", "Accept");
    if (isCsv) {
      page.next()
          .ifPresent(next -> context.response().putHeader("Link", filter.link(context, next)));
      Buffer body = ForecastCsv.encode(page.forecasts());
      JsonAnswer.sendConditionally(context, "text/csv; charset=utf-8", body);
    } else {
      Buffer body = JsonAnswer.encode(json -> write(json, page));
      JsonAnswer.sendConditionally(context, "application/json", body, etag(page));
    }
  }

  /** Of the generations: where a forecast was read from does not make it another one. */
  private static String etag(Page page) {
    StringBuilder text = new StringBuilder(page.next().orElse(""));
    for (Served each : page.forecasts()) {
      text.append('\n')
          .append(each.forecast().key())
          .append(each.forecast().asOf())
          .append('.')
          .append(each.forecast().sequence())
          .append('.')
          .append(each.forecast().generatedAt());
    }
    return Etag.of(text.toString());
  }

  private static void write(JsonGenerator json, Page page) throws IOException {
    json.writeArrayFieldStart("forecasts");
    for (Served each : page.forecasts()) {
      json.writeStartObject();
      ForecastJson.write(json, each);
      json.writeEndObject();
    }
    json.writeEndArray();
    if (page.next().isPresent()) {
      json.writeStringField("next_cursor", page.next().get());
    }
  }
}
