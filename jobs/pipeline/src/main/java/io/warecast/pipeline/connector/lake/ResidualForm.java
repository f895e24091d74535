package io.warecast.pipeline.connector.lake;

import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.FLOAT;

import io.warecast.domain.accuracy.SeriesResiduals;
import io.warecast.domain.demand.DemandClass;
import io.warecast.domain.forecast.Method;
import io.warecast.domain.series.SeriesKey;
import java.util.Arrays;
import org.apache.parquet.schema.MessageType;

/**
 * {@code backtests/.../residuals/}: one row a series and origin. Rows of quantiles and of baselines
 * stand one behind the other, each as long as the horizon.
 */
record ResidualForm() implements ParquetForm<SeriesResiduals> {

  private static final MessageType SCHEMA =
      new MessageType(
          "residuals",
          Columns.text("warehouse_id"),
          Columns.text("item_id"),
          Columns.date("origin"),
          Columns.text("demand_class"),
          Columns.text("method"),
          Columns.real("level"),
          Columns.list(FLOAT, "actual"),
          Columns.list(FLOAT, "mean"),
          Columns.list(FLOAT, "levels"),
          Columns.list(FLOAT, "quantiles"),
          Columns.list(FLOAT, "baselines"));

  @Override
  public Class<SeriesResiduals> type() {
    return SeriesResiduals.class;
  }

  @Override
  public MessageType schema() {
    return SCHEMA;
  }

  @Override
  public void write(SeriesResiduals residuals, RowWriter row) {
    row.text(residuals.key().warehouseId())
        .text(residuals.key().itemId())
        .integer(residuals.originDay())
        .text(residuals.demandClass().wireName())
        .text(residuals.method().wireName())
        .real(residuals.level())
        .list(residuals.actual())
        .list(residuals.mean())
        .list(residuals.levels())
        .list(joined(residuals.quantiles(), residuals.horizon()))
        .list(joined(residuals.baselines(), residuals.horizon()));
  }

  @Override
  public SeriesResiduals read(RowReader row) {
    float[] actual = row.reals(6);
    return new SeriesResiduals(
        new SeriesKey(row.text(0), row.text(1)),
        row.integer(2),
        DemandClass.ofWireName(row.text(3)),
        Method.ofWireName(row.text(4)),
        row.real(5),
        actual,
        row.reals(7),
        row.reals(8),
        split(row.reals(9), actual.length),
        split(row.reals(10), actual.length));
  }

  private static float[] joined(float[][] rows, int length) {
    float[] all = new float[rows.length * length];
    for (int i = 0; i < rows.length; i++) {
      System.arraycopy(rows[i], 0, all, i * length, length);
    }
    return all;
  }

  private static float[][] split(float[] all, int length) {
    float[][] rows = new float[all.length / length][];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = Arrays.copyOfRange(all, i * length, (i + 1) * length);
    }
    return rows;
  }
}
