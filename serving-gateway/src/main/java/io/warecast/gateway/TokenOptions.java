package io.warecast.gateway;

import io.warecast.domain.ActionableException;
import io.warecast.gateway.security.TokenConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import picocli.CommandLine.Option;

/** The options of what tokens are checked with. */
final class TokenOptions {

  private static final String SECRET_VARIABLE = "WARECAST_JWT_SECRET";

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

  TokenConfig config(Map<String, String> environment) throws IOException {
    return new TokenConfig(secret(environment), keySet, issuer, audience);
  }

  private String secret(Map<String, String> environment) throws IOException {
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
}
