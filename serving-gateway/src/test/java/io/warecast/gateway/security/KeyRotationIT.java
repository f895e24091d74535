package io.warecast.gateway.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.warecast.domain.ActionableException;
import io.warecast.gateway.RedisFixture;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyRotationIT {

  private static final Vertx VERTX = Vertx.vertx();

  @TempDir private Path folder;

  @AfterAll
  static void stop() {
    RedisFixture.await(VERTX.close());
  }

  private static TokenConfig config(String keySet) {
    return new TokenConfig("", keySet, "warecast", "warecast-gateway");
  }

  private static String claims() {
    long now = Instant.now().getEpochSecond();
    return new JsonObject()
        .put("iss", "warecast")
        .put("aud", "warecast-gateway")
        .put("sub", "ada")
        .put("exp", now + 600)
        .put("warehouses", JsonArray.of("*"))
        .encode();
  }

  private static boolean accepts(TokenVerifier verifier, String token) {
    if (verifier.recall(token) != null) {
      return true;
    }
    return RedisFixture.await(
        verifier.verify(token).transform(done -> Future.succeededFuture(done.succeeded())));
  }

  @Test
  void followsAFileThatChanges() throws Exception {
    Path file = Files.writeString(folder.resolve("keys"), SigningKeys.published(SigningKeys.RSA));
    TokenVerifier verifier = RedisFixture.await(TokenVerifier.open(VERTX, config(file.toString())));
    String former = SigningKeys.signed(SigningKeys.RSA, claims());
    String next = SigningKeys.signed(SigningKeys.NEXT_RSA, claims());
    assertThat(accepts(verifier, former)).isTrue();
    assertThat(accepts(verifier, next)).isFalse();

    Files.writeString(file, SigningKeys.published(SigningKeys.NEXT_RSA));

    await().atMost(Duration.ofSeconds(15)).until(() -> accepts(verifier, next));
    // also a token that has been remembered
    assertThat(accepts(verifier, former)).isFalse();
  }

  @Test
  void keepsItsKeysWhileTheFileIsBroken() throws Exception {
    Path file = Files.writeString(folder.resolve("keys"), SigningKeys.published(SigningKeys.CURVE));
    TokenVerifier verifier =
        RedisFixture.await(TokenVerifier.open(VERTX, config(file.toString()), Duration.ZERO));

    Files.writeString(file, "{\"keys\": [");
    assertThat(accepts(verifier, SigningKeys.signed(SigningKeys.RSA, claims()))).isFalse();

    assertThat(accepts(verifier, SigningKeys.signed(SigningKeys.CURVE, claims()))).isTrue();
  }

  @Test
  void asksAnAddressOnceForManyTokensOfAnUnknownKey() {
    AtomicInteger questions = new AtomicInteger();
    AtomicReference<String> published =
        new AtomicReference<>(SigningKeys.published(SigningKeys.RSA));
    HttpServer issuer =
        RedisFixture.await(
            VERTX
                .createHttpServer()
                .requestHandler(
                    request -> {
                      questions.incrementAndGet();
                      request.response().end(published.get());
                    })
                .listen(0, "127.0.0.1"));
    String address = "http://127.0.0.1:" + issuer.actualPort() + "/jwks.json";
    TokenVerifier verifier = RedisFixture.await(TokenVerifier.open(VERTX, config(address)));
    assertThat(questions).hasValue(1);
    published.set(SigningKeys.published(SigningKeys.RSA, SigningKeys.NEXT_RSA));

    assertThat(accepts(verifier, SigningKeys.signed(SigningKeys.NEXT_RSA, claims()))).isTrue();
    assertThat(questions).hasValue(2);
    for (int i = 0; i < 100; i++) {
      String unknown = SigningKeys.signed(SigningKeys.RSA, "made-up-" + i, claims());
      assertThat(accepts(verifier, unknown)).isFalse();
    }

    assertThat(questions).hasValue(2);
  }

  @Test
  void startsWithoutAnIssuerThatDoesNotAnswerAndSaysSo() {
    String address = "http://127.0.0.1:" + RedisFixture.freePort() + "/jwks.json";
    TokenVerifier verifier = RedisFixture.await(TokenVerifier.open(VERTX, config(address)));

    Future<Identity> verified = verifier.verify(SigningKeys.signed(SigningKeys.RSA, claims()));

    await().until(verified::isComplete);
    assertThat(verified.cause()).hasMessageContaining("are not there yet");
  }

  @Test
  void refusesToStartWithAFileThatHoldsNoKeys() throws Exception {
    Path file = Files.writeString(folder.resolve("keys"), "{\"keys\": []}");

    for (String path : new String[] {file.toString(), folder.resolve("no").toString()}) {
      Future<TokenVerifier> opened = TokenVerifier.open(VERTX, config(path));
      await().until(opened::isComplete);
      assertThat(opened.cause())
          .isInstanceOf(ActionableException.class)
          .hasMessageContaining("tokens.key-set " + path)
          .hasMessageContaining("takes a JWKS");
    }
  }

  @Test
  void takesKeysOnlyBySafeWays() {
    assertThatThrownBy(() -> config("http://issuer.example/jwks.json"))
        .isInstanceOf(ActionableException.class)
        .hasMessageContaining("https");
    assertThatThrownBy(() -> config("http://127.0.0.1@issuer.example/jwks.json"))
        .isInstanceOf(ActionableException.class);
    assertThatThrownBy(() -> config(""))
        .isInstanceOf(ActionableException.class)
        .hasMessageContaining("give a signing secret, a JWKS, or both");
  }
}
