package io.warecast.pipeline.job;

import io.warecast.pipeline.backtest.BacktestResult;
import java.util.concurrent.Callable;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Runs a backtest on whatever Flink this runs in. */
@Command(name = "backtest", description = "Holds forecasts of the past against what came.")
public final class BacktestMain implements Callable<BacktestResult> {

  private static final Logger LOG = LoggerFactory.getLogger(BacktestMain.class);

  @Mixin private StorageOptions storage = new StorageOptions();
  @Mixin private PostgresOptions postgres = new PostgresOptions();
  @Mixin private BacktestOptions options = new BacktestOptions();

  private BacktestMain() {}

  /** Runs the job with the options that the class's fields describe. */
  public static void main(String[] arguments) throws Exception {
    LOG.info("{}", JobCommandLine.run(new BacktestMain(), arguments).files().location());
  }

  @Override
  public BacktestResult call() {
    BacktestResult result =
        BacktestJob.run(
            StreamExecutionEnvironment.getExecutionEnvironment(),
            storage.lake(),
            storage.models(),
            options,
            JobCommandLine.logged());
    result.save(postgres.config());
    return result;
  }
}
