package io.warecast.gateway;

import io.warecast.domain.ActionableException;
import io.warecast.gateway.http.HttpConfig;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

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

  private static final String LOG_SETTINGS = "log4j2.configurationFile";

  /** What a stop may take beyond the wait for requests. */
  private static final Duration STOP_MARGIN = Duration.ofSeconds(20);

  @Mixin private final HttpOptions http = new HttpOptions();
  @Mixin private final RedisOptions redis = new RedisOptions();
  @Mixin private final TokenOptions tokens = new TokenOptions();
  @Mixin private final GuardOptions guards = new GuardOptions();
  @Mixin private final BackendOptions backends = new BackendOptions();

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
    HttpConfig listening = config.http();
    Gateway gateway = Gateway.start(config).toCompletionStage().toCompletableFuture().get();
    CountDownLatch stopped = new CountDownLatch(1);
    Duration longest = listening.drainTimeout().plus(STOP_MARGIN);
    Runtime.getRuntime()
        .addShutdownHook(new Thread(() -> stop(gateway, longest, stopped), "gateway-stop"));
    System.out.printf(
        "gateway listens on %s://%s:%d%n",
        config.guards().tls().isPresent() ? "https" : "http", listening.host(), gateway.port());
    stopped.await();
    return CommandLine.ExitCode.OK;
  }

  GatewayConfig config() throws IOException {
    return new GatewayConfig(
        http.config(),
        redis.config(),
        tokens.config(environment),
        guards.config(environment),
        backends.config(environment));
  }

  private static void stop(Gateway gateway, Duration longest, CountDownLatch stopped) {
    try {
      gateway
          .close()
          .toCompletionStage()
          .toCompletableFuture()
          .get(longest.toMillis(), TimeUnit.MILLISECONDS);
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
