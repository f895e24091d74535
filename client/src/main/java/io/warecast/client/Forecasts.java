package io.warecast.client;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What will be demanded. */
public final class Forecasts {

  private static final String LIST = "/api/v1/forecasts";

  private final Exchange exchange;

  Forecasts(Exchange exchange) {
    this.exchange = exchange;
  }

  /** The forecast of one series. */
  public Prediction predict(PredictRequest request) {
    return exchange.post(Prediction.class, "/api/v1/predict", request);
  }

  /** The forecasts of several series, each answered or refused for itself. */
  public BatchAnswer predictBatch(BatchRequest request) {
    return exchange.post(BatchAnswer.class, "/api/v1/predict/batch", request);
  }

  /** The same. */
  public BatchAnswer predictBatch(List<PredictRequest> requests) {
    return predictBatch(new BatchRequest(requests));
  }

  /** What if the price, or the promotion, were another? Takes the role planner. */
  public WhatIfAnswer whatIf(WhatIfRequest request) {
    return exchange.post(WhatIfAnswer.class, "/api/v1/what-if", request);
  }

  /** What a forecast is made up of. Takes the role planner. */
  public ExplainAnswer explain(ExplainRequest request) {
    return exchange.post(ExplainAnswer.class, "/api/v1/explain", request);
  }

  /** A page of the newest forecasts, in order of warehouse and item. */
  public ForecastPage listForecasts(ForecastQuery query) {
    return exchange.get(ForecastPage.class, LIST, query);
  }

  /** The same page as CSV, a line a day. */
  public String listForecastsAsCsv(ForecastQuery query) {
    Map<String, Object> members = new TreeMap<>(Json.members(query));
    members.put("format", "csv");
    return exchange.text(LIST, "text/csv", members);
  }

  /** The whole newest forecast of a series, with all quantiles. */
  public Forecast getForecast(Series series) {
    return exchange.get(
        Forecast.class, Exchange.path(LIST + "/%s/%s", series.warehouseId(), series.itemId()));
  }

  /**
   * The newest forecast of each series, then each new one as it comes, for as long as the stream is
   * read: when the gateway ends it, or is away, another connection goes on with it. Whoever reads
   * waits. To be closed, also by another thread, which ends the stream. Reading throws a {@link
   * ProblemException} when the gateway refuses to go on.
   *
   * @param series 1 to 50
   */
  public Stream<Forecast> streamForecasts(Collection<Series> series) {
    return ForecastReader.stream(exchange, series);
  }
}
