package io.warecast.pipeline.connector.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.warecast.domain.covariate.SeriesOffers;
import io.warecast.domain.demand.DemandStretch;
import io.warecast.domain.order.OrderEvent;
import io.warecast.domain.series.SeriesKey;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.java.typeutils.PojoTypeInfo;
import org.apache.flink.api.java.typeutils.runtime.PojoSerializer;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.file.src.FileSourceSplit;
import org.apache.flink.connector.file.src.reader.BulkFormat;
import org.apache.flink.connector.file.src.util.CheckpointedPosition;
import org.apache.flink.connector.file.src.util.RecordAndPosition;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroupFactory;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LakeFormatTest {

  private static final DemandForm DEMAND = new DemandForm(Integer.MAX_VALUE);

  @TempDir Path folder;

  @Test
  void splitsOfAFileGiveEachRowOnce() throws IOException {
    int rows = 3_000;
    LakeFile file = write(rows, 2_200);
    List<FileSourceSplit> splits =
        new ArrayList<>(new ManifestSplits(lake().root(), List.of(file)).splits());
    assertThat(splits).hasSize(2);
    List<Integer> sizes = new ArrayList<>();
    List<String> items = new ArrayList<>();
    for (FileSourceSplit split : splits) {
      List<DemandStretch> read =
          drain(new LakeFormat<>(DEMAND, null).createReader(config(), split));
      sizes.add(read.size());
      read.forEach(stretch -> items.add(stretch.key().itemId()));
    }
    assertThat(sizes).allSatisfy(size -> assertThat(size).isPositive());
    assertThat(items).hasSize(rows).doesNotHaveDuplicates();
  }

  @Test
  void goesOnAfterTheLastRecordOfACheckpoint() throws IOException {
    LakeFile file = write(700, 10);
    FileSourceSplit split =
        new ManifestSplits(lake().root(), List.of(file)).splits().iterator().next();
    LakeFormat<DemandStretch> format = new LakeFormat<>(DEMAND, null);
    List<DemandStretch> all = drain(format.createReader(config(), split));
    try (BulkFormat.Reader<DemandStretch> reader = format.createReader(config(), split)) {
      reader.readBatch();
      RecordAndPosition<DemandStretch> record = reader.readBatch().next();
      CheckpointedPosition position =
          new CheckpointedPosition(record.getOffset(), record.getRecordSkipCount());
      List<DemandStretch> rest =
          drain(format.restoreReader(config(), split.updateWithCheckpointedPosition(position)));
      assertThat(rest).hasSize(700 - 257);
      assertThat(rest.get(0).key()).isEqualTo(all.get(257).key());
      assertThat(rest.get(0).units()).isEqualTo(all.get(257).units());
    }
  }

  @Test
  void readsWhatAnotherToolWroteWithOptionalColumnsInAnotherOrder() throws IOException {
    MessageType schema =
        MessageTypeParser.parseMessageType(
            """
            message other {
              optional group units (LIST) { repeated group list { optional float element; } }
              optional int32 first_day (DATE);
              optional int64 more;
              optional binary item_id (STRING);
              optional binary warehouse_id (STRING);
            }
            """);
    Path path = folder.resolve("other.parquet");
    try (ParquetWriter<Group> writer =
        ExampleParquetWriter.builder(new LocalOutputFile(path)).withType(schema).build()) {
      for (int i = 0; i < 2; i++) {
        Group row = new SimpleGroupFactory(schema).newGroup();
        row.append("warehouse_id", "W").append("item_id", "i" + i).append("first_day", i);
        if (i == 0) {
          Group list = row.addGroup("units");
          list.addGroup("list").append("element", 1.5f);
          list.addGroup("list");
          list.addGroup("list").append("element", 2.5f);
        }
        writer.write(row);
      }
    }
    try (LakeReader<DemandStretch> reader = open(DEMAND, path)) {
      DemandStretch first = reader.next();
      assertThat(first.key()).isEqualTo(new SeriesKey("W", "i0"));
      assertThat(first.units()).containsExactly(1.5f, Float.NaN, 2.5f);
      DemandStretch second = reader.next();
      assertThat(second.firstDay()).isEqualTo(1);
      assertThat(second.units()).isEmpty();
      assertThat(reader.next()).isNull();
    }
  }

  @Test
  void namesTheFileAndTheColumnThatItLacks() throws IOException {
    Path path = folder.resolve(write(1, 1).path());
    assertThatThrownBy(
            () -> {
              try (LakeReader<SeriesOffers> reader = open(new OffersForm(), path)) {
                reader.next();
              }
            })
        .hasMessageContaining(path.getFileName().toString())
        .hasMessageContaining("from_days");
  }

  @Test
  void travelsWithoutKryo() {
    SerializerConfigImpl config = new SerializerConfigImpl();
    config.setGenericTypes(false);
    for (Class<?> type : List.of(DemandStretch.class, SeriesOffers.class, OrderEvent.class)) {
      TypeInformation<?> information = TypeInformation.of(type);
      assertThat(information).isInstanceOf(PojoTypeInfo.class);
      assertThat(information.createSerializer(config)).isInstanceOf(PojoSerializer.class);
    }
  }

  private LakeFile write(int rows, int days) {
    Random random = new Random(3);
    PartWriter<DemandStretch> parts = new PartWriter<>(lake(), "demand", "test", DEMAND);
    for (int i = 0; i < rows; i++) {
      float[] units = new float[days];
      for (int d = 0; d < days; d++) {
        units[d] = random.nextFloat();
      }
      parts.write(new DemandStretch(new SeriesKey("W", "i" + i), 0, units));
    }
    List<LakeFile> files = parts.finish();
    assertThat(files).hasSize(1);
    assertThat(files.get(0).rows()).isEqualTo(rows);
    return files.get(0);
  }

  private static <T> LakeReader<T> open(ParquetForm<T> form, Path path) {
    return LakeReader.open(
        form, new org.apache.flink.core.fs.Path(path.toUri()), 0, Long.MAX_VALUE, null);
  }

  private static List<DemandStretch> drain(BulkFormat.Reader<DemandStretch> reader)
      throws IOException {
    List<DemandStretch> all = new ArrayList<>();
    try (reader) {
      for (var batch = reader.readBatch(); batch != null; batch = reader.readBatch()) {
        for (var next = batch.next(); next != null; next = batch.next()) {
          all.add(next.getRecord());
        }
      }
    }
    return all;
  }

  private LakeFolder lake() {
    return LakeFolder.at(folder.toUri().toString());
  }

  private static Configuration config() {
    return new Configuration();
  }
}
