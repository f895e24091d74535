package io.warecast.gateway.security;

import static io.warecast.gateway.security.ForgedToken.HS256;
import static io.warecast.gateway.security.ForgedToken.base64;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.warecast.gateway.Forecasts;
import io.warecast.gateway.GatewayFixture;
import io.warecast.gateway.GatewayFixture.Answer;
import io.warecast.gateway.RedisFixture;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A table of attacks on the token check, over HTTP. */
class TokenIT {

  private static final String SECRET = GatewayFixture.TOKENS.secret();
  private static final String GOOD = "{\"warehouse_id\": \"BER\"}";

  private static RedisFixture redis;
  private static GatewayFixture gateway;

  @BeforeAll
  static void start() {
    redis = RedisFixture.start();
    redis.store(Forecasts.of("BER", "_total"));
    gateway = GatewayFixture.start(redis.port());
  }

  @AfterAll
  static void stop() {
    gateway.close();
    redis.close();
  }

  private static JsonObject claims() {
    long now = Instant.now().getEpochSecond();
    return new JsonObject()
        .put("iss", "warecast")
        .put("aud", "warecast-gateway")
        .put("sub", "tester")
        .put("iat", now)
        .put("exp", now + 600)
        .put("warehouses", JsonArray.of("*"));
  }

  private static String signed(JsonObject claims) {
    return ForgedToken.signed(HS256, claims.encode(), "HmacSHA256", SECRET);
  }

  private static Answer call(String authorization) {
    return gateway.send(gateway.predict(GOOD).setHeader("Authorization", authorization));
  }

  @Test
  void acceptsATokenThatAnotherIssuerSignedByTheBook() {
    assertThat(call("Bearer " + signed(claims())).status()).isEqualTo(200);
    JsonObject several = claims().put("aud", JsonArray.of("other", "warecast-gateway"));
    assertThat(call("Bearer " + signed(several)).status()).isEqualTo(200);
  }

  static Stream<Arguments> forgeries() {
    String good = signed(claims());
    String[] parts = good.split("\\.");
    String payload = claims().encode();
    return Stream.of(
        arguments("no signature", parts[0] + "." + parts[1] + "."),
        arguments("two parts", parts[0] + "." + parts[1]),
        arguments("four parts", good + ".x"),
        arguments("one part", "token"),
        arguments("empty", ""),
        arguments("only dots", ".."),
        arguments("none", ForgedToken.unsigned("{\"alg\":\"none\"}", payload)),
        arguments("None", ForgedToken.unsigned("{\"alg\":\"None\"}", payload)),
        arguments(
            "none, signed",
            ForgedToken.signed("{\"alg\":\"none\"}", payload, "HmacSHA256", SECRET)),
        arguments("no alg", ForgedToken.signed("{\"typ\":\"JWT\"}", payload, "HmacSHA256", SECRET)),
        arguments(
            "HS512", ForgedToken.signed("{\"alg\":\"HS512\"}", payload, "HmacSHA512", SECRET)),
        arguments(
            "HS384", ForgedToken.signed("{\"alg\":\"HS384\"}", payload, "HmacSHA384", SECRET)),
        arguments(
            "RS256 over an HMAC",
            ForgedToken.signed("{\"alg\":\"RS256\"}", payload, "HmacSHA256", SECRET)),
        arguments(
            "lower-case alg",
            ForgedToken.signed("{\"alg\":\"hs256\"}", payload, "HmacSHA256", SECRET)),
        arguments("wrong key", ForgedToken.signed(HS256, payload, "HmacSHA256", "x".repeat(32))),
        arguments(
            "own key in the header",
            ForgedToken.signed(
                "{\"alg\":\"HS256\",\"jwk\":{\"kty\":\"oct\",\"k\":\""
                    + base64("x".repeat(32))
                    + "\"}}",
                payload,
                "HmacSHA256",
                "x".repeat(32))),
        arguments(
            "certificate in the header",
            ForgedToken.signed(
                "{\"alg\":\"HS256\",\"x5c\":[\"MIIB\"]}", payload, "HmacSHA256", "x".repeat(32))),
        arguments(
            "changed payload",
            parts[0] + "." + base64(payload.replace("tester", "admin")) + "." + parts[2]),
        arguments(
            "changed header", base64("{\"alg\":\"HS256\"}") + "." + parts[1] + "." + parts[2]),
        arguments("payload is not JSON", ForgedToken.signed(HS256, "hello", "HmacSHA256", SECRET)),
        arguments("payload is a list", ForgedToken.signed(HS256, "[]", "HmacSHA256", SECRET)),
        arguments("not base64", "ä.ö.ü".replaceAll("[äöü]", "~~~")),
        arguments("very long", "a".repeat(3_000) + "." + "b".repeat(3_000)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("forgeries")
  void refusesForgedTokens(String attack, String token) {
    assertRefused(call("Bearer " + token));
  }

  static Stream<Arguments> badClaims() {
    long now = Instant.now().getEpochSecond();
    return Stream.of(
        arguments("expired", claims().put("iat", now - 60).put("exp", now - 1)),
        arguments("no exp", without("exp")),
        arguments("null exp", claims().putNull("exp")),
        arguments("textual exp", claims().put("exp", "" + (now + 600))),
        arguments("fractional exp", claims().put("exp", now + 600.5)),
        arguments("exp two hours ahead", claims().put("exp", now + 7_200)),
        arguments("exp beyond long", claims().put("exp", new java.math.BigInteger("9".repeat(30)))),
        arguments("exp the largest long", claims().put("exp", Long.MAX_VALUE)),
        arguments("nbf in the future", claims().put("nbf", now + 120)),
        arguments("textual nbf", claims().put("nbf", "0")),
        arguments("iat in the future", claims().put("iat", now + 120)),
        arguments("null iat", claims().putNull("iat")),
        arguments("wrong issuer", claims().put("iss", "other")),
        arguments("no issuer", without("iss")),
        arguments("issuer list", claims().put("iss", JsonArray.of("warecast"))),
        arguments("wrong audience", claims().put("aud", "other")),
        arguments("no audience", without("aud")),
        arguments("empty audience", claims().put("aud", new JsonArray())),
        arguments("numeric audience", claims().put("aud", 7)),
        arguments("object audience", claims().put("aud", new JsonObject())),
        arguments("no subject", without("sub")),
        arguments("blank subject", claims().put("sub", " ")),
        arguments("numeric subject", claims().put("sub", 7)),
        arguments("no warehouses", without("warehouses")),
        arguments("textual warehouses", claims().put("warehouses", "*")),
        arguments("numeric warehouse", claims().put("warehouses", JsonArray.of("BER", 7))),
        arguments("star among ids", claims().put("warehouses", JsonArray.of("HAM", "*"))),
        arguments("blank warehouse", claims().put("warehouses", JsonArray.of(""))));
  }

  private static JsonObject without(String claim) {
    JsonObject claims = claims();
    claims.remove(claim);
    return claims;
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("badClaims")
  void refusesClaimsThatBreakARule(String attack, JsonObject claims) {
    assertRefused(call("Bearer " + signed(claims)));
  }

  private static void assertRefused(Answer answer) {
    assertThat(answer.status()).as(answer.response().body()).isEqualTo(401);
    assertThat(answer.problem()).isEqualTo("unauthenticated");
    assertThat(answer.header("www-authenticate")).startsWith("Bearer realm=\"warecast\"");
    assertThat(answer.response().body()).doesNotContain(SECRET).doesNotContain("Exception");
  }

  @Test
  void saysWhyATokenIsRefused() {
    long now = Instant.now().getEpochSecond();

    Answer answer = call("Bearer " + signed(claims().put("exp", now - 1)));

    assertThat(answer.text("detail")).contains("expired");
    assertThat(answer.header("www-authenticate"))
        .contains("error=\"invalid_token\"")
        .contains("error_description=\"the token has expired\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Basic dGVzdDp0ZXN0", "Bearer", "Token x", ""})
  void refusesOtherSchemes(String authorization) {
    assertRefused(call(authorization));
  }

  @Test
  void refusesTwoTokens() {
    Answer answer =
        gateway.send(
            gateway.predict(GOOD).header("Authorization", "Bearer " + GatewayFixture.token("*")));

    assertRefused(answer);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ber", "BER ", "BE", "BERLIN", "_total"})
  void opensNoWarehouseWithASimilarName(String warehouse) {
    JsonObject claims = claims().put("warehouses", JsonArray.of(warehouse));

    assertThat(call("Bearer " + signed(claims)).status()).isEqualTo(403);
  }

  @Test
  void opensNothingWithAnEmptyList() {
    JsonObject claims = claims().put("warehouses", new JsonArray());

    assertThat(call("Bearer " + signed(claims)).status()).isEqualTo(403);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/v1/predict/",
        "/api//v1/predict",
        "/api/v1/../v1/predict",
        "/api/./v1/predict",
        "/api/%761/predict"
      })
  void asksForATokenOnEverySpellingOfThePath(String path) {
    Answer answer =
        gateway.send(
            gateway
                .request(path)
                .header("Content-Type", "application/json")
                .POST(java.net.http.HttpRequest.BodyPublishers.ofString(GOOD)));

    assertThat(answer.status()).isEqualTo(401);
  }
}
