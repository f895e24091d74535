package io.warecast.scoring.registry;

import io.warecast.domain.ActionableException;
import io.warecast.scoring.model.ModelException;
import io.warecast.scoring.model.XgboostModel;
import java.io.IOException;
import java.io.Serializable;
import org.apache.flink.core.fs.Path;

/**
 * A file with one XGBoost model, outside of any registry, as it was when first looked at.
 *
 * @param uri on any Flink file system
 * @param sha256 of its bytes, in hex
 */
public record ModelFile(String uri, String sha256) implements Serializable {

  /**
   * The file as it is now.
   *
   * @throws ActionableException when it cannot be read
   */
  public static ModelFile at(String uri) {
    return new ModelFile(uri, Sha256.hex(read(uri)));
  }

  /**
   * Loads the model.
   *
   * @param threads that one prediction may use
   * @throws ActionableException when the file cannot be read, has changed, or is no XGBoost model
   *     in JSON or UBJ
   */
  public XgboostModel load(int threads) {
    byte[] bytes = read(uri);
    if (!Sha256.hex(bytes).equals(sha256)) {
      throw new ActionableException(
          "model file %s has changed since the query was planned: put it back, or submit the query again"
              .formatted(uri));
    }
    try {
      return XgboostModel.load(bytes, threads);
    } catch (ModelException e) {
      throw new ActionableException(
          "model file %s cannot be used (%s): name a model that XGBoost saved as JSON or UBJ"
              .formatted(uri, e.getMessage()),
          e);
    }
  }

  private static byte[] read(String uri) {
    try {
      return RegistryFiles.read(new Path(uri))
          .orElseThrow(
              () ->
                  new ActionableException(
                      "no model file %s: check the path, and that this machine can see it"
                          .formatted(uri)));
    } catch (IOException | IllegalArgumentException e) {
      throw new ActionableException(
          "cannot read model file %s (%s): name a file on a file system that Flink knows"
              .formatted(uri, e.getMessage()),
          e);
    }
  }
}
