package io.warecast.pipeline.connector.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.warecast.domain.ActionableException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PatientWriterTest {

  private final ManualClock clock = new ManualClock();
  private final ManualTask task = new ManualTask();
  private final Server server = new Server();

  @Test
  void writesWhenABatchIsFullAfterAMomentAndWithACheckpoint() throws Exception {
    PatientWriter<Version> writer = writer(Duration.ofSeconds(30));
    writer.write(new Version("a", 1), null);
    assertThat(server.rows).isEmpty();
    writer.write(new Version("b", 1), null);
    task.runNext();
    assertThat(server.rows).containsOnlyKeys("a", "b");

    writer.write(new Version("c", 1), null);
    clock.fire();
    task.runNext();
    assertThat(server.rows).containsKey("c");
    assertThat(clock.timers()).isZero();

    writer.write(new Version("d", 1), null);
    writer.flush(false);
    assertThat(server.rows).containsKey("d");
  }

  @Test
  void sendsTheNewestOfAKeyOnly() throws Exception {
    PatientWriter<Version> writer = writer(Duration.ofSeconds(30));
    for (int number : new int[] {2, 3, 1}) {
      writer.write(new Version("a", number), null);
    }
    writer.flush(false);
    assertThat(server.sent).containsExactly(new Version("a", 3));
  }

  @Test
  void keepsTheNewestWhileTheServerIsAway() throws Exception {
    PatientWriter<Version> writer = writer(Duration.ofSeconds(30));
    server.away = true;
    for (int number = 0; number < 10; number++) {
      for (String key : List.of("a", "b", "c")) {
        writer.write(new Version(key, number), null);
      }
      clock.fire();
    }
    // Otherwise the batch under way might still be taken.
    await().until(() -> server.refused.get() == 1);
    server.away = false;
    writer.flush(false);
    assertThat(server.rows).isEqualTo(Map.of("a", 9, "b", 9, "c", 9));
    assertThat(server.sent).hasSize(3);
    writer.write(new Version("a", 10), null);
    writer.write(new Version("b", 10), null);
    writer.flush(false);
    assertThat(server.rows).containsEntry("a", 10).containsEntry("b", 10);
  }

  @Test
  void failsWhenPatienceIsAtItsEndAndClosesInPeace() throws Exception {
    PatientWriter<Version> writer = writer(Duration.ofMillis(120));
    server.away = true;
    writer.write(new Version("a", 1), null);
    assertThatThrownBy(() -> writer.flush(false))
        .isInstanceOf(ActionableException.class)
        .hasMessage("away");
    assertThat(server.refused).hasValueGreaterThan(1);
    writer.close();
    writer.close();
    assertThat(clock.timers()).isZero();
    assertThat(server.rows).isEmpty();
    assertThat(server.disconnected).isTrue();
  }

  @Test
  void failsAtOnceWithoutPatience() throws Exception {
    PatientWriter<Version> writer = writer(Duration.ZERO);
    server.away = true;
    writer.write(new Version("a", 1), null);
    writer.write(new Version("b", 1), null);
    assertThatThrownBy(task::runNext).isInstanceOf(ActionableException.class);
    assertThat(server.refused).hasValue(1);
  }

  @Test
  void takesRecordsWhileABatchIsUnderWayAndSendsTheirNewestAfterIt() throws Exception {
    PatientWriter<Version> writer = writer(Duration.ofSeconds(30));
    server.answers.acquire();
    writer.write(new Version("a", 1), null);
    writer.write(new Version("b", 1), null);
    for (int number = 2; number < 100; number++) {
      writer.write(new Version("a", number), null);
    }
    assertThat(server.rows).as("the server has not answered").isEmpty();
    server.answers.release();
    writer.flush(false);
    assertThat(server.sent)
        .containsExactly(new Version("a", 1), new Version("b", 1), new Version("a", 99));
  }

  @Test
  void whatFailedDoesNotReplaceWhatHasComeSince() throws Exception {
    PatientWriter<Version> writer = writer(Duration.ofSeconds(30));
    server.away = true;
    server.answers.acquire();
    writer.write(new Version("a", 1), null);
    writer.write(new Version("b", 1), null);
    writer.write(new Version("a", 2), null);
    server.answers.release();
    task.runNext();
    server.away = false;
    writer.flush(false);
    assertThat(server.sent).containsExactly(new Version("a", 2), new Version("b", 1));
  }

  @Test
  void anErrorThatNoWaitingMendsFailsTheTask() throws Exception {
    PatientWriter<Version> writer = writer(Duration.ofSeconds(30));
    server.broken = true;
    writer.write(new Version("a", 1), null);
    writer.write(new Version("b", 1), null);
    assertThatThrownBy(task::runNext).hasMessageContaining("broken");
  }

  private PatientWriter<Version> writer(Duration patience) {
    return new PatientWriter<>(
        server, new DeliverySettings(2, Duration.ofMillis(5), patience), clock, task);
  }

  private record Version(String key, int number) {}

  private static final class Server implements Delivery<Version> {
    final Map<String, Integer> rows = new ConcurrentSkipListMap<>();
    final List<Version> sent = new CopyOnWriteArrayList<>();

    /** None while it is to keep others waiting. */
    final Semaphore answers = new Semaphore(1);

    volatile boolean away;
    volatile boolean broken;
    volatile boolean disconnected;
    final AtomicInteger refused = new AtomicInteger();

    @Override
    public Object key(Version version) {
      return version.key();
    }

    @Override
    public boolean replaces(Version version, Version earlier) {
      return version.number() >= earlier.number();
    }

    @Override
    public void send(List<Version> versions) {
      answers.acquireUninterruptibly();
      answers.release();
      if (broken) {
        throw new IllegalStateException("broken");
      }
      if (away) {
        refused.incrementAndGet();
        throw new ActionableException("away");
      }
      sent.addAll(versions);
      versions.forEach(version -> rows.put(version.key(), version.number()));
    }

    @Override
    public void disconnect() {
      disconnected = true;
    }
  }
}
