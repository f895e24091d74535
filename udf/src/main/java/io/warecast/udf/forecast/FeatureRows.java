package io.warecast.udf.forecast;

import io.warecast.domain.feature.DemandFeatures;
import io.warecast.scoring.forecast.ForecastBasis;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.data.ArrayData;
import org.apache.flink.table.data.GenericArrayData;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.types.DataType;

/** Feature rows as SQL has them: the day, the features, and the demand class of the series. */
final class FeatureRows {

  static final DataType TYPE = type();

  private static final int WIDTH = DemandFeatures.SCHEMA.width();

  private FeatureRows() {}

  static ArrayData of(ForecastBasis basis, int steps) {
    DemandFeatures features = basis.features();
    StringData demandClass = StringData.fromString(basis.demandClass().wireName());
    float[] row = new float[WIDTH];
    Object[] rows = new Object[steps];
    for (int step = 1; step <= steps; step++) {
      features.fill(step, row, 0);
      GenericRowData each = new GenericRowData(WIDTH + 2);
      each.setField(0, basis.originDay() + step);
      for (int i = 0; i < WIDTH; i++) {
        each.setField(1 + i, Float.isNaN(row[i]) ? null : (Object) row[i]);
      }
      each.setField(WIDTH + 1, demandClass);
      rows[step - 1] = each;
    }
    return new GenericArrayData(rows);
  }

  private static DataType type() {
    List<DataTypes.Field> fields = new ArrayList<>();
    fields.add(DataTypes.FIELD("target_date", DataTypes.DATE()));
    for (String name : DemandFeatures.SCHEMA.names()) {
      fields.add(DataTypes.FIELD(name, DataTypes.FLOAT()));
    }
    fields.add(DataTypes.FIELD("demand_class", DataTypes.STRING()));
    return DataTypes.ARRAY(DataTypes.ROW(fields.toArray(DataTypes.Field[]::new)))
        .bridgedTo(ArrayData.class);
  }
}
