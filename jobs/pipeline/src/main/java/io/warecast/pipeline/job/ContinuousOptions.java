package io.warecast.pipeline.job;

import io.warecast.domain.ActionableException;
import picocli.CommandLine.Option;

/** What the continuous job takes; the same options on a cluster and on the command line at home. */
public final class ContinuousOptions {

  @Option(
      names = "--horizon",
      paramLabel = "DAYS",
      defaultValue = "28",
      description = "Days of every forecast, 1 to 366. Default: ${DEFAULT-VALUE}.")
  private int horizon = 28;

  @Option(
      names = "--lateness-days",
      paramLabel = "DAYS",
      defaultValue = "7",
      description =
          "Days after its close on which a demand day still takes orders, 0 to 60. Default: ${DEFAULT-VALUE}.")
  private int latenessDays = 7;

  @Option(
      names = "--out-of-orderness",
      paramLabel = "SECONDS",
      defaultValue = "10",
      description =
          "How far the orders of a partition may be out of order before a day closes. Default: ${DEFAULT-VALUE}.")
  private int outOfOrdernessSeconds = 10;

  @Option(
      names = "--idleness",
      paramLabel = "SECONDS",
      defaultValue = "60",
      description =
          "A partition without orders for so long does not hold time back any more. Default: ${DEFAULT-VALUE}.")
  private int idlenessSeconds = 60;

  @Option(
      names = "--interval",
      paramLabel = "MILLIS",
      defaultValue = "1000",
      description =
          "Shortest time between two forecasts of a series within a day. Default: ${DEFAULT-VALUE}.")
  private long intervalMillis = 1_000;

  @Option(
      names = "--relative-move",
      paramLabel = "SHARE",
      defaultValue = "0.05",
      description =
          "A series is forecast anew within a day when the expected total of the day moved by this share. Default: ${DEFAULT-VALUE}.")
  private double relativeMove = .05;

  @Option(
      names = "--least-move",
      paramLabel = "UNITS",
      defaultValue = "0.5",
      description = "... and by at least so many units. Default: ${DEFAULT-VALUE}.")
  private double leastMove = .5;

  @Option(
      names = "--model",
      paramLabel = "NAME",
      defaultValue = "demand",
      description = "Name of the model in the registry. Default: ${DEFAULT-VALUE}.")
  private String model = "demand";

  @Option(
      names = "--alias-poll",
      paramLabel = "SECONDS",
      defaultValue = "2",
      description = "How often the registry's aliases are looked at. Default: ${DEFAULT-VALUE}.")
  private int aliasPollSeconds = 2;

  /**
   * Refuses what is out of range.
   *
   * @throws ActionableException naming the option and what it takes
   */
  void check() {
    require("--horizon", horizon, 1, 366);
    require("--lateness-days", latenessDays, 0, 60);
    require("--out-of-orderness", outOfOrdernessSeconds, 0, 86_400);
    require("--idleness", idlenessSeconds, 1, 86_400);
    require("--interval", (double) intervalMillis, 0, 86_400_000);
    require("--alias-poll", aliasPollSeconds, 1, 3_600);
    require("--relative-move", relativeMove, 0, 10);
    require("--least-move", leastMove, 0, 1e9);
  }

  private static void require(String option, double value, double least, double most) {
    if (!(value >= least && value <= most)) {
      throw new ActionableException(
          "%s is %s, expected %.0f to %.0f".formatted(option, value, least, most));
    }
  }

  int horizon() {
    return horizon;
  }

  int latenessDays() {
    return latenessDays;
  }

  int outOfOrdernessSeconds() {
    return outOfOrdernessSeconds;
  }

  int idlenessSeconds() {
    return idlenessSeconds;
  }

  long intervalMillis() {
    return intervalMillis;
  }

  double relativeMove() {
    return relativeMove;
  }

  double leastMove() {
    return leastMove;
  }

  String model() {
    return model;
  }

  int aliasPollSeconds() {
    return aliasPollSeconds;
  }
}
