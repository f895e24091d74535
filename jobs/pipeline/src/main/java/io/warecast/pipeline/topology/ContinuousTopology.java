package io.warecast.pipeline.topology;

import io.warecast.domain.demand.DemandChange;
import io.warecast.domain.demand.DemandDay;
import io.warecast.domain.demand.IntradayProfile;
import io.warecast.domain.feature.FeatureVector;
import io.warecast.domain.forecast.Forecast;
import io.warecast.domain.forecast.ForecastReply;
import io.warecast.domain.recalibration.IntervalFactors;
import io.warecast.pipeline.operator.ContinuousOperator;
import io.warecast.pipeline.operator.ContinuousOutputs;
import io.warecast.pipeline.operator.ContinuousSettings;
import io.warecast.pipeline.operator.MadeForecast;
import io.warecast.pipeline.operator.Recalibration;
import io.warecast.pipeline.operator.SeriesInput;
import io.warecast.pipeline.operator.ServedClose;
import io.warecast.pipeline.operator.SharedInput;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/**
 * Joins the seed, the demand that orders make up and all that is shared to the continuous operator,
 * and aligns what comes out of it.
 */
public final class ContinuousTopology {

  private static final TypeInformation<SeriesInput> SERIES = TypeInformation.of(SeriesInput.class);
  private static final TypeInformation<SharedInput> SHARED = TypeInformation.of(SharedInput.class);

  private final SingleOutputStreamOperator<MadeForecast> made;
  private final AlignedForecasts aligned;
  private final AlignedForecasts shadows;

  private ContinuousTopology(
      SingleOutputStreamOperator<MadeForecast> made,
      Map<String, String> categories,
      Recalibration recalibration) {
    this.made = made;
    this.aligned = AlignedForecasts.of(made, categories, recalibration);
    this.shadows =
        AlignedForecasts.of(
            made.getSideOutput(ContinuousOutputs.SHADOWS), categories, recalibration, "-shadow");
  }

  /**
   * Builds the topology.
   *
   * @param seed demand and offers of the lake; its watermark stays low until all of it was read
   * @param changes what accepted orders add to demand days; its watermark closes days
   * @param control prices and requests; never hold the watermark back
   * @param shared calendars and models of the lake, as the seed
   * @param sharedControl events and models that come later, as {@code control}
   * @param categories by item id; items without a category are left out
   * @param recalibration whether intervals are corrected by what came
   */
  public static ContinuousTopology of(
      DataStream<SeriesInput> seed,
      DataStream<DemandChange> changes,
      DataStream<SeriesInput> control,
      DataStream<SharedInput> shared,
      DataStream<SharedInput> sharedControl,
      DataStream<IntradayProfile> profiles,
      Map<String, String> categories,
      Recalibration recalibration,
      ContinuousSettings settings) {
    DataStream<SeriesInput> ordered =
        changes.map(SeriesInput::of).returns(SERIES).name("ordered").uid("ordered-input");
    DataStream<SharedInput> learned =
        profiles.map(SharedInput::of).returns(SHARED).name("profiles").uid("profile-input");
    return new ContinuousTopology(
        KeyedOperators.connect(
            "continuous-forecast",
            seed.union(ordered, control),
            shared.union(sharedControl, learned),
            new ContinuousOperator(settings, categories),
            TypeInformation.of(MadeForecast.class)),
        categories,
        recalibration);
  }

  /** Every new forecast. */
  public DataStream<Forecast> forecasts() {
    return aligned.forecasts();
  }

  /** Those at the close of a day: one a series and day, equal to a batch's. */
  public DataStream<Forecast> closingForecasts() {
    return aligned.closing();
  }

  /** What was served at closes, beside what the days came to; of learned recalibration only. */
  public DataStream<ServedClose> servedCloses() {
    return aligned.servedCloses();
  }

  /** What intervals are corrected by from a close on; of learned recalibration only. */
  public DataStream<IntervalFactors> intervalFactors() {
    return aligned.intervalFactors();
  }

  /** What the shadow forecast at the close of a day; of each series a day later. */
  public DataStream<Forecast> shadowForecasts() {
    return shadows.closing();
  }

  /** Closed demand days and their corrections. */
  public DataStream<DemandDay> demandDays() {
    return made.getSideOutput(ContinuousOutputs.DEMAND_DAYS);
  }

  /** What the model saw, with every new forecast. */
  public DataStream<FeatureVector> features() {
    return made.getSideOutput(ContinuousOutputs.FEATURES);
  }

  /** What the model saw at the close of a day. */
  public DataStream<FeatureVector> closingFeatures() {
    return made.getSideOutput(ContinuousOutputs.CLOSING_FEATURES);
  }

  /** Answers to requests, those that there is a forecast for. */
  public DataStream<ForecastReply> replies() {
    return aligned.replies();
  }

  /** Answers to requests for which there is no forecast. */
  public DataStream<ForecastReply> refusals() {
    return made.getSideOutput(ContinuousOutputs.REFUSALS);
  }
}
