package io.warecast.local.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.warecast.domain.ActionableException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PortsTest {

  @TempDir private Path folder;
  private Home home;

  @BeforeEach
  void create() {
    home = new Home(folder);
    home.create();
  }

  @Test
  void prefersTheOptionToTheEnvironmentAndThatToTheFile() throws IOException {
    int option = free();
    int variable = free();
    int file = free();
    Files.writeString(home.settings(), "redis.port=" + file);
    Map<String, String> environment = Map.of("WARECAST_REDIS_PORT", Integer.toString(variable));

    assertThat(new Ports(home, Map.of(Port.REDIS, option), environment).take(Port.REDIS))
        .isEqualTo(option);
    assertThat(new Ports(home, Map.of(), environment).take(Port.REDIS)).isEqualTo(variable);
    assertThat(new Ports(home, Map.of(), Map.of()).take(Port.REDIS)).isEqualTo(file);
  }

  @Test
  void takesThePortsOfTheLastStartAgainWhileTheyAreFree() throws IOException {
    Map<String, String> anyPort = Map.of("WARECAST_FLINK_PORT", "0");
    int last = new Ports(home, Map.of(), anyPort).take(Port.FLINK);
    assertThat(new Ports(home, Map.of(), anyPort).take(Port.FLINK)).isEqualTo(last);
    try (ServerSocket other = new ServerSocket(last, 1, InetAddress.getLoopbackAddress())) {
      assertThat(new Ports(home, Map.of(), anyPort).take(Port.FLINK))
          .isNotEqualTo(other.getLocalPort());
    }
  }

  @Test
  void givesNoPortTwice() throws IOException {
    int port = free();
    Ports ports = new Ports(home, Map.of(Port.REDIS, port, Port.KAFKA, port), Map.of());
    ports.take(Port.REDIS);
    assertThatThrownBy(() -> ports.take(Port.KAFKA))
        .isInstanceOf(ActionableException.class)
        .hasMessageContaining("--kafka-port");
  }

  @Test
  void refusesWhatIsNoPortAndSaysWhere() {
    assertThatThrownBy(() -> new Ports(home, Map.of(), Map.of("WARECAST_KAFKA_PORT", "many")))
        .isInstanceOf(ActionableException.class)
        .hasMessage(
            "WARECAST_KAFKA_PORT is 'many', which is no port; give a number from 0 (any free port) to 65535.");
    assertThatThrownBy(() -> new Ports(home, Map.of(Port.KAFKA, 70_000), Map.of()))
        .isInstanceOf(ActionableException.class)
        .hasMessageContaining("--kafka-port is '70000'");
  }

  @Test
  void refusesAnUnknownKeyAndNamesThoseThatItTakes() throws IOException {
    Files.writeString(home.settings(), "postgress.port=1");
    assertThatThrownBy(() -> new Ports(home, Map.of(), Map.of()))
        .isInstanceOf(ActionableException.class)
        .hasMessageContaining("postgress.port")
        .hasMessageContaining("kafka-controller.port");
  }

  private static int free() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
