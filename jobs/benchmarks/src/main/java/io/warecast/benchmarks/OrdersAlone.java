package io.warecast.benchmarks;

import io.warecast.pipeline.connector.kafka.KafkaSources;
import io.warecast.pipeline.job.OrderRecords;
import io.warecast.pipeline.operator.intake.IncomingOrder;
import io.warecast.pipeline.operator.intake.OrderCheck;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.FilterFunction;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;

/** The limit of any job on orders: reading, validating and forgetting them. */
final class OrdersAlone {

  /** The job runs in this process and counts here. */
  private static final LongAdder SEEN = new LongAdder();

  private OrdersAlone() {}

  /** Orders a second, from the first seen to the last. */
  static double rate(BenchServers servers, Set<String> warehouses, long from, long orders)
      throws Exception {
    SEEN.reset();
    StreamExecutionEnvironment env = servers.flink().apply(Optional.empty());
    env.fromSource(
            KafkaSources.orders(
                servers.kafka(), new OrderRecords(new OrderCheck(warehouses)), from),
            WatermarkStrategy.noWatermarks(),
            "orders")
        .filter(new Counting())
        .sinkTo(new DiscardingSink<>());
    JobClient client = env.executeAsync("orders alone");
    try {
      Waiting.until("the first order is read", 1, () -> SEEN.sum() > 0);
      long early = SEEN.sum();
      Stopwatch watch = new Stopwatch();
      Waiting.until("all orders are read", 1, () -> SEEN.sum() >= orders);
      return (orders - early) / watch.seconds();
    } finally {
      client.cancel().get();
    }
  }

  private static final class Counting implements FilterFunction<IncomingOrder> {

    private static final long serialVersionUID = 1L;

    @Override
    public boolean filter(IncomingOrder order) {
      SEEN.increment();
      return true;
    }
  }
}
