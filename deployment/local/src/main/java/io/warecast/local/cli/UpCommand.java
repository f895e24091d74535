package io.warecast.local.cli;

import io.warecast.domain.ActionableException;
import io.warecast.local.flink.ClusterProcesses;
import io.warecast.local.flink.ContinuousJob;
import io.warecast.local.flink.FlinkMode;
import io.warecast.local.flink.LocalFlink;
import io.warecast.local.replay.OrderReplay;
import io.warecast.local.replay.ReplaySpeed;
import io.warecast.local.server.Home;
import io.warecast.local.server.LocalStack;
import io.warecast.local.server.Port;
import io.warecast.local.server.Ports;
import io.warecast.local.server.Service;
import io.warecast.pipeline.connector.kafka.KafkaConfig;
import io.warecast.pipeline.connector.postgres.PostgresSchema;
import io.warecast.pipeline.job.ContinuousOptions;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Starts the stack and holds it until Ctrl-C. */
@Command(
    name = "up",
    mixinStandardHelpOptions = true,
    description = {
      "Start PostgreSQL, Redis, Kafka, Flink and the HTTP gateway, on loopback only.",
      "On an empty folder it first makes sample data, trains a model and runs the daily batch.",
      "Stays in the foreground; Ctrl-C or 'warecast down' stops everything, and the next 'up' goes on with the same data."
    },
    footer = {
      "",
      "Ports: an option here, else WARECAST_POSTGRES_PORT and the like, else postgres.port=... in DIR/config.properties; else those of the last start, else free ones.",
      "",
      "Examples:",
      "  warecast up",
      "  warecast up --replay 600x",
      "  warecast up --cluster",
      "  warecast up --home /data/trial --gateway-port 9080"
    })
final class UpCommand implements Callable<Integer> {

  private final GlobalOptions global;
  @Mixin private final PortOptions portOptions = new PortOptions();

  @Mixin private final ContinuousOptions jobOptions = new ContinuousOptions();

  @Option(
      names = "--replay",
      paramLabel = "SPEED",
      converter = ReplaySpeedConverter.class,
      description =
          "Send the orders that follow the sample data, so much faster than the clock: 1x to 10000x. Without it the job waits for orders.")
  private @Nullable ReplaySpeed replay;

  @Option(
      names = "--cluster",
      description =
          "Run Flink as a cluster does: a JobManager and two TaskManagers in JVMs of their own, and jobs from the job jar.")
  private boolean cluster;

  UpCommand(GlobalOptions global) {
    this.global = global;
  }

  @Override
  public Integer call() throws Exception {
    long started = System.nanoTime();
    PrintStream out = System.out;
    Home home = global.home();
    home.create();
    Ports ports = portOptions.of(home);
    try (LocalStack stack = LocalStack.start(home, ports, out)) {
      // The gateway's audit and catalogue need it, whether or not there is anything to forecast.
      PostgresSchema.migrate(DailyCommand.targets(stack).postgres());
      LocalFlink flink = stack.stopFirst(startFlink(stack, ports.take(Port.FLINK)));
      FirstRun.inEmptyLake(stack, flink, out);
      OrderReplay orders = replay == null ? null : stack.stopFirst(replayOf(stack, replay));
      startJob(stack, flink, out);
      LocalGateway gateway =
          stack.stopFirst(
              LocalGateway.start(stack, ports.take(Port.GATEWAY), ports.take(Port.METRICS)));
      stack.announce(Service.GATEWAY, gateway.port(), gateway.url());
      stack.announce(Service.METRICS, gateway.metricsPort(), gateway.metricsUrl());
      out.printf(Locale.ROOT, "Ready after %.0f s.%n%n", (System.nanoTime() - started) / 1e9);
      Welcome.print(stack, flink, gateway, out);
      if (orders != null) {
        BackgroundReplay.start(orders, out);
      }
      // Until Ctrl-C or TERM, upon which the stack stops itself in order.
      Thread.currentThread().join();
    }
    return 0;
  }

  /** Without a usable lake and model there is nothing to forecast from; all else runs on. */
  private void startJob(LocalStack stack, LocalFlink flink, PrintStream out) throws Exception {
    try {
      ContinuousJob job =
          ContinuousJob.submit(
              flink,
              stack.home(),
              DailyCommand.targets(stack),
              KafkaConfig.of(stack.kafkaBootstrap(), "", "warecast", List.of()),
              jobOptions);
      out.printf(
          "The continuous job runs, %s.%n",
          job.isContinued() ? "from its last checkpoint" : "from the lake's history");
    } catch (ActionableException e) {
      out.printf(
          "The continuous job does not run: %s%nMend that, and start 'up' again.%n",
          e.getMessage());
    }
  }

  private static OrderReplay replayOf(LocalStack stack, ReplaySpeed speed) {
    return OrderReplay.in(stack.home(), stack.kafkaBootstrap(), speed, 0);
  }

  private LocalFlink startFlink(LocalStack stack, int port) {
    if (cluster) {
      ClusterProcesses processes =
          ClusterProcesses.in(stack.home(), port, part -> stack.announce(Service.FLINK, part));
      return LocalFlink.on(stack.stopFirst(processes).start());
    }
    LocalFlink flink = LocalFlink.start(stack.home(), FlinkMode.STREAMING, port);
    stack.announce(Service.FLINK, flink.port(), flink.webUrl());
    return flink;
  }
}
