package io.warecast.udf.forecast;

import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.data.ArrayData;
import org.apache.flink.table.data.GenericArrayData;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.DataType;

/**
 * A forecast as SQL has it: an array with a row for each day.
 *
 * @param firstDay epoch day of step 1
 */
record ForecastRows(int firstDay, float[] mean, float[] lower, float[] upper) {

  private static final int FIELDS = 4;

  static final DataType TYPE =
      DataTypes.ARRAY(
              DataTypes.ROW(
                  DataTypes.FIELD("target_date", DataTypes.DATE()),
                  DataTypes.FIELD("mean", DataTypes.FLOAT()),
                  DataTypes.FIELD("lower", DataTypes.FLOAT()),
                  DataTypes.FIELD("upper", DataTypes.FLOAT())))
          .bridgedTo(ArrayData.class);

  static ForecastRows of(int originDay, float[] mean, float[][] quantiles) {
    return new ForecastRows(originDay + 1, mean, quantiles[0], quantiles[quantiles.length - 1]);
  }

  /** What {@link #toArray} has written; no row and no value of it may be NULL. */
  static ForecastRows read(ArrayData rows) {
    int steps = rows.size();
    float[] mean = new float[steps];
    float[] lower = new float[steps];
    float[] upper = new float[steps];
    for (int i = 0; i < steps; i++) {
      RowData row = rows.getRow(i, FIELDS);
      mean[i] = row.getFloat(1);
      lower[i] = row.getFloat(2);
      upper[i] = row.getFloat(3);
    }
    int firstDay = steps == 0 ? 0 : rows.getRow(0, FIELDS).getInt(0);
    return new ForecastRows(firstDay, mean, lower, upper);
  }

  int steps() {
    return mean.length;
  }

  ArrayData toArray() {
    Object[] rows = new Object[mean.length];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = GenericRowData.of(firstDay + i, mean[i], lower[i], upper[i]);
    }
    return new GenericArrayData(rows);
  }
}
