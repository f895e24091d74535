package io.warecast.local.cli;

import io.warecast.benchmarks.BenchServers;
import io.warecast.local.flink.FlinkMode;
import io.warecast.local.flink.LocalFlink;
import io.warecast.local.server.Home;
import io.warecast.local.server.LocalStack;
import io.warecast.local.server.Service;
import io.warecast.pipeline.connector.kafka.KafkaConfig;
import java.util.EnumSet;
import java.util.Map;

/** All servers of the continuous job in a temporary folder, for one benchmark. */
final class BenchStack {

  private BenchStack() {}

  /** Measures on empty servers, which stop afterwards. */
  static void with(Bench bench) throws Exception {
    try (BenchFolder folder = BenchFolder.make();
        LocalStack stack =
            LocalStack.attachOrStart(
                new Home(folder.path()),
                "bench",
                EnumSet.of(Service.POSTGRES, Service.REDIS, Service.KAFKA));
        LocalFlink flink = LocalFlink.start(stack.home(), FlinkMode.STREAMING, 0)) {
      bench.measure(
          new BenchServers(
              DailyCommand.targets(stack),
              new KafkaConfig(stack.kafkaBootstrap(), "", "bench", Map.of()),
              checkpoint -> flink.environment(FlinkMode.STREAMING, checkpoint),
              flink.webUrl()));
    }
  }

  /** What is measured on them. */
  @FunctionalInterface
  interface Bench {
    void measure(BenchServers servers) throws Exception;
  }
}
