package io.warecast.local.cli;

import io.warecast.local.flink.LocalFlink;
import io.warecast.local.sample.SamplePlan;
import io.warecast.local.server.LocalStack;
import io.warecast.local.terminal.Progress;
import io.warecast.pipeline.job.DailyOptions;
import io.warecast.pipeline.job.TrainingOptions;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine;

/** What {@code up} does in an empty home, so that there is something to see: a list of steps. */
final class FirstRun {

  /** The steps in their order. */
  private static final List<Step> STEPS =
      List.of(
          new Step("make sample data", FirstRun::generate),
          new Step(
              "train a model",
              (stack, flink) ->
                  TrainCommand.run(
                      stack,
                      flink,
                      options(new TrainingOptions(), "--rows", "200000"),
                      System.out)),
          new Step(
              "forecast every series",
              (stack, flink) ->
                  DailyCommand.run(stack, flink, options(new DailyOptions()), System.out)));

  private FirstRun() {}

  /** Runs the steps when the lake is empty, or when they were begun in it and not ended. */
  static void inEmptyLake(LocalStack stack, LocalFlink flink, PrintStream out) throws Exception {
    Path begun = stack.home().root().resolve("first-run");
    if (!isEmpty(stack.home().lake()) && !Files.exists(begun)) {
      return;
    }
    Files.writeString(begun, "begun");
    int number = 0;
    for (Step step : STEPS) {
      number++;
      out.printf("First run, step %d of %d: %s%n", number, STEPS.size(), step.title());
      out.flush();
      step.work().run(stack, flink);
    }
    Files.delete(begun);
  }

  private static void generate(LocalStack stack, LocalFlink flink) {
    SampleLake.write(
        SamplePlan.standard(Instant.now()),
        SampleLake.ORDER_DAYS,
        stack.lakeUri().toString(),
        !Boolean.getBoolean(Progress.TERMINAL_PROPERTY));
  }

  private static <T> T options(T options, String... arguments) {
    return CommandLine.populateCommand(options, arguments);
  }

  private static boolean isEmpty(Path lake) {
    try (Stream<Path> entries = Files.list(lake)) {
      return entries.findAny().isEmpty();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + lake, e);
    }
  }

  /** One step, with the words that announce it. */
  record Step(String title, Work work) {}

  /** The work of a step on a running stack. */
  @FunctionalInterface
  interface Work {
    void run(LocalStack stack, LocalFlink flink) throws Exception;
  }
}
