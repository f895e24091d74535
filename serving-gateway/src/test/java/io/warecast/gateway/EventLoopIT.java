package io.warecast.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.warecast.gateway.GatewayFixture.Answer;
import io.warecast.gateway.audit.AuditConfig;
import io.warecast.gateway.limit.LimitConfig;
import io.warecast.gateway.metrics.ManagementConfig;
import io.warecast.gateway.security.Role;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.apache.logging.log4j.core.config.Configurator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.blockhound.BlockHound;
import reactor.blockhound.BlockingMethod;

/** No event loop waits for anything, whatever it is asked: BlockHound looks on. */
class EventLoopIT {

  private static final String ADMIN = GatewayFixture.tokenOf("ada", Role.ADMIN, "*");
  private static final int ROUNDS = 3;
  private static final int FRAMES = 25;

  /** Where an event loop has waited. */
  private static final Queue<String> waits = new ConcurrentLinkedQueue<>();

  @TempDir private static Path folder;
  private static GatewayFixture gateway;

  @BeforeAll
  static void start() {
    // before the gateway, whose first calls load classes and open connections
    BlockHound.builder()
        .loadIntegrations()
        .nonBlockingThreadPredicate(
            usual -> thread -> thread.getName().startsWith("vert.x-eventloop"))
        .blockingMethodCallback(EventLoopIT::note)
        // of the log: another thread may be putting a line into it, which takes no time
        .allowBlockingCallsInside("java.util.concurrent.ArrayBlockingQueue", "offer")
        .install();
    SharedWorld world = SharedWorld.get();
    gateway =
        GatewayFixture.start(
            world.config(
                GuardConfig.STANDARD
                    .withLimits(LimitConfig.STANDARD.withRequestsPerMinute(1_000_000))
                    .withManagement(ManagementConfig.ofPort(0))
                    .withAudit(
                        AuditConfig.of(folder.resolve("spool"), world.kafka().bootstrap()))));
  }

  @AfterAll
  static void stop() {
    gateway.close();
  }

  private static void note(BlockingMethod method) {
    waits.add(
        method
            + Arrays.stream(new Throwable().getStackTrace())
                .skip(2)
                .limit(FRAMES)
                .map(frame -> "\n    at " + frame)
                .collect(Collectors.joining()));
  }

  @BeforeEach
  void forget() {
    waits.clear();
  }

  @Test
  void waitsForNothingWhateverIsAsked() throws Exception {
    List<ApiOperation> operations = ApiOperation.of(gateway.get("/openapi.json").json());
    for (int round = 0; round < ROUNDS; round++) {
      for (ApiOperation operation : operations) {
        if (operation.id().equals("streamForecasts")) {
          readStream(operation);
          continue;
        }
        Answer answer = gateway.send(operation.request(gateway, ADMIN));
        assertThat(answer.status()).as(operation + ": " + answer.response().body()).isEqualTo(200);
        gateway.send(operation.request(gateway, ""));
        gateway.send(operation.request(gateway, "no.token.atall"));
        gateway.send(operation.request(gateway, ADMIN, operation.target(false), "{"));
      }
      gateway.get("/");
      gateway.get("/no/such/path");
      assertThat(gateway.metrics()).contains("jvm_memory_used_bytes");
    }

    assertThat(waits).isEmpty();
  }

  /** With the log of a gateway in production, which has more to tell then. */
  @Test
  void waitsForNothingWhileStoresGoAndComeBack() throws Exception {
    String past = "/api/v1/actuals?warehouse_id=hamburg&from=2026-03-01&to=2026-03-02";
    String unseen = "{\"warehouse_id\": \"hamburg\", \"item_id\": \"nowhere\"}";
    Configurator.reconfigure(EventLoopIT.class.getResource("/log4j2-gateway.properties").toURI());
    try (ChaosWorld world =
        new ChaosWorld(SharedWorld.get().kafka(), folder.resolve("chaos"), false)) {
      world.awaitSource(ChaosWorld.SEEN, "cache");
      waits.clear(); // until here it was starting

      world.redis.stopServer();
      world.awaitSource(ChaosWorld.SEEN, "last-known");
      world.awaitSource(ChaosWorld.STORED, "postgres");
      world.postgres.stopServer();
      for (int i = 0; i < 10; i++) {
        assertThat(world.gateway.post(unseen).status()).isEqualTo(503);
        assertThat(world.gateway.read(past).status()).isEqualTo(503);
      }
      world.redis.startServer();
      world.postgres.startServer();
      world.redis.store(Forecasts.of("hamburg", "seen"));
      world.awaitSource(ChaosWorld.SEEN, "cache");

      assertThat(waits).isEmpty();
    } finally {
      Configurator.reconfigure();
    }
  }

  private static void readStream(ApiOperation operation) throws Exception {
    try (InputStream events =
        HttpClient.newHttpClient()
            .send(operation.request(gateway, ADMIN).build(), BodyHandlers.ofInputStream())
            .body()) {
      assertThat(events.readNBytes(100)).hasSize(100);
    }
  }

  /** Without this the other test could not fail. */
  @Test
  void wouldBeCaughtWaiting() throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "text");
    assertCaught("sleep", () -> sleep(1));
    assertCaught("readBytes", () -> read(file));
    assertCaught("park", () -> park(1_000));
  }

  private static boolean sleep(int millis) throws InterruptedException {
    Thread.sleep(millis);
    return true;
  }

  private static int read(Path file) throws Exception {
    try (InputStream input = new java.io.FileInputStream(file.toFile())) {
      return input.readAllBytes().length;
    }
  }

  private static boolean park(int nanos) {
    LockSupport.parkNanos(nanos);
    return true;
  }

  private static void assertCaught(String method, Callable<?> handler) throws Exception {
    waits.clear();
    Vertx vertx = Vertx.vertx();
    try {
      int port =
          RedisFixture.await(
                  vertx
                      .createHttpServer()
                      .requestHandler(
                          request -> {
                            try {
                              request.response().end(String.valueOf(handler.call()));
                            } catch (Exception e) {
                              throw new AssertionError(e);
                            }
                          })
                      .listen(0, "127.0.0.1"))
              .actualPort();
      HttpClient.newHttpClient()
          .send(
              java.net.http.HttpRequest.newBuilder(
                      java.net.URI.create("http://127.0.0.1:" + port + "/"))
                  .build(),
              BodyHandlers.discarding());
      assertThat(waits).anyMatch(wait -> wait.contains(method) && wait.contains("EventLoopIT"));
    } finally {
      RedisFixture.await(vertx.close());
    }
  }
}
