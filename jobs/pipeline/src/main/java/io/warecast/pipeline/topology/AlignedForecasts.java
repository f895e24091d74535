package io.warecast.pipeline.topology;

import io.warecast.domain.forecast.Forecast;
import io.warecast.domain.forecast.ForecastReply;
import io.warecast.domain.recalibration.IntervalFactors;
import io.warecast.domain.series.SeriesKey;
import io.warecast.pipeline.operator.AlignmentOperator;
import io.warecast.pipeline.operator.CategoryParts;
import io.warecast.pipeline.operator.GroupOf;
import io.warecast.pipeline.operator.MadeForecast;
import io.warecast.pipeline.operator.Recalibration;
import io.warecast.pipeline.operator.ServedClose;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/**
 * Forecasts once those of items are aligned with those of their groups; the same in the batch and
 * in the continuous job.
 *
 * @param forecasts every forecast that is to be served
 * @param closing those at the close of a day: one a series and day
 * @param replies to requests
 * @param servedCloses what was served at closes, beside what the days came to; of learned
 *     recalibration only
 * @param intervalFactors what intervals are corrected by from a close on; as {@code servedCloses}
 */
record AlignedForecasts(
    DataStream<Forecast> forecasts,
    DataStream<Forecast> closing,
    DataStream<ForecastReply> replies,
    DataStream<ServedClose> servedCloses,
    DataStream<IntervalFactors> intervalFactors) {

  /** Forecasts of the open day come one by one, and a reader waits for each. */
  private static final long HOP_MILLIS = 2;

  /**
   * Aligns forecasts. Those of a close must come before the watermark that passes it.
   *
   * @param categories by item id; items without a category are left out
   */
  static AlignedForecasts of(
      DataStream<MadeForecast> made, Map<String, String> categories, Recalibration recalibration) {
    return of(made, categories, recalibration, "");
  }

  /**
   * As the other.
   *
   * @param suffix of the operators' names
   */
  static AlignedForecasts of(
      DataStream<MadeForecast> made,
      Map<String, String> categories,
      Recalibration recalibration,
      String suffix) {
    SingleOutputStreamOperator<Forecast> aligned =
        made.flatMap(new CategoryParts())
            .returns(TypeInformation.of(MadeForecast.class))
            .name("category-parts" + suffix)
            .uid("category-parts" + suffix)
            .setBufferTimeout(HOP_MILLIS)
            .keyBy(new GroupOf(categories), TypeInformation.of(SeriesKey.class))
            .transform(
                "align" + suffix,
                TypeInformation.of(Forecast.class),
                new AlignmentOperator(recalibration))
            .uid("align" + suffix);
    return new AlignedForecasts(
        aligned,
        aligned.getSideOutput(AlignmentOperator.CLOSING_FORECASTS),
        aligned.getSideOutput(AlignmentOperator.REPLIES),
        aligned.getSideOutput(AlignmentOperator.SERVED_CLOSES),
        aligned.getSideOutput(AlignmentOperator.INTERVAL_FACTORS));
  }
}
