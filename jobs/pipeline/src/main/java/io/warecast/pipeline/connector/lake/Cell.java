package io.warecast.pipeline.connector.lake;

import org.apache.parquet.column.Dictionary;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.PrimitiveConverter;

/** The value of a flat column in the current row. */
class Cell extends PrimitiveConverter {

  String text = "";
  long integer;
  double real = Double.NaN;

  void clear() {
    text = "";
    integer = 0;
    real = Double.NaN;
  }

  @Override
  public void addInt(int value) {
    integer = value;
  }

  @Override
  public void addLong(long value) {
    integer = value;
  }

  @Override
  public void addFloat(float value) {
    real = value;
  }

  @Override
  public void addDouble(double value) {
    real = value;
  }

  @Override
  public void addBinary(Binary value) {
    text = value.toStringUsingUTF8();
  }

  /** Decodes each text of a dictionary once, so that ids of the same name share one string. */
  static final class Text extends Cell {

    private String[] texts = {};

    @Override
    public boolean hasDictionarySupport() {
      return true;
    }

    @Override
    public void setDictionary(Dictionary dictionary) {
      texts = new String[dictionary.getMaxId() + 1];
      for (int i = 0; i < texts.length; i++) {
        texts[i] = dictionary.decodeToBinary(i).toStringUsingUTF8();
      }
    }

    @Override
    public void addValueFromDictionary(int id) {
      text = texts[id];
    }
  }
}
