package io.warecast.pipeline.operator;

import io.warecast.domain.ActionableException;
import io.warecast.domain.KafkaTopic;
import io.warecast.domain.deadletter.DeadLetter;
import io.warecast.domain.deadletter.RefusalReason;
import io.warecast.domain.message.ModelActivationJson;
import io.warecast.domain.model.ModelActivation;
import io.warecast.domain.model.ModelReference;
import io.warecast.scoring.model.ModelException;
import io.warecast.scoring.registry.ModelRegistry;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Loads each model that is to be activated, once, before any forecast depends on it. What cannot be
 * loaded or takes other features is refused, and the model in use stays.
 */
public final class ModelVerification extends ProcessFunction<ModelActivation, ModelReference> {

  /** Activations of models that cannot be used. */
  public static final OutputTag<DeadLetter> DEAD_LETTERS =
      new OutputTag<>("refused-models", TypeInformation.of(DeadLetter.class));

  private static final long serialVersionUID = 1L;
  private static final Logger LOG = LoggerFactory.getLogger(ModelVerification.class);

  private final String registry;

  /** A verification of the models of one registry. */
  public ModelVerification(String registry) {
    this.registry = registry;
  }

  @Override
  public void processElement(
      ModelActivation activation, Context context, Collector<ModelReference> out) {
    if (activation.version().isEmpty()) {
      out.collect(new ModelReference(registry, activation.name(), "", activation.warehouseId()));
      return;
    }
    try {
      String version =
          ModelRegistry.at(registry, activation.name()).manifest(activation.version()).version();
      ModelReference reference =
          new ModelReference(registry, activation.name(), version, activation.warehouseId());
      ActiveModels.load(reference).close();
      LOG.info("Model {} is activated", reference);
      out.collect(reference);
    } catch (ActionableException | ModelException e) {
      LOG.error("Model {} is refused, the one in use stays: {}", activation, e.getMessage());
      context.output(DEAD_LETTERS, refused(activation, String.valueOf(e.getMessage())));
    }
  }

  private static DeadLetter refused(ModelActivation activation, String detail) {
    return new DeadLetter(
        KafkaTopic.MODEL_ACTIVATIONS.topicName(),
        -1,
        -1,
        System.currentTimeMillis(),
        RefusalReason.BAD_MODEL,
        detail,
        new byte[0],
        ModelActivationJson.write(activation));
  }
}
