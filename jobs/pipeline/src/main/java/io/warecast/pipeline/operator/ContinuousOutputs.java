package io.warecast.pipeline.operator;

import io.warecast.domain.demand.DemandDay;
import io.warecast.domain.feature.FeatureVector;
import io.warecast.domain.forecast.ForecastReply;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.util.OutputTag;

/** What a {@link ContinuousOperator} gives out beside every new forecast. */
public final class ContinuousOutputs {

  /** Closed demand days and their corrections. */
  public static final OutputTag<DemandDay> DEMAND_DAYS =
      new OutputTag<>("demand-days", TypeInformation.of(DemandDay.class));

  /** What the model saw, with every forecast. */
  public static final OutputTag<FeatureVector> FEATURES =
      new OutputTag<>("features", TypeInformation.of(FeatureVector.class));

  /** What the model saw at the close of a day. */
  public static final OutputTag<FeatureVector> CLOSING_FEATURES =
      new OutputTag<>("closing-features", TypeInformation.of(FeatureVector.class));

  /** What the shadow forecast at the close of a day, on its way to be aligned. */
  public static final OutputTag<MadeForecast> SHADOWS =
      new OutputTag<>("shadows", TypeInformation.of(MadeForecast.class));

  /** Answers to requests for which there is no forecast. */
  public static final OutputTag<ForecastReply> REFUSALS =
      new OutputTag<>("refusals", TypeInformation.of(ForecastReply.class));

  private ContinuousOutputs() {}
}
