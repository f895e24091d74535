package io.warecast.local.cli;

import io.warecast.domain.series.SeriesKey;
import io.warecast.domain.series.Warehouse;
import io.warecast.local.sample.Sample;
import io.warecast.local.sample.SampleOrigin;
import io.warecast.local.sample.SamplePlan;
import io.warecast.pipeline.connector.lake.Lake;
import io.warecast.pipeline.connector.lake.LakeImport;
import io.warecast.pipeline.connector.lake.LakeSummary;
import java.net.URI;
import java.nio.file.Path;

/** Sample data on its way into the lake. */
final class SampleLake {

  /** Days up to the end whose single orders are kept, unless told otherwise. */
  static final int ORDER_DAYS = 28;

  private SampleLake() {}

  /**
   * Replaces a lake's data by a sample.
   *
   * @param orderDays days up to the end whose single orders are kept, too
   */
  static LakeSummary write(SamplePlan plan, int orderDays, String lakeUri, boolean quiet) {
    Sample sample = Sample.of(plan);
    try (LakeImport into = LakeImport.into(lakeUri)) {
      for (Warehouse warehouse : sample.warehouses()) {
        into.warehouse(warehouse);
        sample.events(warehouse.id()).forEach(into::event);
        sample.weather(warehouse.id()).forEach(into::weather);
      }
      sample.items().forEach(into::item);
      writeSeries(sample, into, quiet);
      writeOrders(sample, plan, orderDays, into, quiet);
      LakeSummary summary = into.commit();
      remember(plan, lakeUri);
      return summary;
    }
  }

  /** A replay needs the plan to go on where the lake ends. */
  private static void remember(SamplePlan plan, String lakeUri) {
    URI uri = URI.create(lakeUri);
    if ("file".equals(uri.getScheme())) {
      SampleOrigin.of(plan, Lake.at(lakeUri).snapshot()).write(Path.of(uri.getPath()));
    }
  }

  private static void writeSeries(Sample sample, LakeImport into, boolean quiet) {
    try (Steps steps = Steps.of("series", sample.series().size(), quiet)) {
      for (SeriesKey key : sample.series()) {
        into.demand(sample.demand(key));
        into.offers(key, sample.offers(key));
        steps.step();
      }
    }
  }

  private static void writeOrders(
      Sample sample, SamplePlan plan, int orderDays, LakeImport into, boolean quiet) {
    int lastDay = (int) plan.end().toEpochDay();
    try (Steps steps = Steps.of("days of orders", orderDays, quiet)) {
      for (int day = lastDay - orderDays + 1; day <= lastDay; day++) {
        sample.orders(day, day).forEach(into::order);
        steps.step();
      }
    }
  }
}
