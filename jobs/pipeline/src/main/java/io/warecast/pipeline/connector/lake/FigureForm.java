package io.warecast.pipeline.connector.lake;

import io.warecast.domain.accuracy.AccuracyFigure;
import org.apache.parquet.schema.MessageType;

/** {@code backtests/.../figures/}: one row a measured value. */
record FigureForm() implements ParquetForm<AccuracyFigure> {

  private static final MessageType SCHEMA =
      new MessageType(
          "figure",
          Columns.date("origin"),
          Columns.text("segment_kind"),
          Columns.text("segment"),
          Columns.text("steps"),
          Columns.text("forecaster"),
          Columns.text("measure"),
          Columns.precise("value"));

  @Override
  public Class<AccuracyFigure> type() {
    return AccuracyFigure.class;
  }

  @Override
  public MessageType schema() {
    return SCHEMA;
  }

  @Override
  public void write(AccuracyFigure figure, RowWriter row) {
    row.integer(figure.originDay())
        .text(figure.segmentKind())
        .text(figure.segment())
        .text(figure.steps())
        .text(figure.forecaster())
        .text(figure.measure())
        .real(figure.value());
  }

  @Override
  public AccuracyFigure read(RowReader row) {
    return new AccuracyFigure(
        row.integer(0),
        row.text(1),
        row.text(2),
        row.text(3),
        row.text(4),
        row.text(5),
        row.precise(6));
  }
}
