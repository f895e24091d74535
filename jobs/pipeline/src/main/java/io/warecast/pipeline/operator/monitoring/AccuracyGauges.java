package io.warecast.pipeline.operator.monitoring;

import java.util.HashMap;
import java.util.Map;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;

/** The latest measures of each warehouse's items as metrics, labelled by warehouse and lead. */
final class AccuracyGauges {

  private final MetricGroup metrics;
  private final Map<String, Map<String, Double>> latest = new HashMap<>();

  AccuracyGauges(MetricGroup metrics) {
    this.metrics = metrics;
  }

  void set(String warehouse, int lead, LeadSums sums) {
    Map<String, Double> values =
        latest.computeIfAbsent(warehouse + "|" + lead, unused -> new HashMap<>());
    sums.measures(
        (measure, value) -> {
          if (values.put(measure, value) == null) {
            metrics
                .addGroup("warehouse", warehouse)
                .addGroup("lead", Integer.toString(lead))
                .gauge(
                    "accuracy_" + measure.replace('.', '_'),
                    (Gauge<Double>) () -> values.getOrDefault(measure, Double.NaN));
          }
        });
  }
}
