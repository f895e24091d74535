package io.warecast.pipeline.backtest;

import io.warecast.domain.accuracy.AccuracyFigure;
import io.warecast.domain.accuracy.SeriesResiduals;
import io.warecast.domain.accuracy.StepBucket;
import io.warecast.pipeline.connector.lake.BacktestFiles;
import io.warecast.pipeline.connector.postgres.PostgresAccuracy;
import io.warecast.pipeline.connector.postgres.PostgresConfig;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Consumer;

/**
 * What a backtest has measured.
 *
 * @param id names its folder in the lake
 * @param version of the model that was tested
 * @param champion the version that it was held against, if any
 * @param origins epoch days, ascending
 * @param seen those of the origins that do not count as a test: the version has learned from what
 *     came after them
 */
public record BacktestResult(
    String id,
    String model,
    String version,
    Optional<String> champion,
    List<Integer> origins,
    List<Integer> seen,
    int horizon,
    List<AccuracyFigure> figures,
    BacktestFiles files) {

  public BacktestResult {
    origins = List.copyOf(origins);
    seen = List.copyOf(seen);
    figures = List.copyOf(figures);
  }

  /** A figure of all items over the whole horizon and all origins. */
  public OptionalDouble overall(String forecaster, String measure) {
    return figure(AccuracyFigure.ALL, AccuracyFigure.ALL, wholeHorizon(), forecaster, measure);
  }

  /** A figure of all origins together; empty where it is not defined or was not measured. */
  public OptionalDouble figure(
      String segmentKind, String segment, String steps, String forecaster, String measure) {
    return figures.stream()
        .filter(
            figure ->
                figure.originDay() == AccuracyFigure.ALL_ORIGINS
                    && figure.segmentKind().equals(segmentKind)
                    && figure.segment().equals(segment)
                    && figure.steps().equals(steps)
                    && figure.forecaster().equals(forecaster)
                    && figure.measure().equals(measure))
        .mapToDouble(AccuracyFigure::value)
        .findFirst();
  }

  /** The steps of figures that are of the whole horizon. */
  public String wholeHorizon() {
    return StepBucket.whole(horizon).wireName();
  }

  /** The segments of a kind that were measured, in alphabetical order. */
  public List<String> segments(String kind) {
    return figures.stream()
        .filter(figure -> figure.segmentKind().equals(kind))
        .map(AccuracyFigure::segment)
        .distinct()
        .sorted()
        .toList();
  }

  /** The forecasters that were compared, the tested version first. */
  public List<String> forecasters() {
    return figures.stream()
        .filter(figure -> figure.segmentKind().equals("class"))
        .map(AccuracyFigure::forecaster)
        .distinct()
        .toList();
  }

  /**
   * Hands over the residuals of groups and of items, one after the other, in no order; of very many
   * items those of a fixed share. Reads them from the lake.
   */
  public void residuals(Consumer<SeriesResiduals> consumer) {
    files.readResiduals(consumer);
  }

  /** Writes all figures to the table {@code forecast_accuracy}. */
  public void save(PostgresConfig postgres) {
    PostgresAccuracy.write(postgres, id, model, version, figures);
  }
}
