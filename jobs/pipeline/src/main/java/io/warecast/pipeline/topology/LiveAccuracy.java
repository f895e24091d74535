package io.warecast.pipeline.topology;

import io.warecast.domain.demand.DemandDay;
import io.warecast.domain.series.SeriesKey;
import io.warecast.pipeline.operator.ServedClose;
import io.warecast.pipeline.operator.monitoring.AccuracyPart;
import io.warecast.pipeline.operator.monitoring.ActualDay;
import io.warecast.pipeline.operator.monitoring.SeriesAccuracyOperator;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.DataStream;

/** Holds what was served against what came, while days close and are corrected. */
public final class LiveAccuracy {

  private static final TypeInformation<ActualDay> ACTUAL = TypeInformation.of(ActualDay.class);

  private LiveAccuracy() {}

  /**
   * Sums of each warehouse, demand class, day and lead; several of the same add up.
   *
   * @param demandDays of which those are taken that correct a closed day
   * @param latenessDays days after their close that days may be corrected
   */
  public static DataStream<AccuracyPart> parts(
      DataStream<ServedClose> closes, DataStream<DemandDay> demandDays, int latenessDays) {
    DataStream<ActualDay> closed =
        closes.map(ActualDay::of).returns(ACTUAL).name("closed").uid("accuracy-closes");
    DataStream<ActualDay> corrected =
        demandDays
            .filter(day -> day.revision() > 0)
            .name("corrections")
            .uid("corrections")
            .map(ActualDay::of)
            .returns(ACTUAL)
            .name("corrected")
            .uid("accuracy-corrections");
    return closed
        .union(corrected)
        .keyBy(ActualDay::key, TypeInformation.of(SeriesKey.class))
        .transform(
            "series-accuracy",
            TypeInformation.of(AccuracyPart.class),
            new SeriesAccuracyOperator(latenessDays))
        .uid("series-accuracy");
  }
}
