package io.warecast.pipeline.job;

import java.util.concurrent.Callable;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Trains a model on whatever Flink this runs in. */
@Command(name = "training", description = "Trains a model from the lake.")
public final class TrainingMain implements Callable<TrainedModels> {

  private static final Logger LOG = LoggerFactory.getLogger(TrainingMain.class);

  @Mixin private StorageOptions storage = new StorageOptions();
  @Mixin private TrainingOptions options = new TrainingOptions();

  private TrainingMain() {}

  /** Runs the job with the options that the class's fields describe. */
  public static void main(String[] arguments) throws Exception {
    TrainedModels trained = JobCommandLine.run(new TrainingMain(), arguments);
    LOG.info("{}", trained.model());
    trained
        .warehouses()
        .forEach(
            each ->
                LOG.info(
                    "Warehouse {}: {}, {}",
                    each.warehouseId(),
                    each.inUse().isEmpty() ? "model of all" : each.inUse(),
                    each.why()));
    trained.requireNoFailure();
  }

  @Override
  public TrainedModels call() {
    return TrainingJob.runWithWarehouses(
        StreamExecutionEnvironment.getExecutionEnvironment(),
        storage.lake(),
        storage.models(),
        options,
        JobCommandLine.logged());
  }
}
