package io.warecast.client;

/** What was forecast, what happened, and how far apart the two were. */
public final class Past {

  private final Exchange exchange;

  Past(Exchange exchange) {
    this.exchange = exchange;
  }

  /** What was forecast for days, as known on earlier days. */
  public Vintages listVintages(VintageQuery query) {
    return exchange.get(Vintages.class, "/api/v1/vintages", query);
  }

  /** What was demanded on closed days. */
  public Actuals listActuals(SeriesDays query) {
    return exchange.get(Actuals.class, "/api/v1/actuals", query);
  }

  /** How the served forecasts of a warehouse have done, by day. */
  public LiveAccuracy listAccuracy(AccuracyQuery query) {
    return exchange.get(LiveAccuracy.class, "/api/v1/accuracy", query);
  }

  /** How the forecasts of one series have done, by lead. */
  public SeriesAccuracy getSeriesAccuracy(SeriesDays query) {
    return exchange.get(SeriesAccuracy.class, "/api/v1/accuracy/series", query);
  }

  /** What the newest backtest of a model version has measured. */
  public Backtest listBacktests(BacktestQuery query) {
    return exchange.get(Backtest.class, "/api/v1/accuracy/backtests", query);
  }

  /** The features that a forecast was made from. */
  public Features getFeatures(Series series, FeatureQuery query) {
    return exchange.get(
        Features.class,
        Exchange.path("/api/v1/features/%s/%s", series.warehouseId(), series.itemId()),
        query);
  }
}
