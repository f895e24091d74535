package io.warecast.gateway;

import io.warecast.domain.ActionableException;
import io.warecast.gateway.backend.BackendsConfig;
import io.warecast.gateway.backend.Limits;
import io.warecast.gateway.backend.PostgresConfig;
import io.warecast.gateway.forecast.RedisConfig;
import io.warecast.gateway.http.HttpConfig;
import io.warecast.gateway.security.TokenConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Runs a gateway until the process is told to stop. */
@Command(
    name = "warecast-gateway",
    mixinStandardHelpOptions = true,
    showDefaultValues = true,
    description = "Serves the newest forecasts over HTTP.",
    footer = {
      "",
      "Each option can also be given as the environment variable that is named in its default.",
      "The secret comes from --jwt-secret-file or from WARECAST_JWT_SECRET, never from an argument;",
      "PostgreSQL's password from WARECAST_POSTGRES_PASSWORD."
    })
public final class GatewayMain implements Callable<Integer> {

  private static final String PASSWORD_VARIABLE = "WARECAST_POSTGRES_PASSWORD";

  /** With {@code jdbc:} before it, it is what the jobs take. */
  private static final Pattern POSTGRES_URL =
      Pattern.compile("(?:jdbc:)?postgresql://([^:/@]+)(?::(\\d{1,5}))?/([A-Za-z0-9_-]+)");

  private static final String LOG_SETTINGS = "log4j2.configurationFile";
  private static final String SECRET_VARIABLE = "WARECAST_JWT_SECRET";

  @Option(
      names = "--host",
      defaultValue = "${env:WARECAST_HTTP_HOST:-" + HttpConfig.DEFAULT_HOST + "}",
      description = "Address to listen on (WARECAST_HTTP_HOST).")
  private String host = "";

  @Option(
      names = "--port",
      defaultValue = "${env:WARECAST_HTTP_PORT:-8080}",
      description = "Port to listen on, 0 for a free one (WARECAST_HTTP_PORT).")
  private int port;

  @Option(
      names = "--event-loops",
      defaultValue = "${env:WARECAST_HTTP_EVENT_LOOPS:-0}",
      description = "Threads that serve, 0 for one a processor (WARECAST_HTTP_EVENT_LOOPS).")
  private int eventLoops;

  @Option(
      names = "--max-body-bytes",
      defaultValue = "${env:WARECAST_HTTP_MAX_BODY_BYTES:-65536}",
      description = "Longest accepted body (WARECAST_HTTP_MAX_BODY_BYTES).")
  private int maxBodyBytes;

  @Option(
      names = "--request-timeout-ms",
      defaultValue = "${env:WARECAST_HTTP_REQUEST_TIMEOUT_MS:-10000}",
      description = "Longest time for a request (WARECAST_HTTP_REQUEST_TIMEOUT_MS).")
  private long requestTimeoutMs;

  @Option(
      names = "--idle-timeout-ms",
      defaultValue = "${env:WARECAST_HTTP_IDLE_TIMEOUT_MS:-60000}",
      description = "Idle connections close after this (WARECAST_HTTP_IDLE_TIMEOUT_MS).")
  private long idleTimeoutMs;

  @Option(
      names = "--drain-timeout-ms",
      defaultValue = "${env:WARECAST_HTTP_DRAIN_TIMEOUT_MS:-10000}",
      description = "Longest wait for requests at a stop (WARECAST_HTTP_DRAIN_TIMEOUT_MS).")
  private long drainTimeoutMs;

  @Option(
      names = "--redis-host",
      defaultValue = "${env:WARECAST_REDIS_HOST:-127.0.0.1}",
      description = "Host of Redis (WARECAST_REDIS_HOST).")
  private String redisHost = "";

  @Option(
      names = "--redis-port",
      defaultValue = "${env:WARECAST_REDIS_PORT:-" + RedisConfig.DEFAULT_PORT + "}",
      description = "Port of Redis (WARECAST_REDIS_PORT).")
  private int redisPort;

  @Option(
      names = "--redis-timeout-ms",
      defaultValue = "${env:WARECAST_REDIS_TIMEOUT_MS:-1000}",
      description = "Longest wait for Redis (WARECAST_REDIS_TIMEOUT_MS).")
  private long redisTimeoutMs;

  @Option(
      names = "--postgres-url",
      defaultValue = "${env:WARECAST_POSTGRES_URL:-}",
      description =
          "PostgreSQL, as postgresql://host:port/database; without it there is no past (WARECAST_POSTGRES_URL).")
  private String postgresUrl = "";

  @Option(
      names = "--postgres-user",
      defaultValue = "${env:WARECAST_POSTGRES_USER:-warecast}",
      description = "User of PostgreSQL (WARECAST_POSTGRES_USER).")
  private String postgresUser = "";

  @Option(
      names = "--postgres-timeout-ms",
      defaultValue = "${env:WARECAST_POSTGRES_TIMEOUT_MS:-2000}",
      description = "Longest wait for PostgreSQL (WARECAST_POSTGRES_TIMEOUT_MS).")
  private long postgresTimeoutMs;

  @Option(
      names = "--postgres-connections",
      defaultValue = "${env:WARECAST_POSTGRES_CONNECTIONS:-8}",
      description = "Most connections to PostgreSQL (WARECAST_POSTGRES_CONNECTIONS).")
  private int postgresConnections;

  @Option(
      names = "--kafka",
      defaultValue = "${env:WARECAST_KAFKA:-}",
      description =
          "Kafka, as host:port,...; without it nothing is forecast on demand (WARECAST_KAFKA).")
  private String kafka = "";

  @Option(
      names = "--models",
      defaultValue = "${env:WARECAST_MODELS:-}",
      description =
          "URI of the folder of all models; without it models are not served (WARECAST_MODELS).")
  private String models = "";

  @Option(
      names = "--cache-mb",
      defaultValue = "${env:WARECAST_CACHE_MB:-128}",
      description = "Most that the cache of forecasts may weigh (WARECAST_CACHE_MB).")
  private int cacheMb;

  @Option(
      names = "--warming",
      defaultValue = "${env:WARECAST_WARMING:-20000}",
      description = "Most forecasts read into the cache at the start (WARECAST_WARMING).")
  private int warming;

  @Option(
      names = "--requests-in-flight",
      defaultValue = "${env:WARECAST_REQUESTS_IN_FLIGHT:-2000}",
      description =
          "Requests under way on one event loop, above which it answers 503 (WARECAST_REQUESTS_IN_FLIGHT).")
  private int requestsInFlight;

  @Option(
      names = "--streams",
      defaultValue = "${env:WARECAST_STREAMS:-1000}",
      description = "Most open event streams (WARECAST_STREAMS).")
  private int streams;

  @Option(
      names = "--on-demand",
      defaultValue = "${env:WARECAST_ON_DEMAND:-256}",
      description = "Most forecasts that are made on demand at once (WARECAST_ON_DEMAND).")
  private int onDemand;

  @Option(
      names = "--breaker-failures",
      defaultValue = "${env:WARECAST_BREAKER_FAILURES:-5}",
      description =
          "Failures in 10 s, of the stream job in 30 s, after which it is left alone (WARECAST_BREAKER_FAILURES).")
  private int breakerFailures;

  @Option(
      names = "--breaker-reset-ms",
      defaultValue = "${env:WARECAST_BREAKER_RESET_MS:-30000}",
      description = "How long it is left alone (WARECAST_BREAKER_RESET_MS).")
  private long breakerResetMs;

  @Option(
      names = "--jwt-secret-file",
      defaultValue = "${env:WARECAST_JWT_SECRET_FILE:-}",
      description = "File whose first line is the signing secret (WARECAST_JWT_SECRET_FILE).")
  private String secretFile = "";

  @Option(
      names = "--jwt-key-set",
      defaultValue = "${env:WARECAST_JWT_KEY_SET:-}",
      description =
          "File or https address of the JWKS that RS256 and ES256 are checked with (WARECAST_JWT_KEY_SET).")
  private String keySet = "";

  @Option(
      names = "--jwt-issuer",
      defaultValue = "${env:WARECAST_JWT_ISSUER:-" + TokenConfig.DEFAULT_ISSUER + "}",
      description = "Accepted issuer of tokens (WARECAST_JWT_ISSUER).")
  private String issuer = "";

  @Option(
      names = "--jwt-audience",
      defaultValue = "${env:WARECAST_JWT_AUDIENCE:-" + TokenConfig.DEFAULT_AUDIENCE + "}",
      description = "Audience that tokens must name (WARECAST_JWT_AUDIENCE).")
  private String audience = "";

  @Mixin private final GuardOptions guards = new GuardOptions();

  private final Map<String, String> environment;

  GatewayMain(Map<String, String> environment) {
    this.environment = environment;
  }

  public static void main(String[] args) {
    if (System.getProperty(LOG_SETTINGS) == null) {
      System.setProperty(LOG_SETTINGS, "classpath:log4j2-gateway.properties");
    }
    System.exit(commandLine(System.getenv()).execute(args));
  }

  static CommandLine commandLine(Map<String, String> environment) {
    return new CommandLine(new GatewayMain(environment))
        .setExecutionExceptionHandler(GatewayMain::report);
  }

  @Override
  public Integer call() throws Exception {
    GatewayConfig config = config();
    Gateway gateway = Gateway.start(config).toCompletionStage().toCompletableFuture().get();
    CountDownLatch stopped = new CountDownLatch(1);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(gateway, stopped), "gateway-stop"));
    System.out.printf(
        "gateway listens on %s://%s:%d%n",
        config.guards().tls().isPresent() ? "https" : "http", host, gateway.port());
    stopped.await();
    return CommandLine.ExitCode.OK;
  }

  GatewayConfig config() throws IOException {
    return new GatewayConfig(
        new HttpConfig(
            host,
            port,
            eventLoops == 0 ? HttpConfig.defaultEventLoops() : eventLoops,
            maxBodyBytes,
            Duration.ofMillis(requestTimeoutMs),
            Duration.ofMillis(idleTimeoutMs),
            Duration.ofMillis(drainTimeoutMs)),
        new RedisConfig(
            redisHost,
            redisPort,
            Duration.ofMillis(redisTimeoutMs),
            Duration.ofMillis(redisTimeoutMs)),
        new TokenConfig(secret(), keySet, issuer, audience),
        guards.config(environment),
        backends());
  }

  private BackendsConfig backends() {
    return new BackendsConfig(
        postgresUrl.isEmpty() ? Optional.empty() : Optional.of(postgres()),
        Optional.of(kafka).filter(each -> !each.isEmpty()),
        Optional.of(models).filter(each -> !each.isEmpty()),
        new Limits(
            requestsInFlight,
            streams,
            onDemand,
            breakerFailures,
            Duration.ofMillis(breakerResetMs)),
        (long) cacheMb << 20,
        warming);
  }

  private PostgresConfig postgres() {
    Matcher url = POSTGRES_URL.matcher(postgresUrl);
    if (!url.matches()) {
      throw new ActionableException(
          "--postgres-url is %s; it takes postgresql://host:port/database, without user and password"
              .formatted(postgresUrl));
    }
    return new PostgresConfig(
        url.group(1),
        url.group(2) == null ? 5432 : Integer.parseInt(url.group(2)),
        url.group(3),
        postgresUser,
        environment.getOrDefault(PASSWORD_VARIABLE, ""),
        postgresConnections,
        Duration.ofMillis(postgresTimeoutMs));
  }

  private String secret() throws IOException {
    if (!secretFile.isEmpty()) {
      Path file = Path.of(secretFile);
      if (!Files.isReadable(file)) {
        throw new ActionableException(
            "--jwt-secret-file %s cannot be read; it takes a file whose first line is the secret"
                .formatted(file));
      }
      return Files.readString(file).lines().findFirst().orElse("").strip();
    }
    String secret = environment.get(SECRET_VARIABLE);
    if (secret == null && !keySet.isEmpty()) {
      return "";
    }
    if (secret == null) {
      throw new ActionableException(
          "there is no signing secret; give --jwt-secret-file FILE or set %s, or give --jwt-key-set"
              .formatted(SECRET_VARIABLE));
    }
    return secret;
  }

  private void stop(Gateway gateway, CountDownLatch stopped) {
    try {
      gateway
          .close()
          .toCompletionStage()
          .toCompletableFuture()
          .get(drainTimeoutMs + 20_000, TimeUnit.MILLISECONDS);
    } catch (InterruptedException | ExecutionException | TimeoutException e) {
      System.err.println("gateway did not stop in order: " + e);
    }
    stopped.countDown();
  }

  private static int report(Exception failure, CommandLine command, CommandLine.ParseResult parsed)
      throws Exception {
    Throwable cause = causeOf(failure);
    if (cause instanceof ActionableException) {
      command.getErr().println("warecast-gateway: " + cause.getMessage());
      return CommandLine.ExitCode.SOFTWARE;
    }
    throw failure;
  }

  private static @Nullable Throwable causeOf(Exception failure) {
    return failure instanceof ExecutionException ? failure.getCause() : failure;
  }
}
