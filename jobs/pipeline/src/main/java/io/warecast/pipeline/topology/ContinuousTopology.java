package io.warecast.pipeline.topology;

import io.warecast.domain.demand.DemandChange;
import io.warecast.domain.demand.DemandDay;
import io.warecast.domain.demand.IntradayProfile;
import io.warecast.domain.feature.FeatureVector;
import io.warecast.domain.forecast.Forecast;
import io.warecast.domain.forecast.ForecastReply;
import io.warecast.pipeline.operator.ContinuousOperator;
import io.warecast.pipeline.operator.ContinuousOutputs;
import io.warecast.pipeline.operator.ContinuousSettings;
import io.warecast.pipeline.operator.SeriesInput;
import io.warecast.pipeline.operator.SharedInput;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/**
 * Joins the seed, the demand that orders make up and all that is shared to the continuous operator.
 */
public final class ContinuousTopology {

  private static final TypeInformation<SeriesInput> SERIES = TypeInformation.of(SeriesInput.class);
  private static final TypeInformation<SharedInput> SHARED = TypeInformation.of(SharedInput.class);

  private final SingleOutputStreamOperator<Forecast> forecasts;

  private ContinuousTopology(SingleOutputStreamOperator<Forecast> forecasts) {
    this.forecasts = forecasts;
  }

  /**
   * Builds the topology.
   *
   * @param seed demand and offers of the lake; its watermark stays low until all of it was read
   * @param changes what accepted orders add to demand days; its watermark closes days
   * @param control prices and requests; never hold the watermark back
   * @param shared calendars and models of the lake, as the seed
   * @param sharedControl events and models that come later, as {@code control}
   */
  public static ContinuousTopology of(
      DataStream<SeriesInput> seed,
      DataStream<DemandChange> changes,
      DataStream<SeriesInput> control,
      DataStream<SharedInput> shared,
      DataStream<SharedInput> sharedControl,
      DataStream<IntradayProfile> profiles,
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
            new ContinuousOperator(settings),
            TypeInformation.of(Forecast.class)));
  }

  /** Every new forecast. */
  public DataStream<Forecast> forecasts() {
    return forecasts;
  }

  /** Those at the close of a day: one a series and day, equal to a batch's. */
  public DataStream<Forecast> closingForecasts() {
    return forecasts.getSideOutput(ContinuousOutputs.CLOSING_FORECASTS);
  }

  /** Closed demand days and their corrections. */
  public DataStream<DemandDay> demandDays() {
    return forecasts.getSideOutput(ContinuousOutputs.DEMAND_DAYS);
  }

  /** What the model saw, with every new forecast. */
  public DataStream<FeatureVector> features() {
    return forecasts.getSideOutput(ContinuousOutputs.FEATURES);
  }

  /** What the model saw at the close of a day. */
  public DataStream<FeatureVector> closingFeatures() {
    return forecasts.getSideOutput(ContinuousOutputs.CLOSING_FEATURES);
  }

  public DataStream<ForecastReply> replies() {
    return forecasts.getSideOutput(ContinuousOutputs.REPLIES);
  }
}
