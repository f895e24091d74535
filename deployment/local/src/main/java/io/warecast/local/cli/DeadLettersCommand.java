package io.warecast.local.cli;

import io.warecast.domain.KafkaTopic;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.consumer.ConsumerRecord;
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

  private static final Duration POLL = Duration.ofMillis(500);

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
    try (TopicReader reader =
        TopicReader.fromBeginning(
            RunningStack.of(global).kafkaBootstrap(), KafkaTopic.DEAD_LETTERS)) {
      printPast(reader, System.out);
      while (follow) {
        reader.poll(POLL).forEach(letter -> print(letter, System.out));
      }
    }
    return 0;
  }

  private void printPast(TopicReader reader, PrintStream out) {
    Deque<ConsumerRecord<byte[], byte[]>> newest = new ArrayDeque<>();
    long all = 0;
    while (!reader.isPastOpening()) {
      for (ConsumerRecord<byte[], byte[]> letter : reader.poll(POLL)) {
        all++;
        newest.add(letter);
        if (newest.size() > limit) {
          newest.remove();
        }
      }
    }
    if (all == 0) {
      out.println("There are no dead letters.");
    } else if (all > newest.size()) {
      out.printf("The newest %,d of %,d dead letters:%n", newest.size(), all);
    }
    newest.stream()
        .sorted(Comparator.comparingLong(ConsumerRecord::timestamp))
        .forEach(letter -> print(letter, out));
  }

  private static void print(ConsumerRecord<byte[], byte[]> letter, PrintStream out) {
    out.println(DeadLetterLine.of(letter.value()));
    out.flush();
  }
}
