package io.warecast.pipeline.job;

import io.warecast.pipeline.connector.kafka.KafkaConfig;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Runs the continuous job on whatever Flink this runs in. */
@Command(
    name = "continuous-forecast",
    description = "Keeps the forecasts of every series current while orders come in.")
public final class ContinuousForecastMain implements Callable<Void> {

  @Mixin private ServerOptions servers = new ServerOptions();
  @Mixin private ContinuousOptions options = new ContinuousOptions();

  @Option(
      names = "--kafka",
      required = true,
      defaultValue = "${env:WARECAST_KAFKA}",
      paramLabel = "HOST:PORT,...",
      description = "Bootstrap servers. Default: $WARECAST_KAFKA.")
  private String kafka = "";

  @Option(
      names = "--topic-prefix",
      paramLabel = "PREFIX",
      defaultValue = "",
      description = "Before the name of every topic. Default: none.")
  private String topicPrefix = "";

  @Option(
      names = "--group",
      paramLabel = "NAME",
      defaultValue = "warecast",
      description =
          "Consumer group; two installations on one Kafka cluster need different ones. Default: ${DEFAULT-VALUE}.")
  private String group = "warecast";

  @Option(
      names = "--kafka-property",
      paramLabel = "KEY=VALUE",
      description = "A further setting of Kafka's clients, such as security.protocol=SSL.")
  private List<String> kafkaProperties = List.of();

  private ContinuousForecastMain() {}

  /** Submits the job with the options that the class's fields describe. */
  public static void main(String[] arguments) throws Exception {
    JobCommandLine.run(new ContinuousForecastMain(), arguments);
  }

  @Override
  public Void call() throws Exception {
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
    KafkaConfig config = KafkaConfig.of(kafka, topicPrefix, group, kafkaProperties);
    ContinuousForecastJob.build(env, servers.targets(), config, options);
    env.execute("continuous forecast");
    return null;
  }
}
