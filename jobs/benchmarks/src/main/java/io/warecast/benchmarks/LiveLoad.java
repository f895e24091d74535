package io.warecast.benchmarks;

import io.warecast.domain.series.SeriesKey;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/** The continuous job under a steady stream of orders of the middle of a day. */
final class LiveLoad implements AutoCloseable {

  private static final long MORNING = 10 * 3_600_000L;

  private final GeneratedSeries series;
  private final LivePlan plan;
  private final ContinuousRun run;
  private final OrderFeed feed;
  private final long offset;
  private final Paced orders;

  private LiveLoad(GeneratedSeries series, LivePlan plan, ContinuousRun run, OrderFeed feed) {
    this.series = series;
    this.plan = plan;
    this.run = run;
    this.feed = feed;
    this.offset = ContinuousRun.firstMoment(series) + MORNING - System.currentTimeMillis();
    SplittableRandom random = new SplittableRandom(1);
    this.orders =
        new Paced(
            "bench-orders",
            plan.ordersPerSecond(),
            i -> order(series.key(random.nextInt(plan.series())), 1 + (int) (i % 3)));
  }

  static LiveLoad start(LivePlan plan, BenchServers servers, Consumer<String> notes)
      throws Exception {
    GeneratedSeries series = GeneratedSeries.of(plan.allSeries(), plan.historyDays());
    ContinuousRun.prepare(servers, series, plan.quick(), notes);
    notes.accept("seeding the job");
    ContinuousRun run = ContinuousRun.seeded(servers, series);
    notes.accept("%,d orders/s".formatted(plan.ordersPerSecond()));
    return new LiveLoad(series, plan, run, OrderFeed.live(servers.kafka()));
  }

  /** Writes an order of this moment, and returns the moment as the job sees it. */
  long order(SeriesKey key, double quantity) {
    synchronized (feed) {
      long now = now();
      feed.send(key, quantity, now);
      return now;
    }
  }

  /** Epoch millis in the orders' time. */
  long now() {
    return System.currentTimeMillis() + offset;
  }

  /** A series without load. */
  SeriesKey probe(long number) {
    return series.key(plan.series() + Math.floorMod(number, plan.probeSeries()));
  }

  /** A series with load. */
  SeriesKey loaded(long number) {
    return series.key(Math.floorMod(number * 7, plan.series()));
  }

  @Override
  public void close() throws Exception {
    orders.close();
    feed.close();
    run.close();
  }
}
