package io.warecast.pipeline.operator;

import io.warecast.domain.accuracy.AccuracyFigure;
import io.warecast.domain.accuracy.HierarchyAccuracy;
import io.warecast.domain.accuracy.PairedTest;
import io.warecast.domain.accuracy.SeriesResiduals;
import io.warecast.domain.accuracy.SeriesScale;
import io.warecast.domain.accuracy.StepBucket;
import io.warecast.domain.series.SeriesKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;

/** Adds up the figures of a backtest, one block after the other, in any order. */
final class AccuracyTally {

  private static final long TEST_SEED = 1;

  private final SeriesCatalogue catalogue;
  private final List<SeriesCatalogue.Level> levels;
  private final List<StepBucket> buckets = new ArrayList<>();
  private final int horizon;
  private final int weeks;
  private final Map<Segment, Map<String, AccuracySums[]>> sums = new LinkedHashMap<>();
  private final Map<Integer, HierarchyAccuracy> hierarchies = new TreeMap<>();
  private final Map<String, Map<String, Losses>> losses = new TreeMap<>();
  private List<String> forecasters = List.of();

  AccuracyTally(SeriesCatalogue catalogue, int horizon) {
    this.catalogue = catalogue;
    this.levels = catalogue.levels();
    this.horizon = horizon;
    buckets.add(StepBucket.whole(horizon));
    buckets.addAll(StepBucket.weeks(horizon));
    this.weeks = buckets.size() - 1;
    for (int step = 1; step <= horizon; step++) {
      buckets.add(new StepBucket(step, step));
    }
  }

  void add(BacktestBlock block) {
    SeriesResiduals residuals = block.residuals();
    SeriesScale scale = SeriesScale.of(block.history(), residuals.originDay());
    List<Segment> segments = segments(residuals);
    forecasters = Arrays.stream(block.predictions()).map(Prediction::forecaster).toList();
    for (Prediction prediction : block.predictions()) {
      AccuracySums[] own = own(residuals.actual(), prediction, scale);
      for (Segment segment : segments) {
        AccuracySums[] all =
            sums.computeIfAbsent(segment, key -> new LinkedHashMap<>())
                .computeIfAbsent(
                    prediction.forecaster(), name -> empty(segment.buckets(weeks, horizon), own));
        for (int i = 0; i < all.length; i++) {
          all[i].add(own[i]);
        }
      }
      if (catalogue.isSingle(residuals.key())) {
        losses(residuals, prediction.forecaster()).add(own[0]);
      }
    }
    if (catalogue.isSingle(residuals.key())) {
      addToHierarchy(block);
    }
  }

  /** The sums of one series: of the whole horizon, of its weeks and of its steps. */
  private AccuracySums[] own(float[] actual, Prediction prediction, SeriesScale scale) {
    AccuracySums[] own = new AccuracySums[buckets.size()];
    Arrays.setAll(own, i -> new AccuracySums(prediction.levels()));
    for (int step = 1; step <= horizon; step++) {
      own[weeks + step].add(actual[step - 1], prediction, step - 1);
      own[1 + StepBucket.week(step)].add(own[weeks + step]);
    }
    for (int week = 1; week <= weeks; week++) {
      own[0].add(own[week]);
    }
    for (AccuracySums each : own) {
      each.scale(scale);
    }
    return own;
  }

  private static AccuracySums[] empty(int size, AccuracySums[] like) {
    AccuracySums[] empty = new AccuracySums[size];
    Arrays.setAll(empty, i -> like[i].ofSameLevels());
    return empty;
  }

  private List<Segment> segments(SeriesResiduals residuals) {
    SeriesKey key = residuals.key();
    List<Segment> segments = new ArrayList<>();
    String demandClass = residuals.demandClass().wireName();
    segments.add(Segment.pooled("class", demandClass));
    segments.add(new Segment(residuals.originDay(), "class", demandClass));
    if (key.itemId().equals(SeriesKey.TOTAL)) {
      segments.add(Segment.pooled("total", key.warehouseId()));
    }
    if (catalogue.isSingle(key)) {
      segments.add(Segment.pooled(AccuracyFigure.ALL, AccuracyFigure.ALL));
      segments.add(new Segment(residuals.originDay(), AccuracyFigure.ALL, AccuracyFigure.ALL));
      segments.add(Segment.pooled("warehouse", key.warehouseId()));
      segments.add(new Segment(residuals.originDay(), "warehouse", key.warehouseId()));
      segments.add(Segment.pooled("method", residuals.method().wireName()));
      addNamed(segments, "category", catalogue.category(key));
      addNamed(segments, "department", catalogue.department(key));
    }
    return segments;
  }

  private static void addNamed(List<Segment> segments, String kind, String name) {
    if (!name.isEmpty()) {
      segments.add(Segment.pooled(kind, name));
    }
  }

  private void addToHierarchy(BacktestBlock block) {
    SeriesResiduals residuals = block.residuals();
    Prediction[] predictions = block.predictions();
    float[][] means = new float[predictions.length][];
    Arrays.setAll(means, i -> predictions[i].mean());
    hierarchies
        .computeIfAbsent(
            residuals.originDay(),
            day -> new HierarchyAccuracy(day, horizon, levels.size(), predictions.length))
        .add(
            levels.stream().map(level -> level.node(residuals.key(), catalogue)).toList(),
            block.sold(),
            block.history(),
            residuals.actual(),
            means);
  }

  /** Series of a category in a warehouse at an origin move together: they are one block. */
  private Losses losses(SeriesResiduals residuals, String forecaster) {
    String place =
        residuals.originDay()
            + "|"
            + residuals.key().warehouseId()
            + "|"
            + catalogue.category(residuals.key());
    return losses
        .computeIfAbsent(place, key -> new TreeMap<>())
        .computeIfAbsent(forecaster, key -> new Losses());
  }

  /** Gives out every figure. */
  void figures(Consumer<AccuracyFigure> receiver) {
    sums.forEach(
        (segment, byForecaster) ->
            byForecaster.forEach(
                (forecaster, sized) -> {
                  for (int i = 0; i < sized.length; i++) {
                    String steps = buckets.get(i).wireName();
                    sized[i].measures(
                        (measure, value) ->
                            receiver.accept(segment.figure(steps, forecaster, measure, value)));
                  }
                }));
    wrmsse(receiver);
    tests(receiver);
  }

  private void wrmsse(Consumer<AccuracyFigure> receiver) {
    String steps = buckets.get(0).wireName();
    for (int f = 0; f < forecasters.size(); f++) {
      double sum = 0;
      for (Map.Entry<Integer, HierarchyAccuracy> entry : hierarchies.entrySet()) {
        List<Double> values = entry.getValue().wrmsseByLevel(f);
        for (int level = 0; level < values.size(); level++) {
          String name = level < levels.size() ? levels.get(level).wireName() : "series";
          receiver.accept(
              new Segment(entry.getKey(), "level", name)
                  .figure(steps, forecasters.get(f), "wrmsse", values.get(level)));
        }
        double value = entry.getValue().wrmsse(f);
        sum += value;
        receiver.accept(
            new Segment(entry.getKey(), AccuracyFigure.ALL, AccuracyFigure.ALL)
                .figure(steps, forecasters.get(f), "wrmsse", value));
      }
      receiver.accept(
          Segment.pooled(AccuracyFigure.ALL, AccuracyFigure.ALL)
              .figure(steps, forecasters.get(f), "wrmsse", sum / hierarchies.size()));
    }
  }

  /** The tested version against every other forecaster. */
  private void tests(Consumer<AccuracyFigure> receiver) {
    Segment all = Segment.pooled(AccuracyFigure.ALL, AccuracyFigure.ALL);
    String steps = buckets.get(0).wireName();
    Set<String> others = new LinkedHashSet<>(forecasters);
    others.remove(AccuracyFigure.MODEL);
    for (String other : others) {
      PairedTest errors = test(other, losses -> losses.absoluteError);
      PairedTest pinball = test(other, losses -> losses.pinball);
      receiver.accept(all.figure(steps, other, "model_wape_change", errors.relativeDifference()));
      receiver.accept(all.figure(steps, other, "model_wape_p", errors.pValue()));
      receiver.accept(
          all.figure(steps, other, "model_pinball_change", pinball.relativeDifference()));
      receiver.accept(all.figure(steps, other, "model_pinball_p", pinball.pValue()));
      receiver.accept(all.figure(steps, other, "blocks", errors.blocks()));
    }
  }

  private PairedTest test(String other, ToDoubleFunction<Losses> loss) {
    Losses none = new Losses();
    return PairedTest.of(
        losses.values().stream()
            .mapToDouble(
                block -> loss.applyAsDouble(block.getOrDefault(AccuracyFigure.MODEL, none)))
            .toArray(),
        losses.values().stream()
            .mapToDouble(block -> loss.applyAsDouble(block.getOrDefault(other, none)))
            .toArray(),
        TEST_SEED);
  }

  private static final class Losses {
    private double absoluteError;
    private double pinball;

    void add(AccuracySums sums) {
      absoluteError += sums.absoluteError();
      pinball += sums.pinballLoss();
    }
  }

  /** Series and origins that are added up together. */
  private record Segment(int originDay, String kind, String name) {

    static Segment pooled(String kind, String name) {
      return new Segment(AccuracyFigure.ALL_ORIGINS, kind, name);
    }

    /** One origin is judged as a whole, all items and groups by step, the rest by week. */
    int buckets(int weeks, int horizon) {
      if (originDay != AccuracyFigure.ALL_ORIGINS) {
        return 1;
      }
      boolean isBroad = kind.equals(AccuracyFigure.ALL) || name.equals("group");
      return isBroad ? 1 + weeks + horizon : 1 + weeks;
    }

    AccuracyFigure figure(String steps, String forecaster, String measure, double value) {
      return new AccuracyFigure(originDay, kind, name, steps, forecaster, measure, value);
    }
  }
}
