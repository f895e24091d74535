package io.warecast.domain.run;

import java.io.Serializable;
import java.util.regex.Pattern;

/**
 * One execution of a batch job that makes forecasts.
 *
 * @param runId unique, and in the order of begin when sorted as text; letters, digits and hyphens,
 *     so that it fits keys, file names and SQL as it is
 * @param sequence grows from run to run: of two runs of an origin the higher replaces the lower
 * @param originDay epoch day whose close is the origin
 * @param horizon steps of every forecast
 * @param modelVersion as the registry names it
 * @param lakeSnapshot names the state of the lake that the run read
 */
public record ForecastRun(
    String runId,
    long sequence,
    RunKind kind,
    int originDay,
    int horizon,
    String modelVersion,
    String lakeSnapshot)
    implements Serializable {

  private static final Pattern RUN_ID = Pattern.compile("[A-Za-z0-9-]{1,64}");

  public ForecastRun {
    if (!RUN_ID.matcher(runId).matches()) {
      throw new IllegalArgumentException(
          "run_id '%s' is not 1 to 64 letters, digits and hyphens".formatted(runId));
    }
    if (horizon < 1) {
      throw new IllegalArgumentException("horizon %d is not 1 or more".formatted(horizon));
    }
  }
}
