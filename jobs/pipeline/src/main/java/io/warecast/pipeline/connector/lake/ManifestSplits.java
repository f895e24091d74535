package io.warecast.pipeline.connector.lake;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.apache.flink.connector.file.src.FileSourceSplit;
import org.apache.flink.connector.file.src.enumerate.FileEnumerator;
import org.apache.flink.core.fs.Path;

/** Splits the files that the manifest names; what else lies in the folder does not count. */
record ManifestSplits(Path root, List<LakeFile> files) implements FileEnumerator.Provider {

  /** Large files are cut into ranges of about two row groups. */
  private static final long SPLIT_BYTES = 16L << 20;

  @Override
  public FileEnumerator create() {
    return (paths, minimum) -> splits();
  }

  Collection<FileSourceSplit> splits() {
    List<FileSourceSplit> splits = new ArrayList<>();
    for (LakeFile file : files) {
      for (long from = 0; from < file.bytes(); from += SPLIT_BYTES) {
        long length = Math.min(SPLIT_BYTES, file.bytes() - from);
        splits.add(
            new FileSourceSplit(
                file.path() + "@" + from,
                new Path(root, file.path()),
                from,
                length,
                0,
                file.bytes()));
      }
    }
    return splits;
  }
}
