package io.warecast.pipeline.connector.lake;

import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.MessageType;

/** Hands the columns of one row after the other to Parquet, without boxing list elements. */
final class RowWriter {

  private final MessageType schema;
  private final RecordConsumer to;
  private int field;

  RowWriter(MessageType schema, RecordConsumer to) {
    this.schema = schema;
    this.to = to;
  }

  void begin() {
    to.startMessage();
    field = 0;
  }

  void end() {
    if (field != schema.getFieldCount()) {
      throw new IllegalStateException(
          "%d of %d columns were written".formatted(field, schema.getFieldCount()));
    }
    to.endMessage();
  }

  RowWriter text(String value) {
    startField();
    to.addBinary(Binary.fromString(value));
    return endField();
  }

  RowWriter integer(int value) {
    startField();
    to.addInteger(value);
    return endField();
  }

  RowWriter integer(long value) {
    startField();
    to.addLong(value);
    return endField();
  }

  RowWriter real(float value) {
    startField();
    to.addFloat(value);
    return endField();
  }

  RowWriter real(double value) {
    startField();
    to.addDouble(value);
    return endField();
  }

  RowWriter list(float[] values) {
    startList(values.length);
    for (float value : values) {
      startElement();
      to.addFloat(value);
      endElement();
    }
    return endList(values.length);
  }

  RowWriter list(int[] values) {
    startList(values.length);
    for (int value : values) {
      startElement();
      to.addInteger(value);
      endElement();
    }
    return endList(values.length);
  }

  RowWriter list(boolean[] values) {
    startList(values.length);
    for (boolean value : values) {
      startElement();
      to.addBoolean(value);
      endElement();
    }
    return endList(values.length);
  }

  private void startField() {
    to.startField(schema.getFieldName(field), field);
  }

  private RowWriter endField() {
    to.endField(schema.getFieldName(field), field);
    field++;
    return this;
  }

  private void startList(int length) {
    startField();
    to.startGroup();
    if (length > 0) {
      to.startField("list", 0);
    }
  }

  private void startElement() {
    to.startGroup();
    to.startField("element", 0);
  }

  private void endElement() {
    to.endField("element", 0);
    to.endGroup();
  }

  private RowWriter endList(int length) {
    if (length > 0) {
      to.endField("list", 0);
    }
    to.endGroup();
    return endField();
  }
}
