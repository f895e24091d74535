package io.warecast.pipeline.job;

import java.util.concurrent.Callable;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Runs the daily batch on whatever Flink this runs in. */
@Command(name = "daily-forecast", description = "Forecasts every series of the lake as of a day.")
public final class DailyForecastMain implements Callable<RunSummary> {

  private static final Logger LOG = LoggerFactory.getLogger(DailyForecastMain.class);

  @Mixin private ServerOptions servers = new ServerOptions();
  @Mixin private DailyOptions options = new DailyOptions();

  private DailyForecastMain() {}

  /** Runs the job with the options that the class's fields describe. */
  public static void main(String[] arguments) throws Exception {
    LOG.info("{}", JobCommandLine.run(new DailyForecastMain(), arguments));
  }

  @Override
  public RunSummary call() {
    return DailyForecastJob.run(
        StreamExecutionEnvironment.getExecutionEnvironment(),
        servers.targets(),
        options,
        JobCommandLine.logged());
  }
}
