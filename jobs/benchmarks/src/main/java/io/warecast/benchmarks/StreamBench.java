package io.warecast.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import io.warecast.domain.series.SeriesKey;
import io.warecast.pipeline.connector.lake.Lake;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * {@code bench stream}: orders a second of the whole continuous job while it works off a backlog of
 * some days, against the same source without anything behind it; and what its state costs.
 */
public final class StreamBench {

  private static final long HOUR = 3_600_000;
  private static final int LAST_SERIES = 32;
  private static final double LARGE = 500;
  private static final double MILLIS = 1_000;

  /** A proposal: JSON and Kafka are to be half of all the work. */
  private static final double TARGET = 0.5;

  /** Of a quick run, which measures nothing that anybody compares, and must not wait. */
  private static final Duration QUICK_CHECKPOINTS = Duration.ofSeconds(2);

  private final StreamPlan plan;
  private final Consumer<String> notes;
  private final List<Measured> figures = new ArrayList<>();
  private final List<Ratio> ratios = new ArrayList<>();

  /**
   * Nothing measured yet.
   *
   * @param notes is told what is being done
   */
  public StreamBench(StreamPlan plan, Consumer<String> notes) {
    this.plan = plan;
    this.notes = notes;
  }

  /** Measures with so many series, on empty servers. */
  public void measure(int count, BenchServers servers) throws Exception {
    measureOn(plan.quick() ? servers.checkpointingEvery(QUICK_CHECKPOINTS) : servers, count);
  }

  private void measureOn(BenchServers servers, int count) throws Exception {
    GeneratedSeries series = GeneratedSeries.of(count, plan.historyDays());
    ContinuousRun.prepare(servers, series, plan.quick(), notes);
    long start = ContinuousRun.firstMoment(series);
    try (OrderFeed backlog = OrderFeed.hidden(servers.kafka())) {
      notes.accept("writing %,d orders".formatted(plan.orders(count)));
      long lastMoment = write(series, backlog, start);
      notes.accept("seeding the job");
      JsonNode checkpoint;
      double rate;
      try (ContinuousRun run = ContinuousRun.seeded(servers, series)) {
        notes.accept("working off the backlog");
        rate = workOff(servers, series, backlog, lastMoment);
        notes.accept("%,.0f orders/s; a checkpoint".formatted(rate));
        checkpoint = run.rest().nextCheckpoint();
      }
      state(name(count), checkpoint, Lake.at(servers.targets().lake()).seriesCount());
      figure("restore_" + name(count), "s", restoreSeconds(servers, checkpoint));
      notes.accept("the source alone");
      double alone =
          OrdersAlone.rate(
              servers,
              series.calendars().stream().map(c -> c.warehouse().id()).collect(Collectors.toSet()),
              start,
              backlog.sent());
      Measured job = figure("orders_" + name(count), "per_s", rate);
      Measured limit = figure("source_" + name(count), "per_s", alone);
      ratios.add(Ratio.of("job_to_source_" + name(count), job, limit, TARGET));
    }
  }

  public BenchReport report() {
    return new BenchReport(
        "stream",
        "%s series of items with groups, %d days of history, %d orders a day of each over %s hours, parallelism %d"
            .formatted(
                plan.series(),
                plan.historyDays(),
                plan.ordersPerDay(),
                plan.series().stream().map(plan::hours).toList(),
                Runtime.getRuntime().availableProcessors()),
        figures,
        ratios);
  }

  private long write(GeneratedSeries series, OrderFeed backlog, long start) {
    SplittableRandom random = new SplittableRandom(1);
    long orders = plan.orders(series.count());
    // An hour less, which leaves the last one of whole days open.
    long span = (plan.hours(series.count()) - 1) * HOUR;
    for (long i = 0; i < orders; i++) {
      SeriesKey key = series.key(random.nextInt(series.count()));
      backlog.send(key, 1 + random.nextInt(3), start + 60_000 + i * (span - 120_000) / orders);
    }
    for (SeriesKey key : last(series)) {
      backlog.send(key, LARGE, start + span);
    }
    backlog.flush();
    return start + span;
  }

  /** From the moment that the orders are visible until the forecasts that the last ones move. */
  private static double workOff(
      BenchServers servers, GeneratedSeries series, OrderFeed backlog, long lastMoment)
      throws Exception {
    try (ServedGenerations served = new ServedGenerations(servers.targets().redis())) {
      Stopwatch watch = new Stopwatch();
      backlog.show();
      served.await(last(series), lastMoment);
      return backlog.sent() / watch.seconds();
    }
  }

  /** Series whose orders are the last in every partition and for every subtask. */
  private static List<SeriesKey> last(GeneratedSeries series) {
    return IntStream.range(0, LAST_SERIES)
        .mapToObj(i -> series.key(i * (series.count() / LAST_SERIES)))
        .toList();
  }

  private void state(String name, JsonNode checkpoint, long series) {
    double bytes = checkpoint.path("state_size").asDouble();
    figure("state_of_a_series_" + name, "bytes", bytes / series);
    figure("checkpoint_full_" + name, "mb", bytes / 1e6);
    figure(
        "checkpoint_written_" + name, "mb", checkpoint.path("checkpointed_size").asDouble() / 1e6);
    figure("checkpoint_" + name, "s", checkpoint.path("end_to_end_duration").asDouble() / MILLIS);
  }

  private double restoreSeconds(BenchServers servers, JsonNode checkpoint) throws Exception {
    notes.accept("restoring");
    Path folder = Path.of(URI.create(checkpoint.path("external_path").asText()));
    Stopwatch watch = new Stopwatch();
    try (ContinuousRun restored = ContinuousRun.submit(servers, Optional.of(folder))) {
      double seconds = watch.seconds();
      JsonNode unused = restored.rest().nextCheckpoint();
      return seconds;
    }
  }

  private Measured figure(String name, String unit, double value) {
    Measured figure = new Measured(name, unit, new double[] {value});
    figures.add(figure);
    return figure;
  }

  private static String name(int series) {
    return series >= 1_000 ? series / 1_000 + "k" : Integer.toString(series);
  }
}
