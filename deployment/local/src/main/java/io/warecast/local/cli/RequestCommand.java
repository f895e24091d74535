package io.warecast.local.cli;

import io.warecast.domain.ActionableException;
import io.warecast.domain.forecast.Explanation;
import io.warecast.domain.forecast.Forecast;
import io.warecast.domain.forecast.ForecastReply;
import io.warecast.domain.forecast.ForecastRequest;
import io.warecast.domain.forecast.WhatIf;
import io.warecast.domain.model.ModelAliases;
import io.warecast.domain.series.SeriesKey;
import io.warecast.local.server.LocalStack;
import io.warecast.local.terminal.ExplanationTable;
import io.warecast.local.terminal.ForecastTable;
import java.io.IOException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Asks the continuous job for a forecast made now. */
@Command(
    name = "request",
    mixinStandardHelpOptions = true,
    description = {
      "Ask the running job for a forecast of a series made now, with all that it knows.",
      "The options --price, --promoted, --temperature and --precipitation suppose something else of the days asked for than what is known: a what-if."
    },
    footer = {
      "",
      "Examples:",
      "  warecast request hamburg bakery-001 --days 14",
      "  warecast request hamburg bakery-001 --days 3 --explain",
      "  warecast request hamburg bakery-001 --date 2026-12-01 --days 3 --price 1.49 --promoted"
    })
final class RequestCommand implements Callable<Integer> {

  private static final int MAX_DAYS = 366;

  private final GlobalOptions global;
  @Mixin private final SeriesArguments series = new SeriesArguments();
  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--date",
      paramLabel = "DATE",
      description = "First day, such as 2026-12-01; without it, the first of the newest forecast.")
  private @Nullable LocalDate date;

  @Option(
      names = "--days",
      paramLabel = "N",
      defaultValue = "7",
      description = "Number of days, 1 to 366; ${DEFAULT-VALUE} when not given.")
  private int days = 7;

  @Option(names = "--price", paramLabel = "P", description = "What if a unit cost so much?")
  private @Nullable Float price;

  @Option(
      names = "--promoted",
      negatable = true,
      description = "What if the item were promoted, or were not?")
  private @Nullable Boolean promoted;

  @Option(
      names = "--temperature",
      paramLabel = "T",
      description = "What if the days' mean were so many degrees Celsius?")
  private @Nullable Float temperature;

  @Option(
      names = "--precipitation",
      paramLabel = "MM",
      description = "What if it rained so many millimetres a day?")
  private @Nullable Float precipitation;

  @Option(
      names = "--model-version",
      paramLabel = "V",
      defaultValue = ModelAliases.LATEST,
      description = "A version of the model other than the one in use.")
  private String modelVersion = ModelAliases.LATEST;

  @Option(
      names = "--explain",
      description =
          "Say what the mean of each day is made up of, in units; of the first seven days.")
  private boolean explain;

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      defaultValue = "30",
      description = "How long to wait for the reply; ${DEFAULT-VALUE} when not given.")
  private int timeout = 30;

  RequestCommand(GlobalOptions global) {
    this.global = global;
  }

  @Override
  public Integer call() throws IOException {
    SeriesKey key = series.key();
    require("--days", days, MAX_DAYS);
    require("--timeout", timeout, 3_600);
    LocalStack stack = RunningStack.of(global);
    ForecastRequest request = request(key, stack);
    ForecastReply reply = ForecastQuestion.ask(stack, request, Duration.ofSeconds(timeout));
    // The first day of the served forecast moves on with the orders, fast in a replay, and what
    // was to come is over.
    while (date == null
        && "bad_request".equals(reply.error())
        && firstDay(key, stack) > request.forecastDay()) {
      request = request(key, stack);
      reply = ForecastQuestion.ask(stack, request, Duration.ofSeconds(timeout));
    }
    print(request, reply);
    return 0;
  }

  private static int firstDay(SeriesKey key, LocalStack stack) throws IOException {
    return ForecastCommand.newest(stack.redis(), key).firstDay();
  }

  private ForecastRequest request(SeriesKey key, LocalStack stack) throws IOException {
    int day = date == null ? firstDay(key, stack) : (int) date.toEpochDay();
    WhatIf whatIf = new WhatIf(price, promoted, temperature, precipitation);
    return new ForecastRequest(
        UUID.randomUUID().toString(), key, day, days, modelVersion, whatIf, explain);
  }

  private static void print(ForecastRequest request, ForecastReply reply) {
    Forecast forecast = reply.forecast();
    if (forecast == null) {
      throw new ActionableException(
          "The job refused the request (%s): %s".formatted(reply.error(), reply.detail()));
    }
    System.out.print(ForecastTable.heading(forecast));
    if (!request.whatIf().isEmpty()) {
      System.out.println("supposing " + WhatIfText.of(request.whatIf()));
    }
    System.out.println();
    System.out.print(ForecastTable.of(forecast, request.forecastDay(), request.horizonDays()));
    Explanation explanation = reply.explanation();
    if (explanation != null) {
      System.out.printf("%nWhat the means are made up of, in units:%n%n");
      System.out.print(
          ExplanationTable.of(forecast, explanation, request.forecastDay(), request.horizonDays()));
    }
  }

  private void require(String option, int value, int max) {
    if (value < 1 || value > max) {
      throw new ParameterException(
          java.util.Objects.requireNonNull(spec).commandLine(),
          "%s is %,d, expected 1 to %,d.".formatted(option, value, max));
    }
  }
}
