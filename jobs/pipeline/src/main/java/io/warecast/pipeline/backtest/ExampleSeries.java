package io.warecast.pipeline.backtest;

import io.warecast.domain.accuracy.SeriesResiduals;
import io.warecast.domain.demand.DemandClass;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;

/** The series that a report shows: of each demand class the one that sells most. */
final class ExampleSeries {

  private static final Comparator<SeriesResiduals> BY_LEVEL =
      Comparator.comparingDouble(SeriesResiduals::level)
          .thenComparing(residuals -> residuals.key().toString());

  private final int originDay;
  private final Map<DemandClass, SeriesResiduals> greatest = new TreeMap<>();

  ExampleSeries(int originDay) {
    this.originDay = originDay;
  }

  void consider(SeriesResiduals residuals) {
    if (residuals.originDay() == originDay) {
      greatest.merge(
          residuals.demandClass(), residuals, (a, b) -> BY_LEVEL.compare(a, b) >= 0 ? a : b);
    }
  }

  /** A chart of each by the name of its class. */
  Map<String, String> charts() {
    Map<String, String> charts = new TreeMap<>();
    greatest.forEach(
        (demandClass, residuals) -> charts.put(demandClass.wireName(), chart(residuals)));
    return charts;
  }

  private static String chart(SeriesResiduals residuals) {
    int last = residuals.levels().length - 1;
    SvgChart chart =
        new SvgChart(
            "%s in %s: demand, forecast and its widest interval"
                .formatted(residuals.key().itemId(), residuals.key().warehouseId()));
    chart.line("forecast", doubles(residuals.mean()));
    chart.line("demand", doubles(residuals.actual()));
    return chart
        .band(doubles(residuals.quantiles()[0]), doubles(residuals.quantiles()[last]))
        .svg();
  }

  private static double[] doubles(float[] values) {
    double[] doubles = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      doubles[i] = values[i];
    }
    return doubles;
  }
}
