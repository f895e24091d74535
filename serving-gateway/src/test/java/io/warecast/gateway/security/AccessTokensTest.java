package io.warecast.gateway.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.json.JsonObject;
import io.warecast.domain.ActionableException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccessTokensTest {

  private static final Instant NOW = Instant.parse("2026-03-01T10:00:00.900Z");
  private static final TokenConfig CONFIG = TokenConfig.ofSecret("s".repeat(32));
  private static final AccessTokens TOKENS = new AccessTokens(CONFIG, InstantSource.fixed(NOW));

  private static JsonObject claimsOf(String token) {
    byte[] payload = Base64.getUrlDecoder().decode(token.split("\\.")[1]);
    return new JsonObject(new String(payload, StandardCharsets.UTF_8));
  }

  @Test
  void issuesClaimsThatTheGatewayReads() throws Exception {
    String token = TOKENS.issue("ada", List.of("BER", "HAM"), Duration.ofHours(1));

    Identity caller = TokenClaims.read(claimsOf(token), CONFIG, NOW);

    assertThat(caller)
        .isEqualTo(
            new Identity(
                "ada",
                new WarehouseAccess(Set.of("BER", "HAM")),
                Role.VIEWER,
                NOW.getEpochSecond() + 3_600));
  }

  @Test
  void signsWithHmacSha256() {
    String token = TOKENS.issue("ada", List.of("*"), Duration.ofMinutes(5));
    String payload = claimsOf(token).encode();

    assertThat(token)
        .isEqualTo(ForgedToken.signed(ForgedToken.HS256, payload, "HmacSHA256", CONFIG.secret()));
  }

  @Test
  void issuesTokensThatEnd() {
    String token = TOKENS.issue("ada", List.of("*"), Duration.ofSeconds(1));

    assertThatThrownBy(() -> TokenClaims.read(claimsOf(token), CONFIG, NOW.plusSeconds(1)))
        .hasMessage("the token has expired");
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT0S", "PT0.5S", "PT-1M", "PT1H0.001S", "P1D"})
  void refusesLifetimesOutOfBounds(String lifetime) {
    assertThatThrownBy(() -> TOKENS.issue("ada", List.of("*"), Duration.parse(lifetime)))
        .isInstanceOf(ActionableException.class)
        .hasMessageContaining("between 1 second and 60 minutes");
  }

  @Test
  void refusesTokensForNobodyAndForNothing() {
    Duration minute = Duration.ofMinutes(1);
    assertThatThrownBy(() -> TOKENS.issue(" ", List.of("*"), minute))
        .isInstanceOf(ActionableException.class);
    assertThatThrownBy(() -> TOKENS.issue("ada", List.of(), minute))
        .isInstanceOf(ActionableException.class);
    assertThatThrownBy(() -> TOKENS.issue("ada", List.of("*", "BER"), minute))
        .isInstanceOf(ActionableException.class)
        .hasMessageContaining("stands alone");
  }
}
