package io.warecast.gateway.security;

import static io.warecast.gateway.security.ForgedToken.HS256;
import static io.warecast.gateway.security.ForgedToken.base64;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.warecast.gateway.Forecasts;
import io.warecast.gateway.GatewayConfig;
import io.warecast.gateway.GatewayFixture;
import io.warecast.gateway.GatewayFixture.Answer;
import io.warecast.gateway.RedisFixture;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Attacks on tokens of a gateway that takes HS256, RS256 and ES256 at once, the weakest place. */
class AttackTableIT {

  private static final String SECRET = GatewayFixture.TOKENS.secret();
  private static final String PUBLISHED = SigningKeys.published(SigningKeys.RSA, SigningKeys.CURVE);
  private static final String BODY = "{\"warehouse_id\": \"BER\"}";

  @TempDir private static Path folder;
  private static RedisFixture redis;
  private static GatewayFixture gateway;

  @BeforeAll
  static void start() throws Exception {
    redis = RedisFixture.start();
    redis.store(Forecasts.of("BER", "_total"));
    Path keys = Files.writeString(folder.resolve("jwks.json"), PUBLISHED);
    GatewayConfig usual = GatewayFixture.config(redis.port());
    gateway =
        GatewayFixture.start(
            new GatewayConfig(
                usual.http(),
                usual.redis(),
                new TokenConfig(SECRET, keys.toString(), "warecast", "warecast-gateway")));
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
        .put("sub", "mallory")
        .put("iat", now)
        .put("exp", now + 600)
        .put("warehouses", JsonArray.of("*"));
  }

  private static String json() {
    return claims().encode();
  }

  private static Answer call(String token) {
    return gateway.send(gateway.predict(BODY).setHeader("Authorization", "Bearer " + token));
  }

  @Test
  void acceptsEveryAlgorithmThatItHasKeysOf() {
    assertThat(call(SigningKeys.signed(SigningKeys.RSA, json())).status()).isEqualTo(200);
    assertThat(call(SigningKeys.signed(SigningKeys.CURVE, json())).status()).isEqualTo(200);
    assertThat(call(SigningKeys.signed(SigningKeys.RSA, (String) null, json())).status())
        .isEqualTo(200);
    assertThat(call(ForgedToken.signed(HS256, json(), "HmacSHA256", SECRET)).status())
        .isEqualTo(200);
  }

  static Stream<Arguments> attacks() throws Exception {
    String pem =
        "-----BEGIN PUBLIC KEY-----\n"
            + java.util.Base64.getMimeEncoder()
                .encodeToString(SigningKeys.RSA.toRSAPublicKey().getEncoded())
            + "\n-----END PUBLIC KEY-----\n";
    String rsa = SigningKeys.signed(SigningKeys.RSA, json());
    String[] parts = rsa.split("\\.", -1);
    long now = Instant.now().getEpochSecond();
    JWSHeader.Builder header = new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("rsa-1");
    return Stream.of(
        arguments("none, no signature", ForgedToken.unsigned("{\"alg\":\"none\"}", json())),
        arguments(
            "none with the id of a key",
            ForgedToken.unsigned("{\"alg\":\"none\",\"kid\":\"rsa-1\"}", json())),
        arguments("nOnE", ForgedToken.unsigned("{\"alg\":\"nOnE\"}", json())),
        arguments("no alg", ForgedToken.unsigned("{\"kid\":\"rsa-1\"}", json())),
        arguments("numeric alg", ForgedToken.unsigned("{\"alg\":256}", json())),
        arguments("HS256 with the public RSA key's PEM", hmac("", pem)),
        arguments("HS256 with the public RSA key's PEM and kid", hmac("rsa-1", pem)),
        arguments("HS256 with the PEM without its last line end", hmac("rsa-1", pem.strip())),
        arguments("HS256 with the published set", hmac("rsa-1", PUBLISHED)),
        arguments("HS256 with the modulus", hmac("rsa-1", SigningKeys.RSA.getModulus().toString())),
        arguments(
            "HS256 with the curve's coordinate", hmac("ec-1", SigningKeys.CURVE.getX().toString())),
        arguments("HS256 with another secret", hmac("", "x".repeat(32))),
        arguments("HS256 with an empty kid and no secret", hmac("", "\0")),
        arguments(
            "HS384 with the secret",
            ForgedToken.signed("{\"alg\":\"HS384\"}", json(), "HmacSHA384", SECRET)),
        arguments(
            "lower-case hs256",
            ForgedToken.signed("{\"alg\":\"hs256\"}", json(), "HmacSHA256", SECRET)),
        arguments(
            "HS256 under the name RS256",
            ForgedToken.signed(
                "{\"alg\":\"RS256\",\"kid\":\"rsa-1\"}", json(), "HmacSHA256", SECRET)),
        arguments("another RSA key by the same kid", sign(SigningKeys.FOREIGN_RSA, "rsa-1")),
        arguments("another curve key by the same kid", sign(SigningKeys.FOREIGN_CURVE, "ec-1")),
        arguments("unknown kid", sign(SigningKeys.NEXT_RSA, "rsa-2")),
        arguments("the right key by an unknown kid", sign(SigningKeys.RSA, "rsa-9")),
        arguments("the RSA key by the curve's kid", sign(SigningKeys.RSA, "ec-1")),
        arguments("kid as a path", sign(SigningKeys.FOREIGN_RSA, "../../../dev/null")),
        arguments("kid as SQL", sign(SigningKeys.FOREIGN_RSA, "' OR '1'='1")),
        arguments(
            "RS512 with the right key",
            SigningKeys.signed(
                SigningKeys.RSA,
                new JWSHeader.Builder(JWSAlgorithm.RS512).keyID("rsa-1").build(),
                json())),
        arguments(
            "PS256 with the right key",
            SigningKeys.signed(
                SigningKeys.RSA,
                new JWSHeader.Builder(JWSAlgorithm.PS256).keyID("rsa-1").build(),
                json())),
        arguments(
            "jku",
            SigningKeys.signed(
                SigningKeys.RSA,
                header.jwkURL(URI.create("https://evil.example/jwks.json")).build(),
                json())),
        arguments(
            "x5u",
            SigningKeys.signed(
                SigningKeys.RSA,
                new JWSHeader.Builder(JWSAlgorithm.RS256)
                    .keyID("rsa-1")
                    .x509CertURL(URI.create("https://evil.example/cert.pem"))
                    .build(),
                json())),
        arguments(
            "own key in the header",
            SigningKeys.signed(
                SigningKeys.FOREIGN_RSA,
                new JWSHeader.Builder(JWSAlgorithm.RS256)
                    .jwk(SigningKeys.FOREIGN_RSA.toPublicJWK())
                    .build(),
                json())),
        arguments(
            "crit",
            ForgedToken.signed(
                "{\"alg\":\"HS256\",\"crit\":[\"exp\"],\"exp\":1}", json(), "HmacSHA256", SECRET)),
        arguments(
            "unencoded payload",
            ForgedToken.signed("{\"alg\":\"HS256\",\"b64\":false}", json(), "HmacSHA256", SECRET)),
        arguments(
            "a token of another type",
            ForgedToken.signed(
                "{\"alg\":\"HS256\",\"typ\":\"secevent+jwt\"}", json(), "HmacSHA256", SECRET)),
        arguments(
            "alg twice, the second none",
            ForgedToken.signed(
                "{\"alg\":\"HS256\",\"alg\":\"none\"}", json(), "HmacSHA256", SECRET)),
        arguments("ES256 with a signature of zeros", zeros()),
        arguments("empty signature", parts[0] + "." + parts[1] + "."),
        arguments("half a signature", rsa.substring(0, rsa.length() - 100)),
        arguments(
            "signature of another token",
            parts[0] + "." + base64(json().replace("mallory", "root")) + "." + parts[2]),
        arguments("five parts", "e30.a.b.c.d"),
        arguments("garbage", "%%%.%%%.%%%"),
        arguments("huge", "a".repeat(4_000) + "." + "b".repeat(4_000) + "." + "c".repeat(4_000)),
        arguments("expired", rsa(claims().put("exp", now - 1))),
        arguments("lives too long", rsa(claims().put("exp", now + 3_700))),
        arguments("not yet valid", rsa(claims().put("nbf", now + 60))),
        arguments("no exp", rsa(without("exp"))),
        arguments("no sub", rsa(without("sub"))),
        arguments("another issuer", rsa(claims().put("iss", "https://evil.example"))),
        arguments("another audience", rsa(claims().put("aud", "billing"))),
        arguments("roles as text", rsa(claims().put("roles", "admin"))),
        arguments("roles of numbers", rsa(claims().put("roles", JsonArray.of(1)))),
        arguments("no warehouses", rsa(without("warehouses"))));
  }

  private static String sign(com.nimbusds.jose.jwk.JWK key, String keyId) {
    return SigningKeys.signed(key, keyId, json());
  }

  private static String rsa(JsonObject claims) {
    return SigningKeys.signed(SigningKeys.RSA, claims.encode());
  }

  private static String hmac(String keyId, String secret) {
    String header = new JsonObject().put("alg", "HS256").put("kid", keyId).encode();
    return ForgedToken.signed(header, json(), "HmacSHA256", secret);
  }

  /** Accepted by Java 15 to 18 (CVE-2022-21449). */
  private static String zeros() {
    return base64("{\"alg\":\"ES256\",\"kid\":\"ec-1\"}")
        + "."
        + base64(json())
        + "."
        + java.util.Base64.getUrlEncoder().withoutPadding().encodeToString(new byte[64]);
  }

  private static JsonObject without(String claim) {
    JsonObject claims = claims();
    claims.remove(claim);
    return claims;
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("attacks")
  void refusesTheToken(String attack, String token) {
    Answer answer = call(token);

    assertThat(answer.status()).as(answer.response().body()).isEqualTo(401);
    assertThat(answer.problem()).isEqualTo("unauthenticated");
    assertThat(answer.header("content-type")).isEqualTo("application/problem+json");
    assertThat(answer.header("www-authenticate")).startsWith("Bearer realm=\"warecast\"");
    assertThat(answer.response().body())
        .doesNotContain(SECRET)
        .doesNotContain("Exception")
        .doesNotContain("evil.example");
  }

  @Test
  void opensAWarehouseToNobodyWhoseTokenDoesNotListIt() {
    String token = rsa(claims().put("warehouses", JsonArray.of("HAM")));

    Answer answer = call(token);

    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.problem()).isEqualTo("forbidden");
  }

  @Test
  void knowsTheHighestOfTheRoles() throws Exception {
    Instant now = Instant.now();
    JsonObject several = claims().put("roles", JsonArray.of("billing", "planner", "viewer"));

    assertThat(TokenClaims.read(several, GatewayFixture.TOKENS, now).role())
        .isEqualTo(Role.PLANNER);
    assertThat(TokenClaims.read(claims(), GatewayFixture.TOKENS, now).role())
        .isEqualTo(Role.VIEWER);
  }

  @Test
  void filtersListsByWhatIsOpen() {
    WarehouseAccess some = new WarehouseAccess(Set.of("HAM"));

    assertThat(some.filter(java.util.List.of("BER", "HAM"), id -> id)).containsExactly("HAM");
    assertThat(new WarehouseAccess(Set.of("*")).filter(java.util.List.of("BER"), id -> id))
        .containsExactly("BER");
  }
}
