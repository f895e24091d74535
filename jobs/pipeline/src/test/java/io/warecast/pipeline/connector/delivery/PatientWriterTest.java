package io.warecast.pipeline.connector.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.warecast.domain.ActionableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class PatientWriterTest {

  private final ManualClock clock = new ManualClock();
  private final Server server = new Server();

  @Test
  void writesWhenABatchIsFullAfterAMomentAndWithACheckpoint() throws Exception {
    PatientWriter<Version> writer = writer(Duration.ofSeconds(30));
    writer.write(new Version("a", 1), null);
    assertThat(server.rows).isEmpty();
    writer.write(new Version("b", 1), null);
    assertThat(server.rows).containsOnlyKeys("a", "b");

    writer.write(new Version("c", 1), null);
    clock.fire();
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
    server.away = false;
    writer.flush(false);
    assertThat(server.rows).isEqualTo(Map.of("a", 9, "b", 9, "c", 9));
    assertThat(server.sent).hasSize(3);
    writer.write(new Version("a", 10), null);
    writer.write(new Version("b", 10), null);
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
    assertThat(server.refused).isGreaterThan(1);
    writer.close();
    assertThat(clock.timers()).isZero();
    assertThat(server.rows).isEmpty();
  }

  @Test
  void failsAtOnceWithoutPatience() throws Exception {
    PatientWriter<Version> writer = writer(Duration.ZERO);
    server.away = true;
    writer.write(new Version("a", 1), null);
    assertThatThrownBy(() -> writer.write(new Version("b", 1), null))
        .isInstanceOf(ActionableException.class);
    assertThat(server.refused).isEqualTo(1);
  }

  private PatientWriter<Version> writer(Duration patience) {
    return new PatientWriter<>(
        server, new DeliverySettings(2, Duration.ofMillis(5), patience), clock);
  }

  private record Version(String key, int number) {}

  private static final class Server implements Delivery<Version> {
    final Map<String, Integer> rows = new TreeMap<>();
    final List<Version> sent = new ArrayList<>();
    boolean away;
    int refused;

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
      if (away) {
        refused++;
        throw new ActionableException("away");
      }
      sent.addAll(versions);
      versions.forEach(version -> rows.put(version.key(), version.number()));
    }

    @Override
    public void disconnect() {}
  }
}
