package io.warecast.domain.message;

import io.warecast.domain.deadletter.RefusedException;
import io.warecast.domain.model.ModelActivation;
import java.util.regex.Pattern;

/**
 * The JSON of a {@link ModelActivation} on the topic {@code model-activations}: {model_name,
 * version, warehouse_id?}; without a warehouse it is for all that have no model of their own. With
 * a warehouse and an empty version, the warehouse uses the model of all others again.
 */
public final class ModelActivationJson {

  /** Both become folders of the registry: nothing that could lead out of it. */
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,127}");

  private ModelActivationJson() {}

  public static byte[] write(ModelActivation activation) {
    return MessageJson.object(
        json -> {
          json.writeStringField("model_name", activation.name());
          json.writeStringField("version", activation.version());
          if (!activation.warehouseId().isEmpty()) {
            json.writeStringField("warehouse_id", activation.warehouseId());
          }
        });
  }

  /**
   * Reads a message.
   *
   * @throws RefusedException when it cannot be used
   */
  public static ModelActivation read(byte[] message) throws RefusedException {
    MessageFields fields = MessageFields.of(message);
    boolean global = fields.textOr("warehouse_id", "").isEmpty();
    boolean isWithdrawn = !global && fields.textOr("version", "").isEmpty();
    return new ModelActivation(
        name(fields, "model_name"),
        isWithdrawn ? "" : name(fields, "version"),
        global ? "" : fields.warehouse("warehouse_id"));
  }

  static String name(MessageFields fields, String field) throws RefusedException {
    String name = fields.text(field);
    if (!NAME.matcher(name).matches()) {
      throw fields.refused(field, "is not 1 to 128 letters, digits, dots, hyphens and underscores");
    }
    return name;
  }
}
