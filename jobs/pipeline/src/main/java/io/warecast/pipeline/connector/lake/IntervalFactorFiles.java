package io.warecast.pipeline.connector.lake;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.warecast.domain.ActionableException;
import io.warecast.domain.demand.DemandClass;
import io.warecast.domain.recalibration.IntervalFactors;
import io.warecast.domain.recalibration.IntervalFactorsJson;
import io.warecast.domain.series.SeriesKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.serialization.Encoder;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.connector.file.sink.FileSink;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.streaming.api.functions.sink.filesystem.BucketAssigner;
import org.apache.flink.streaming.api.functions.sink.filesystem.OutputFileConfig;
import org.apache.flink.streaming.api.functions.sink.filesystem.bucketassigners.SimpleVersionedStringSerializer;
import org.apache.flink.streaming.api.functions.sink.filesystem.rollingpolicies.OnCheckpointRollingPolicy;

/**
 * What the continuous job has corrected intervals by from the close of each day on, in {@code
 * recalibration/SNAPSHOT/day=DAY/} of the lake, one line of JSON a group and demand class: so that
 * the batch at the same origin corrects them alike. Files count as soon as they have their final
 * name, which the job's checkpoint gives them, exactly once.
 */
public final class IntervalFactorFiles {

  /** Factors that are older say nothing any more: the job has not run for as long. */
  static final int DAYS_VALID = 14;

  private static final String FOLDER = "recalibration/";
  private static final String BUCKET = "day=";

  private final LakeFolder lake;
  private final String folder;

  private IntervalFactorFiles(LakeFolder lake, String snapshot) {
    this.lake = lake;
    this.folder = FOLDER + snapshot;
  }

  /**
   * The factors that were learned on top of one history.
   *
   * @param snapshot of the lake that holds the history
   */
  public static IntervalFactorFiles since(String lakeUri, String snapshot) {
    return new IntervalFactorFiles(LakeFolder.at(lakeUri), snapshot);
  }

  /** Writes factors; those up to a checkpoint are there when it is complete. */
  public Sink<IntervalFactors> sink() {
    Encoder<IntervalFactors> lines =
        (factors, out) ->
            out.write((IntervalFactorsJson.write(factors) + "\n").getBytes(StandardCharsets.UTF_8));
    return FileSink.forRowFormat(lake.path(folder), lines)
        .withBucketAssigner(new ByDay())
        .withRollingPolicy(OnCheckpointRollingPolicy.build())
        .withOutputFileConfig(new OutputFileConfig("part", ".json"))
        .build();
  }

  /**
   * The newest factors of each group and class at an origin, none of them of a later day; empty
   * where the continuous job has learned none.
   *
   * @param originDay epoch day
   * @throws ActionableException when a file cannot be read or is damaged
   */
  public Collection<IntervalFactors> at(int originDay) {
    Map<Pool, IntervalFactors> newest = new LinkedHashMap<>();
    try {
      for (FileStatus bucket : lake.list(folder)) {
        int day = day(bucket);
        if (day <= originDay && day > originDay - DAYS_VALID) {
          for (IntervalFactors factors : read(bucket.getPath().getName())) {
            newest.merge(
                new Pool(factors.group(), factors.demandClass()),
                factors,
                (one, other) -> one.originDay() >= other.originDay() ? one : other);
          }
        }
      }
    } catch (IOException e) {
      throw new ActionableException(
          "cannot read %s: %s. Check that the file system is up and that you may read it."
              .formatted(lake.path(folder), e.getMessage()),
          e);
    }
    return newest.values();
  }

  /** Removes all of them: for a start that counts every order since the history again. */
  public void deleteAll() {
    try {
      lake.deleteFolder(folder);
    } catch (IOException e) {
      throw new ActionableException(
          "cannot delete %s: %s. Check that you may write there."
              .formatted(lake.path(folder), e.getMessage()),
          e);
    }
  }

  private record Pool(SeriesKey group, DemandClass demandClass) {}

  /** The epoch day of a bucket; far in the future for what is none. */
  private static int day(FileStatus bucket) {
    String name = bucket.getPath().getName();
    try {
      return name.startsWith(BUCKET)
          ? (int) LocalDate.parse(name.substring(BUCKET.length())).toEpochDay()
          : Integer.MAX_VALUE;
    } catch (DateTimeParseException e) {
      return Integer.MAX_VALUE;
    }
  }

  private List<IntervalFactors> read(String bucket) throws IOException {
    List<IntervalFactors> factors = new ArrayList<>();
    for (FileStatus file : lake.list(folder + "/" + bucket)) {
      String name = folder + "/" + bucket + "/" + file.getPath().getName();
      if (!file.isDir() && !file.getPath().getName().startsWith(".")) {
        String text = new String(lake.bytes(name), StandardCharsets.UTF_8);
        for (String line : text.lines().toList()) {
          factors.add(parse(name, line));
        }
      }
    }
    return factors;
  }

  private IntervalFactors parse(String name, String line) {
    try {
      return IntervalFactorsJson.read(line);
    } catch (JsonProcessingException | IllegalArgumentException e) {
      throw new ActionableException(
          "%s is damaged: %s. Delete it; intervals are then corrected by what is left."
              .formatted(lake.path(name), e.getMessage()),
          e);
    }
  }

  private static final class ByDay implements BucketAssigner<IntervalFactors, String> {

    private static final long serialVersionUID = 1L;

    @Override
    public String getBucketId(IntervalFactors factors, Context context) {
      return BUCKET + LocalDate.ofEpochDay(factors.originDay());
    }

    @Override
    public SimpleVersionedSerializer<String> getSerializer() {
      return SimpleVersionedStringSerializer.INSTANCE;
    }
  }
}
