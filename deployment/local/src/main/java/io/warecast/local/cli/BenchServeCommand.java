package io.warecast.local.cli;

import io.warecast.benchmarks.ServeBench;
import io.warecast.benchmarks.ServePlan;
import io.warecast.benchmarks.ServeSeries;
import io.warecast.domain.forecast.Forecast;
import io.warecast.domain.forecast.ForecastCodec;
import io.warecast.domain.forecast.Method;
import io.warecast.domain.forecast.RedisKeys;
import io.warecast.domain.forecast.Tier;
import io.warecast.domain.series.SeriesKey;
import io.warecast.gateway.GatewayMain;
import io.warecast.gateway.security.AccessTokens;
import io.warecast.gateway.security.TokenConfig;
import io.warecast.local.server.Home;
import io.warecast.local.server.LocalStack;
import io.warecast.local.server.Redis;
import io.warecast.local.server.Service;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import redis.clients.jedis.Jedis;

/** {@code warecast bench serve}. */
@Command(
    name = "serve",
    mixinStandardHelpOptions = true,
    description = {
      "Answers of the gateway a second, from its cache and from Redis, against a bare server of its",
      "framework and bare Redis; latencies at half of the peak and at 15,000 requests a minute; memory",
      "before, midway and after half of the peak.",
      "Servers are processes of their own on this machine. Load comes from wrk and redis-benchmark",
      "where they are installed (Debian: apt install wrk redis-tools). Some eight minutes."
    })
final class BenchServeCommand implements Callable<Integer> {

  private static final String SECRET = "bench-bench-bench-bench-bench-bench-bench";
  private static final ServeSeries SERIES = new ServeSeries(100);
  private static final int HORIZON = 28;

  @Option(names = "--quick", description = "Just see that it works: the figures mean nothing.")
  private boolean quick;

  @Option(
      names = "--soak",
      paramLabel = "TIME",
      converter = TokenCommand.TimeConverter.class,
      description = "Time at half of the peak, such as 30s. Default: 5m.")
  private Duration soak = ServePlan.FULL.soak();

  @Spec private CommandSpec command = CommandSpec.create();

  @Override
  public Integer call() throws Exception {
    ServePlan plan = quick ? ServePlan.QUICK : ServePlan.FULL.withSoak(soak);
    try (BenchFolder folder = BenchFolder.make();
        LocalStack stack =
            LocalStack.attachOrStart(new Home(folder.path()), "bench", EnumSet.of(Service.REDIS))) {
      store(stack.redis());
      String token =
          AccessTokens.create(TokenConfig.ofSecret(SECRET))
              .issue("bench", List.of("*"), Duration.ofHours(1));
      try (BenchProcess cached = gateway(folder.path(), stack.redis(), 128);
          BenchProcess uncached = gateway(folder.path(), stack.redis(), 0);
          BenchProcess bare =
              BenchProcess.start(
                  BareServer.class,
                  folder.path(),
                  Map.of(),
                  List.of(Integer.toString(answerBytes(cached.port(), token))))) {
        ServeBench.Targets targets =
            new ServeBench.Targets(
                cached.port(),
                cached.id(),
                uncached.port(),
                bare.port(),
                stack.redis().port(),
                token,
                SERIES,
                cached.startMillis());
        BenchOutput.print(
            ServeBench.run(plan, targets, BenchOutput::note), command.commandLine().getOut());
      }
    }
    return 0;
  }

  private static BenchProcess gateway(Path folder, Redis redis, int cacheMb) throws Exception {
    List<String> arguments = new ArrayList<>();
    arguments.add("--port=0");
    arguments.add("--redis-host=" + redis.host());
    arguments.add("--redis-port=" + redis.port());
    arguments.add("--cache-mb=" + cacheMb);
    arguments.add("--requests-per-minute=100000000");
    arguments.add("--audit-spool=" + folder.resolve("audit-" + cacheMb));
    arguments.add("--audit-spool-mb=8192");
    arguments.add("--metrics-port=0");
    return BenchProcess.start(
        GatewayMain.class, folder, Map.of("WARECAST_JWT_SECRET", SECRET), arguments);
  }

  private static void store(Redis redis) {
    try (Jedis jedis = new Jedis(redis.host(), redis.port())) {
      for (SeriesKey key : SERIES.keys()) {
        jedis.set(RedisKeys.forecast(key), ForecastCodec.encode(forecast(key)));
      }
    }
  }

  private static Forecast forecast(SeriesKey key) {
    float[] mean = new float[HORIZON];
    float[][] quantiles = new float[3][HORIZON];
    for (int step = 0; step < HORIZON; step++) {
      mean[step] = 20.123f + step;
      quantiles[0][step] = 12.345f + step;
      quantiles[1][step] = 19.876f + step;
      quantiles[2][step] = 31.415f + step;
    }
    return new Forecast(
        key,
        20_000,
        1_728_000_000_000L,
        1,
        1_728_000_000_000L,
        1_728_000_000_000L,
        Tier.MODEL,
        Method.XGBOOST,
        "20261122-56eecf7d",
        mean,
        new float[] {.025f, .5f, .975f},
        quantiles);
  }

  private static int answerBytes(int port, String token) throws Exception {
    SeriesKey key = SERIES.keys().get(0);
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/v1/predict"))
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/json")
            .POST(
                BodyPublishers.ofString(
                    "{\"warehouse_id\":\"%s\",\"item_id\":\"%s\"}"
                        .formatted(key.warehouseId(), key.itemId())))
            .build();
    String body = HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
    return body.getBytes(StandardCharsets.UTF_8).length;
  }
}
