package io.warecast.pipeline.connector.lake;

import static org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit.MILLIS;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.BINARY;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.DOUBLE;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.FLOAT;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.INT32;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.INT64;

import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;

/** The column types of the lake. No column is ever null: what is unknown is {@code NaN} or "". */
final class Columns {

  private Columns() {}

  static Type text(String name) {
    return Types.required(BINARY).as(LogicalTypeAnnotation.stringType()).named(name);
  }

  /** Days since 1970-01-01, which tools show as a date. */
  static Type date(String name) {
    return Types.required(INT32).as(LogicalTypeAnnotation.dateType()).named(name);
  }

  /** Epoch millis, which tools show as a UTC time. */
  static Type instant(String name) {
    return Types.required(INT64).as(LogicalTypeAnnotation.timestampType(true, MILLIS)).named(name);
  }

  static Type real(String name) {
    return Types.required(FLOAT).named(name);
  }

  static Type precise(String name) {
    return Types.required(DOUBLE).named(name);
  }

  static Type dates(String name) {
    return Types.requiredList().element(date("element")).named(name);
  }

  static Type list(PrimitiveTypeName element, String name) {
    return Types.requiredList().requiredElement(element).named(name);
  }
}
