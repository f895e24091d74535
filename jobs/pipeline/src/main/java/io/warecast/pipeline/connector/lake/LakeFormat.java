package io.warecast.pipeline.connector.lake;

import java.io.IOException;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.file.src.FileSourceSplit;
import org.apache.flink.connector.file.src.reader.BulkFormat;
import org.apache.flink.connector.file.src.util.CheckpointedPosition;
import org.apache.parquet.filter2.predicate.FilterPredicate;
import org.jspecify.annotations.Nullable;

/** Reads the records of a form from Parquet; a split is the row groups with their middle in it. */
record LakeFormat<T>(ParquetForm<T> form, @Nullable FilterPredicate filter)
    implements BulkFormat<T, FileSourceSplit> {

  @Override
  public Reader<T> createReader(Configuration config, FileSourceSplit split) throws IOException {
    return restoreReader(config, split);
  }

  @Override
  public Reader<T> restoreReader(Configuration config, FileSourceSplit split) throws IOException {
    LakeReader<T> reader =
        LakeReader.open(
            form, split.path(), split.offset(), split.offset() + split.length(), filter);
    return new LakeSplitReader<>(
        reader,
        split.getReaderPosition().map(CheckpointedPosition::getRecordsAfterOffset).orElse(0L));
  }

  @Override
  public boolean isSplittable() {
    return true;
  }

  @Override
  public TypeInformation<T> getProducedType() {
    return TypeInformation.of(form.type());
  }
}
