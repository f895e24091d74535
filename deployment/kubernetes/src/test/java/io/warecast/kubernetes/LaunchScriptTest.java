package io.warecast.kubernetes;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher of the daily batch against an API server and a JobManager that are played here. */
class LaunchScriptTest {

  private static final String DEPLOYMENT =
      "/apis/flink.apache.org/v1beta1/namespaces/retail/flinkdeployments";

  @TempDir private Path folder;
  private HttpServer server;
  private final BlockingQueue<String> calls = new LinkedBlockingQueue<>();
  private final BlockingQueue<String> states = new LinkedBlockingQueue<>();
  private final CountDownLatch polled = new CountDownLatch(1);
  private volatile String existing = "";
  private volatile String created = "";

  @BeforeEach
  void start() throws IOException {
    Files.writeString(folder.resolve("token"), "the-token");
    Files.writeString(folder.resolve("ca.crt"), "");
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(DEPLOYMENT, this::kubernetes);
    server.createContext("/applications/overview", this::jobManager);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void waitsForTheMainThatPublishesAndDeletesWhatItCreated() throws Exception {
    states.addAll(List.of("RUNNING", "RUNNING", "FINISHED"));
    assertThat(run("jobs:1").waitFor()).isZero();
    JsonNode sent = Manifest.parse(created).get(0);
    assertThat(sent.at("/metadata/name").asText()).isEqualTo("warecast-daily");
    assertThat(sent.at("/metadata/ownerReferences/0/name").asText()).isEqualTo("pod-7");
    assertThat(sent.at("/metadata/ownerReferences/0/uid").asText()).isEqualTo("uid-7");
    assertThat(sent.at("/spec/image").asText()).isEqualTo("jobs:1");
    assertThat(created).doesNotContain("${NAME}", "${IMAGE}", "${POD_NAME}", "${POD_UID}");
    assertThat(states).isEmpty();
    assertThat(existing).isEmpty();
    assertThat(calls).containsSubsequence("POST", "DELETE");
  }

  @Test
  void failsWhenTheRunFailsAndStillCleansUp() throws Exception {
    states.add("FAILED");
    assertThat(run("jobs:1").waitFor()).isEqualTo(1);
    assertThat(said()).contains("The run has failed");
    assertThat(existing).isEmpty();
  }

  @Test
  void deletesFirstWhatAKilledLauncherLeft() throws Exception {
    existing = "{}";
    states.add("FINISHED");
    assertThat(run("jobs:1").waitFor()).isZero();
    assertThat(said()).contains("An earlier run was left over");
    assertThat(calls).containsSubsequence("DELETE", "POST", "DELETE");
  }

  @Test
  void saysWhatTheOperatorSaysWhenTheJobManagerNeverComes() throws Exception {
    assertThat(run("jobs:1").waitFor()).isEqualTo(1);
    assertThat(said()).contains("operator: image not found", "has not answered");
    assertThat(existing).isEmpty();
  }

  @Test
  void cleansUpAtTheDeadline() throws Exception {
    for (int i = 0; i < 60; i++) {
      states.add("RUNNING");
    }
    Process launcher = run("jobs:1");
    assertThat(polled.await(30, TimeUnit.SECONDS)).isTrue();
    launcher.destroy();
    assertThat(launcher.waitFor()).isEqualTo(143);
    assertThat(existing).isEmpty();
  }

  private Process run(String image) throws IOException {
    ProcessBuilder launcher =
        new ProcessBuilder("bash", Manifest.DAILY.resolveSibling("launch.sh").toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("said").toFile());
    String url = "http://127.0.0.1:" + server.getAddress().getPort();
    launcher.environment().put("API", url);
    launcher.environment().put("REST", url);
    launcher.environment().put("ACCOUNT", folder.toString());
    launcher.environment().put("TEMPLATE", Manifest.DAILY.toString());
    launcher.environment().put("POLL_SECONDS", "1");
    launcher.environment().put("LOST_POLLS", "2");
    launcher.environment().put("NAMESPACE", "retail");
    launcher.environment().put("NAME", "warecast-daily");
    launcher.environment().put("IMAGE", image);
    launcher.environment().put("POD_NAME", "pod-7");
    launcher.environment().put("POD_UID", "uid-7");
    return launcher.start();
  }

  private String said() throws IOException {
    return Files.readString(folder.resolve("said"));
  }

  private void kubernetes(HttpExchange call) throws IOException {
    String method = call.getRequestMethod();
    calls.add(method);
    String authorization = call.getRequestHeaders().getFirst("Authorization");
    if (!"Bearer the-token".equals(authorization)) {
      answer(call, 401, "");
      return;
    }
    switch (method) {
      case "POST" -> {
        created = new String(call.getRequestBody().readAllBytes(), UTF_8);
        existing = "{\"status\":{\"error\":\"image not found\"}}";
        answer(call, 201, existing);
      }
      case "DELETE" -> {
        existing = "";
        answer(call, 200, "{}");
      }
      default -> answer(call, existing.isEmpty() ? 404 : 200, existing);
    }
  }

  private void jobManager(HttpExchange call) throws IOException {
    polled.countDown();
    String state = states.poll();
    if (state == null) {
      answer(call, 503, "");
    } else {
      answer(
          call,
          200,
          "{\"applications\":[{\"id\":\"1\",\"name\":\"daily\",\"status\":\"%s\",\"jobs\":{\"FINISHED\":1}}]}"
              .formatted(state));
    }
  }

  private static void answer(HttpExchange call, int code, String body) throws IOException {
    byte[] bytes = body.getBytes(UTF_8);
    call.sendResponseHeaders(code, bytes.length == 0 ? -1 : bytes.length);
    call.getResponseBody().write(bytes);
    call.close();
  }
}
