package io.warecast.udf.forecast;

import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.types.DataType;

/**
 * Accumulators as the planner keeps them: as they are, by Flink's serializer of POJOs. A structured
 * type would be turned into a row and back for each row that is added.
 */
public final class AccumulatorType {

  private AccumulatorType() {}

  /** The type of a POJO. */
  public static <T> DataType of(Class<T> pojo) {
    return DataTypes.RAW(
        pojo, TypeInformation.of(pojo).createSerializer(new SerializerConfigImpl()));
  }
}
