package io.warecast.benchmarks;

import io.warecast.domain.model.ModelReference;
import io.warecast.scoring.model.SplitGains;
import io.warecast.scoring.model.XgboostModel;
import io.warecast.scoring.registry.ModelFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.flink.core.fs.Path;

/**
 * The two boosters of a registered version.
 *
 * @param bytes of both files
 * @param mean what the splits of the mean booster have gained
 * @param quantiles the same of the quantile booster
 */
record StoredBoosters(long bytes, SplitGains mean, SplitGains quantiles) {

  static StoredBoosters of(ModelReference model) {
    BoosterFiles files = BoosterFiles.of(model);
    return new StoredBoosters(
        bytes(files.mean()) + bytes(files.quantiles()),
        gains(files.mean()),
        gains(files.quantiles()));
  }

  int leaves() {
    return mean.leaves() + quantiles.leaves();
  }

  private static long bytes(Path file) {
    try {
      return file.getFileSystem().getFileStatus(file).getLen();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static SplitGains gains(Path file) {
    try (XgboostModel model = ModelFile.at(file.toString()).load(1)) {
      return model.gains();
    }
  }
}
