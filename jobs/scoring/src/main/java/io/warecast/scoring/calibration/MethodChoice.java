package io.warecast.scoring.calibration;

import io.warecast.domain.demand.DemandClass;
import io.warecast.domain.forecast.BaselineForecaster;
import io.warecast.domain.forecast.Method;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

/**
 * Finds the method that forecasts each class of items best: the model's, unless a baseline's error
 * is clearly smaller over all held-back origins and not larger at any of them.
 */
final class MethodChoice {

  /** Share of the model's error that a baseline must save before it takes a class over. */
  private static final double CLEARLY = .02;

  private MethodChoice() {}

  /** The methods of the classes for which there is a better one than the model. */
  @SuppressWarnings("EnumOrdinal") // the order in which the forecasts hold them
  static Map<DemandClass, Method> choose(Collection<HeldBackForecast> forecasts) {
    Map<DemandClass, Map<Method, Errors>> byClass = new EnumMap<>(DemandClass.class);
    for (HeldBackForecast each : forecasts) {
      if (!each.key().isGroup() && each.method() == Method.XGBOOST && each.scale() > 0) {
        Map<Method, Errors> errors =
            byClass.computeIfAbsent(each.demandClass(), c -> new EnumMap<>(Method.class));
        add(errors, Method.XGBOOST, each, each.mean());
        for (BaselineForecaster baseline : BaselineForecaster.values()) {
          add(errors, baseline.method(), each, each.baselines()[baseline.ordinal()]);
        }
      }
    }
    Map<DemandClass, Method> chosen = new EnumMap<>(DemandClass.class);
    byClass.forEach(
        (demandClass, errors) -> {
          Method best = best(errors);
          if (best != Method.XGBOOST) {
            chosen.put(demandClass, best);
          }
        });
    return chosen;
  }

  private static void add(
      Map<Method, Errors> errors, Method method, HeldBackForecast forecast, float[] mean) {
    errors.computeIfAbsent(method, m -> new Errors()).add(forecast, mean);
  }

  private static Method best(Map<Method, Errors> errors) {
    Errors model = errors.getOrDefault(Method.XGBOOST, new Errors());
    Method best = Method.XGBOOST;
    double least = model.total() * (1 - CLEARLY);
    for (Map.Entry<Method, Errors> each : errors.entrySet()) {
      if (each.getValue().total() < least && each.getValue().isNowhereAbove(model)) {
        best = each.getKey();
        least = each.getValue().total();
      }
    }
    return best;
  }

  /** Scaled errors of one method by origin: roots of the mean squares, weighted by units. */
  private static final class Errors {
    private final Map<Integer, Double> byOrigin = new HashMap<>();

    void add(HeldBackForecast forecast, float[] mean) {
      double squares = 0;
      double units = 0;
      int days = 0;
      for (int step = 0; step < forecast.steps(); step++) {
        float actual = forecast.actual()[step];
        if (!Float.isNaN(actual)) {
          squares += Math.pow(mean[step] - (double) actual, 2);
          units += actual;
          days++;
        }
      }
      if (days > 0) {
        double error = Math.sqrt(squares / days / forecast.scale());
        // Items that did not sell still count a little: forecasting them too high is an error too.
        byOrigin.merge(forecast.originDay(), error * (units + 1), Double::sum);
      }
    }

    double total() {
      return byOrigin.values().stream().mapToDouble(Double::doubleValue).sum();
    }

    boolean isNowhereAbove(Errors other) {
      return byOrigin.entrySet().stream()
          .allMatch(
              at ->
                  at.getValue()
                      <= other.byOrigin.getOrDefault(at.getKey(), Double.POSITIVE_INFINITY));
    }
  }
}
