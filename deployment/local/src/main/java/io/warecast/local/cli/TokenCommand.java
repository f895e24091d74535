package io.warecast.local.cli;

import io.warecast.gateway.security.AccessTokens;
import io.warecast.gateway.security.Role;
import io.warecast.gateway.security.TokenConfig;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Prints a token for the gateway. */
@Command(
    name = "token",
    mixinStandardHelpOptions = true,
    showDefaultValues = true,
    description = "Print a token for the HTTP API of the stack in this folder, and nothing else.",
    footer = {
      "",
      "Examples:",
      "  warecast token",
      "  warecast token --subject planner --warehouses hamburg,leeds --ttl 15m",
      "  curl -H \"Authorization: Bearer $(warecast token)\" ..."
    })
final class TokenCommand implements Callable<Integer> {

  private final GlobalOptions global;

  @Option(
      names = "--subject",
      paramLabel = "NAME",
      defaultValue = "local",
      description = "Who calls; named in audits.")
  private String subject = "local";

  @Option(
      names = "--warehouses",
      paramLabel = "ID",
      split = ",",
      defaultValue = "*",
      description = "Warehouses that it opens, separated by commas; * is all.")
  private List<String> warehouses = List.of();

  @Option(
      names = "--role",
      paramLabel = "ROLE",
      defaultValue = "planner",
      description =
          "What it allows: viewer reads, planner also has forecasts made (what-if),"
              + " admin also changes models. Takes ${COMPLETION-CANDIDATES}.")
  private Role role = Role.PLANNER;

  @Option(
      names = "--ttl",
      paramLabel = "TIME",
      defaultValue = "1h",
      converter = TimeConverter.class,
      description = "How long it is valid, such as 90s, 15m or 1h (the most).")
  private Duration ttl = Duration.ofHours(1);

  TokenCommand(GlobalOptions global) {
    this.global = global;
  }

  @Override
  public Integer call() {
    String secret = global.home().jwtSecret();
    System.out.println(
        AccessTokens.create(TokenConfig.ofSecret(secret)).issue(subject, warehouses, role, ttl));
    return 0;
  }

  static final class TimeConverter implements ITypeConverter<Duration> {
    @Override
    public Duration convert(String text) {
      try {
        return Duration.parse("PT" + text.toUpperCase(Locale.ROOT));
      } catch (DateTimeParseException e) {
        throw new TypeConversionException("'" + text + "' is no time such as 90s, 15m or 1h");
      }
    }
  }
}
