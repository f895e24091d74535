package io.warecast.benchmarks;

import io.warecast.pipeline.connector.kafka.KafkaConfig;
import io.warecast.pipeline.job.ForecastTargets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * Servers that a benchmark of the continuous job has to itself, all of them empty.
 *
 * @param flink gives an environment whose jobs run in this process, from a checkpoint if one is
 *     named
 * @param web address of Flink's REST interface
 */
public record BenchServers(
    ForecastTargets targets,
    KafkaConfig kafka,
    Function<Optional<Path>, StreamExecutionEnvironment> flink,
    String web) {

  /** The same servers, for jobs that checkpoint so often. */
  BenchServers checkpointingEvery(Duration interval) {
    return new BenchServers(
        targets,
        kafka,
        checkpoint -> {
          StreamExecutionEnvironment env = flink.apply(checkpoint);
          env.enableCheckpointing(interval.toMillis());
          return env;
        },
        web);
  }
}
