package io.warecast.benchmarks;

import io.warecast.domain.model.ModelReference;
import org.apache.flink.core.fs.Path;

/**
 * Where a registered version has its two boosters.
 *
 * @param mean of the mean
 * @param quantiles of the quantiles
 */
record BoosterFiles(Path mean, Path quantiles) {

  static BoosterFiles of(ModelReference model) {
    Path folder = new Path(new Path(model.registry(), model.name()), model.version());
    return new BoosterFiles(new Path(folder, "model.ubj"), new Path(folder, "quantiles.ubj"));
  }
}
