package io.warecast.gateway.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.warecast.client.AccuracyQuery;
import io.warecast.client.AlertQuery;
import io.warecast.client.BacktestQuery;
import io.warecast.client.BatchAnswer;
import io.warecast.client.ClientConfig;
import io.warecast.client.ExplainRequest;
import io.warecast.client.FeatureQuery;
import io.warecast.client.Features;
import io.warecast.client.Forecast;
import io.warecast.client.ForecastPage;
import io.warecast.client.ForecastQuery;
import io.warecast.client.InferenceRequest;
import io.warecast.client.InferenceResponse;
import io.warecast.client.ItemQuery;
import io.warecast.client.ModelDetail;
import io.warecast.client.PredictRequest;
import io.warecast.client.Prediction;
import io.warecast.client.ProblemException;
import io.warecast.client.PromoteRequest;
import io.warecast.client.RollbackRequest;
import io.warecast.client.RunQuery;
import io.warecast.client.RunStatus;
import io.warecast.client.Series;
import io.warecast.client.SeriesDays;
import io.warecast.client.ServedFrom;
import io.warecast.client.Supposition;
import io.warecast.client.Tier;
import io.warecast.client.VintageQuery;
import io.warecast.client.WarecastClient;
import io.warecast.client.WhatIfRequest;
import io.warecast.domain.feature.DemandFeatures;
import io.warecast.gateway.Forecasts;
import io.warecast.gateway.GatewayConfig;
import io.warecast.gateway.GatewayFixture;
import io.warecast.gateway.GuardConfig;
import io.warecast.gateway.ModelsFixture;
import io.warecast.gateway.RedisFixture;
import io.warecast.gateway.SharedWorld;
import io.warecast.gateway.http.HttpConfig;
import io.warecast.gateway.limit.LimitConfig;
import io.warecast.gateway.security.Role;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The Java client before a real gateway. */
class ClientIT {

  private static final Series SERIES = new Series("hamburg", SharedWorld.ITEM);
  private static final LocalDate FROM = Forecasts.ORIGIN;
  private static final LocalDate TO = FROM.plusDays(9);

  private static GatewayFixture gateway;
  private static WarecastClient client;

  @BeforeAll
  static void start() {
    GatewayConfig usual = SharedWorld.get().config();
    // Models of its own, since other tests change which one is in use.
    gateway =
        GatewayFixture.start(
            usual.withBackends(usual.backends().withModels(ModelsFixture.create().uri())));
    client = client(GatewayFixture.tokenOf("ada", Role.ADMIN, "*"));
  }

  @AfterAll
  static void stop() {
    gateway.close();
  }

  private static URI address(GatewayFixture of) {
    return URI.create("http://127.0.0.1:" + of.gateway().port() + "/");
  }

  private static WarecastClient client(String token) {
    return WarecastClient.of(address(gateway), () -> token);
  }

  @Test
  void predicts() {
    Prediction week = client.forecasts().predict(PredictRequest.of(SERIES));

    assertThat(week.predictions()).hasSize(7);
    assertThat(week.predictions().get(0).targetDate()).isEqualTo(FROM.plusDays(1));
    assertThat(week.confidenceIntervals().get(6).upper()).isGreaterThan(7);
    assertThat(week.confidenceLevel()).isEqualTo(OptionalDouble.of(0.95));
    assertThat(week.tier()).isEqualTo(Tier.MODEL);
    assertThat(week.servedFrom()).isIn(ServedFrom.CACHE, ServedFrom.REDIS);
    Prediction means =
        client
            .forecasts()
            .predict(PredictRequest.of(SERIES).from(FROM.plusDays(3)).days(2).withoutConfidence());
    assertThat(means.predictions()).hasSize(2);
    assertThat(means.confidenceIntervals()).isEmpty();
    assertThat(means.confidenceLevel()).isEmpty();
  }

  @Test
  void answersOrRefusesEachOfABatch() {
    BatchAnswer answer =
        client
            .forecasts()
            .predictBatch(
                List.of(PredictRequest.of(SERIES), PredictRequest.of("hamburg", "nothing")));

    assertThat(answer.results()).extracting(BatchAnswer.Result::status).containsExactly(200, 404);
    assertThat(answer.results().get(0).prediction().orElseThrow().predictions()).hasSize(7);
    assertThat(answer.results().get(1).problem().orElseThrow().kind()).isEqualTo("unknown-series");
  }

  @Test
  void asksWhatIfAndWhy() {
    var answer =
        client
            .forecasts()
            .whatIf(
                WhatIfRequest.of(
                    SERIES, 3, Supposition.ofPrice(1.5).andPromotion(true).andWeather(28, 0)));
    var why = client.forecasts().explain(ExplainRequest.of(SERIES, 2));

    assertThat(answer.prediction().servedFrom()).isEqualTo(ServedFrom.ON_DEMAND);
    assertThat(answer.baseline()).hasSize(3);
    assertThat(why.explanations()).hasSize(2);
    assertThat(why.explanations().get(0).terms()).isNotEmpty();
  }

  @Test
  void readsForecastsPageByPage() {
    ForecastQuery query = ForecastQuery.ALL.inWarehouse("hamburg").ofTier(Tier.MODEL).upTo(2);

    ForecastPage first = client.forecasts().listForecasts(query);
    ForecastPage second =
        client.forecasts().listForecasts(query.after(first.nextCursor().orElseThrow()));

    assertThat(first.forecasts()).hasSize(2);
    assertThat(second.forecasts()).hasSize(1);
    assertThat(second.nextCursor()).isEmpty();
    assertThat(client.forecasts().listForecastsAsCsv(query)).startsWith("warehouse_id,item_id,");
    Forecast forecast = client.forecasts().getForecast(SERIES);
    assertThat(forecast.series()).isEqualTo(SERIES);
    assertThat(forecast.mean()).hasSize(Forecasts.HORIZON);
    assertThat(forecast.quantiles()).hasDimensions(3, Forecasts.HORIZON);
  }

  @Test
  void readsThePast() {
    var vintages =
        client.past().listVintages(VintageQuery.of(SERIES, FROM, TO).knownOn(FROM)).vintages();
    var actuals = client.past().listActuals(SeriesDays.of(SERIES, FROM, TO)).actuals();
    var days = client.past().listAccuracy(AccuracyQuery.of("hamburg", FROM, TO)).days();
    var leads = client.past().getSeriesAccuracy(SeriesDays.of(SERIES, FROM, TO)).leads();
    var figures = client.past().listBacktests(BacktestQuery.NEWEST.bySegment("warehouse"));
    Features features = client.past().getFeatures(SERIES, FeatureQuery.NEWEST);

    assertThat(vintages.get(0).actual()).isEqualTo(OptionalDouble.of(1.5));
    assertThat(vintages.get(5).actual()).isEmpty();
    assertThat(actuals).hasSize(2);
    assertThat(days.get(0).measures()).containsEntry("bias", OptionalDouble.empty());
    assertThat(leads.get(0).units()).isEqualTo(1.5);
    assertThat(figures.figures()).extracting(each -> each.segment()).contains("hamburg");
    assertThat(features.features().get(3).value()).isEmpty();
  }

  @Test
  void findsWarehousesAndItems() {
    assertThat(client.catalogue().listWarehouses().warehouses())
        .extracting(each -> each.warehouseId())
        .containsExactly("hamburg", "leeds");
    assertThat(client.catalogue().listItems("hamburg", ItemQuery.like("BAK").upTo(5)).items())
        .extracting(each -> each.itemId())
        .containsExactly("bakery-001", "bakery-002");
  }

  @Test
  void promotesAModelForOneWarehouseAndTakesItBack() {
    String version = ModelsFixture.PREVIOUS;
    ModelDetail model = client.models().getModel("latest");

    assertThat(client.models().listModels().versions()).hasSize(2);
    assertThat(model.summary().modelVersion()).isEqualTo(ModelsFixture.LATEST);
    assertThat(model.manifest()).containsEntry("version", ModelsFixture.LATEST);
    assertThat(
            client
                .models()
                .promoteModel(version, PromoteRequest.inWarehouse("leeds").forced())
                .aliases())
        .containsEntry("latest:leeds", version);
    assertThat(client.models().rollBackModel(RollbackRequest.inWarehouse("leeds")).aliases())
        .doesNotContainKey("latest:leeds");
  }

  @Test
  void looksAtTheOperation() {
    var runs =
        client.operation().listRuns(RunQuery.ALL.ofKind("daily").ofStatus(RunStatus.PUBLISHED));

    assertThat(runs.runs()).extracting(each -> each.runId()).containsExactly(SharedWorld.RUN);
    assertThat(client.operation().getRun(SharedWorld.RUN).checks().get(0).passed()).isTrue();
    assertThat(client.operation().listAlerts(AlertQuery.ALL.inWarehouse("leeds")).alerts())
        .hasSize(1);
    assertThat(client.operation().getStatus().backends()).hasSize(4);
    assertThat(client.operation().getMe().subject()).isEqualTo("ada");
    assertThat(client.operation().health().status()).isEqualTo("up");
    assertThat(client.operation().ready().status()).isIn("ready", "degraded");
    assertThat(client.operation().openApiYaml()).startsWith("openapi: 3.1.0");
    assertThat(client.operation().openApiJson()).contains("\"operationId\":\"predict\"");
    assertThat(client.operation().docs()).contains("<html");
  }

  @Test
  void asksTheModelItself() {
    float[] row = new float[DemandFeatures.SCHEMA.width()];
    row[0] = Float.NaN;
    InferenceRequest request = InferenceRequest.of(new float[][] {row, row});
    String version = client.inference().modelReady("demand").version().orElseThrow();

    InferenceResponse latest = client.inference().modelInfer("demand", request);
    InferenceResponse named = client.inference().versionInfer("demand", version, request);

    assertThat(latest.outputs().get(0).data()).hasSize(2);
    assertThat(named.outputs().get(0).data()).isEqualTo(latest.outputs().get(0).data());
    assertThat(client.inference().serverLive().live()).isTrue();
    assertThat(client.inference().serverReady().ready()).isTrue();
    assertThat(client.inference().serverMetadata().name()).isEqualTo("warecast");
    assertThat(client.inference().modelMetadata("demand").inputs().get(0).shape())
        .containsExactly(-1, row.length);
    assertThat(client.inference().versionMetadata("demand", version).versions())
        .containsExactly(version);
    assertThat(client.inference().versionReady("demand", version).ready()).isTrue();
  }

  @Test
  void throwsWhatTheGatewayRefusesByItsKind() {
    assertThatThrownBy(() -> client.forecasts().getForecast(new Series("hamburg", "50% é/|")))
        .isInstanceOf(ProblemException.Invalid.class);
    assertThatThrownBy(() -> client.forecasts().getForecast(new Series("hamburg", "50% é+/a")))
        .isInstanceOfSatisfying(
            ProblemException.NotFound.class,
            e -> assertThat(e.problem().detail()).contains("'50% é+/a'"));
    assertThatThrownBy(() -> client.forecasts().predict(PredictRequest.of(SERIES).days(0)))
        .isInstanceOfSatisfying(
            ProblemException.Invalid.class,
            e -> assertThat(e.problem().errors().get(0).pointer()).isEqualTo("#/horizon_days"));
    assertThatThrownBy(
            () ->
                client
                    .forecasts()
                    .predict(PredictRequest.of(SERIES).from(LocalDate.of(2020, 1, 1))))
        .isInstanceOfSatisfying(
            ProblemException.NotFound.class,
            e -> assertThat(e.problem().coveredFrom()).contains(FROM.plusDays(1)));
    assertThatThrownBy(
            () -> client.forecasts().predict(PredictRequest.of(SERIES).withMaxStalenessSeconds(1)))
        .isInstanceOfSatisfying(
            ProblemException.Unavailable.class,
            e -> assertThat(e.retryAfter()).contains(Duration.ofSeconds(30)));
    assertThatThrownBy(
            () -> client.models().promoteModel(ModelsFixture.PREVIOUS, PromoteRequest.EVERYWHERE))
        .isInstanceOf(ProblemException.Conflict.class);
    assertThatThrownBy(() -> client(GatewayFixture.token("leeds")).forecasts().getForecast(SERIES))
        .isInstanceOf(ProblemException.Forbidden.class);
    assertThatThrownBy(() -> client("no.token").operation().getMe())
        .isInstanceOf(ProblemException.Unauthenticated.class);
  }

  @Test
  void saysWhenToComeBackAfterTooManyRequests() {
    GuardConfig one =
        GuardConfig.STANDARD.withLimits(LimitConfig.STANDARD.withRequestsPerMinute(1));
    String token = GatewayFixture.tokenOf("impatient", "*");
    try (GatewayFixture strict = GatewayFixture.start(SharedWorld.get().config(one))) {
      WarecastClient often = WarecastClient.of(address(strict), () -> token);

      assertThatThrownBy(
              () -> {
                often.operation().getMe();
                often.operation().getMe();
              })
          .isInstanceOfSatisfying(
              ProblemException.TooManyRequests.class,
              e -> assertThat(e.retryAfter().orElseThrow()).isPositive());
    }
  }

  @Test
  void waitsNoLongerThanItsLimit() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      URI address = URI.create("http://127.0.0.1:" + silent.getLocalPort());
      WarecastClient impatient =
          WarecastClient.of(
              ClientConfig.of(address, () -> "token").withTimeout(Duration.ofMillis(200)));

      assertThatThrownBy(() -> impatient.operation().getMe())
          .isInstanceOf(UncheckedIOException.class)
          .hasMessageContaining("timed out");
    }
  }

  @Test
  void asksForATokenWithEachCall() {
    AtomicInteger asked = new AtomicInteger();
    WarecastClient renewing =
        WarecastClient.of(
            address(gateway),
            () ->
                asked.incrementAndGet() == 1
                    ? "an.old.one"
                    : GatewayFixture.tokenOf("grace", "hamburg"));

    assertThatThrownBy(() -> renewing.operation().getMe())
        .isInstanceOf(ProblemException.Unauthenticated.class);
    assertThat(renewing.operation().getMe().warehouses()).containsExactly("hamburg");
  }

  @Test
  void followsForecastsOverTheEndsOfTokensAndConnections() {
    Series moving = new Series("leeds", "moving");
    RedisFixture redis = SharedWorld.get().redis();
    redis.store(Forecasts.of("leeds", "moving"));
    AtomicInteger tokens = new AtomicInteger();
    List<Forecast> received = new CopyOnWriteArrayList<>();
    WarecastClient reader =
        WarecastClient.of(
            address(gateway),
            () ->
                tokens.incrementAndGet() == 1
                    ? GatewayFixture.shortToken(Duration.ofSeconds(2))
                    : GatewayFixture.token("*"));
    try (Stream<Forecast> forecasts = reader.forecasts().streamForecasts(List.of(moving))) {
      Thread thread = new Thread(() -> forecasts.forEach(received::add), "reader");
      thread.start();
      await().until(() -> received.size() == 1);

      redis.store(Forecasts.later("leeds", "moving", 1));
      await().until(() -> received.size() == 2);
      await().until(() -> tokens.get() > 1); // the first has expired, and the stream with it
      redis.store(Forecasts.later("leeds", "moving", 2));

      await().until(() -> received.size() == 3);
      assertThat(received).extracting(Forecast::asOf).isSorted().doesNotHaveDuplicates();
      forecasts.close();
      await().until(() -> !thread.isAlive());
    }
  }

  @Test
  void followsForecastsOverARestartOfTheGateway() {
    Series moving = new Series("leeds", "restarted");
    RedisFixture redis = SharedWorld.get().redis();
    redis.store(Forecasts.of("leeds", "restarted"));
    GatewayFixture first = GatewayFixture.start(SharedWorld.get().config());
    int port = first.gateway().port();
    List<Forecast> received = new CopyOnWriteArrayList<>();
    WarecastClient reader = WarecastClient.of(address(first), () -> GatewayFixture.token("leeds"));
    try (Stream<Forecast> forecasts = reader.forecasts().streamForecasts(List.of(moving))) {
      Thread thread = new Thread(() -> forecasts.forEach(received::add), "reader");
      thread.start();
      await().until(() -> received.size() == 1);

      first.close();
      redis.store(Forecasts.later("leeds", "restarted", 1));
      GatewayConfig usual = SharedWorld.get().config();
      GatewayConfig same =
          new GatewayConfig(
              HttpConfig.ofPort(port),
              usual.redis(),
              usual.tokens(),
              usual.guards(),
              usual.backends());
      try (GatewayFixture second = GatewayFixture.start(same)) {
        await().until(() -> received.size() == 2);
      }
      forecasts.close();
      await().until(() -> !thread.isAlive());
    }
  }

  @Test
  void refusesAStreamThatTheTokenDoesNotOpen() {
    try (Stream<Forecast> forecasts =
        client(GatewayFixture.token("leeds")).forecasts().streamForecasts(List.of(SERIES))) {
      assertThatThrownBy(forecasts::findFirst).isInstanceOf(ProblemException.Forbidden.class);
    }
  }
}
