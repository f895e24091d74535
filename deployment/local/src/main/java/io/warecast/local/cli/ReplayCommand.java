package io.warecast.local.cli;

import io.warecast.local.replay.OrderReplay;
import io.warecast.local.replay.ReplayEnd;
import io.warecast.local.replay.ReplaySpeed;
import io.warecast.local.server.LocalStack;
import java.io.PrintStream;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Replays the sample's orders into a running stack. */
@Command(
    name = "replay",
    mixinStandardHelpOptions = true,
    showDefaultValues = true,
    description = {
      "Send the orders that follow the sample data to the running stack, faster than the clock, and show how far they are.",
      "Begins at the day after the data's last, or where the last replay stopped. Ctrl-C stops it."
    },
    footer = {
      "",
      "Examples:",
      "  warecast replay --speed 600x               an hour in six seconds",
      "  warecast replay --speed 10000x --days 7    a week in a minute"
    })
final class ReplayCommand implements Callable<Integer> {

  private final GlobalOptions global;
  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--speed",
      paramLabel = "SPEED",
      defaultValue = "600x",
      converter = ReplaySpeedConverter.class,
      description = "How much faster than the clock: 1x to 10000x.")
  private ReplaySpeed speed = new ReplaySpeed(600);

  @Option(
      names = "--days",
      paramLabel = "N",
      defaultValue = "0",
      description = "Stop after N days of orders; 0 is all that there are.")
  private int days;

  ReplayCommand(GlobalOptions global) {
    this.global = global;
  }

  @Override
  public Integer call() {
    if (days < 0) {
      throw new ParameterException(
          java.util.Objects.requireNonNull(spec).commandLine(),
          "--days is %d, expected 0 or more.".formatted(days));
    }
    LocalStack stack = RunningStack.of(global);
    try (OrderReplay replay = OrderReplay.in(global.home(), stack.kafkaBootstrap(), speed, days)) {
      Thread atCtrlC = new Thread(replay::close, "stop-replay");
      Runtime.getRuntime().addShutdownHook(atCtrlC);
      ReplayEnd end;
      try (ReplayProgress progress = new ReplayProgress(speed)) {
        end = replay.run(progress);
      }
      say(replay, end, System.out);
    }
    return 0;
  }

  /** Says why a replay ended and what comes next. */
  static void say(OrderReplay replay, ReplayEnd end, PrintStream out) {
    switch (end) {
      case SAMPLE_ENDS ->
          out.printf(
              "The replay has come to the sample's last day, %s: prices and calendars are not known further. 'warecast generate' makes data up to yesterday, from where a replay begins anew.%n",
              replay.lastDay());
      case DAYS_DONE -> out.println("The next replay goes on from here.");
      case STOPPED -> out.println("Stopped; the next replay goes on from here.");
    }
  }
}
