package io.warecast.local.cli;

import io.warecast.domain.KafkaTopic;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Prints what there is in a topic, the newest of it, and what comes.
 *
 * @param what its records are called, for people: {@code dead letters}
 * @param line of a record
 */
record TopicTail(KafkaTopic topic, String what, Function<byte[], String> line) {

  private static final Duration POLL = Duration.ofMillis(500);

  /**
   * Prints.
   *
   * @param limit records of those that there are
   * @param isFollowed whether those to come are printed, too: does not return then
   */
  void print(String bootstrap, int limit, boolean isFollowed, PrintStream out) {
    try (TopicReader reader = TopicReader.fromBeginning(bootstrap, topic)) {
      printPast(reader, limit, out);
      while (isFollowed) {
        reader.poll(POLL).forEach(record -> print(record, out));
      }
    }
  }

  private void printPast(TopicReader reader, int limit, PrintStream out) {
    Deque<ConsumerRecord<byte[], byte[]>> newest = new ArrayDeque<>();
    long all = 0;
    while (!reader.isPastOpening()) {
      for (ConsumerRecord<byte[], byte[]> record : reader.poll(POLL)) {
        all++;
        newest.add(record);
        if (newest.size() > limit) {
          newest.remove();
        }
      }
    }
    if (all == 0) {
      out.printf("There are no %s.%n", what);
    } else if (all > newest.size()) {
      out.printf("The newest %,d of %,d %s:%n", newest.size(), all, what);
    }
    newest.stream()
        .sorted(Comparator.comparingLong(ConsumerRecord::timestamp))
        .forEach(record -> print(record, out));
  }

  private void print(ConsumerRecord<byte[], byte[]> record, PrintStream out) {
    out.println(line.apply(record.value()));
    out.flush();
  }
}
