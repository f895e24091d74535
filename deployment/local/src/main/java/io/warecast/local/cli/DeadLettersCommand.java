package io.warecast.local.cli;

import io.warecast.domain.KafkaTopic;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Prints records that the continuous job refused. */
@Command(
    name = "dead-letters",
    mixinStandardHelpOptions = true,
    showDefaultValues = true,
    description = "Print the records that the running job refused: when, where from, why.",
    footer = {
      "",
      "Examples:",
      "  warecast dead-letters               the newest 20",
      "  warecast dead-letters --follow      and those to come, until Ctrl-C"
    })
final class DeadLettersCommand implements Callable<Integer> {

  private final GlobalOptions global;
  @Spec private @Nullable CommandSpec spec;

  @Option(names = "--follow", description = "Go on with those to come, until Ctrl-C.")
  private boolean follow;

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "20",
      description = "How many of those that there are; the newest.")
  private int limit = 20;

  DeadLettersCommand(GlobalOptions global) {
    this.global = global;
  }

  @Override
  public Integer call() {
    if (limit < 0) {
      throw new ParameterException(
          java.util.Objects.requireNonNull(spec).commandLine(),
          "--limit is %d, expected 0 or more.".formatted(limit));
    }
    new TopicTail(KafkaTopic.DEAD_LETTERS, "dead letters", DeadLetterLine::of)
        .print(RunningStack.of(global).kafkaBootstrap(), limit, follow, System.out);
    return 0;
  }
}
