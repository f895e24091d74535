package io.warecast.pipeline.connector.lake;

import java.util.Arrays;
import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.GroupConverter;
import org.apache.parquet.io.api.PrimitiveConverter;

/**
 * The elements of a list column in the current row, without boxing. Null elements, which other
 * tools may write, are {@code NaN}, 0 or false.
 */
final class ListCell extends GroupConverter {

  private final Element element = new Element();
  private float[] reals = new float[512];
  private int[] integers = new int[512];
  private int size;

  void clear() {
    size = 0;
  }

  int size() {
    return size;
  }

  float[] reals(int length) {
    return Arrays.copyOf(reals, length);
  }

  int[] integers() {
    return Arrays.copyOf(integers, size);
  }

  boolean[] flags() {
    boolean[] flags = new boolean[size];
    for (int i = 0; i < size; i++) {
      flags[i] = integers[i] != 0;
    }
    return flags;
  }

  @Override
  public Converter getConverter(int field) {
    return element;
  }

  @Override
  public void start() {
    clear();
  }

  @Override
  public void end() {}

  /** The repeated group around each value. */
  private final class Element extends GroupConverter {

    private final Value value = new Value();

    @Override
    public Converter getConverter(int field) {
      return value;
    }

    @Override
    public void start() {
      if (size == reals.length) {
        reals = Arrays.copyOf(reals, 2 * size);
        integers = Arrays.copyOf(integers, 2 * size);
      }
      reals[size] = Float.NaN;
      integers[size] = 0;
      size++;
    }

    @Override
    public void end() {}
  }

  private final class Value extends PrimitiveConverter {

    @Override
    public void addFloat(float value) {
      reals[size - 1] = value;
    }

    @Override
    public void addDouble(double value) {
      reals[size - 1] = (float) value;
    }

    @Override
    public void addInt(int value) {
      integers[size - 1] = value;
    }

    @Override
    public void addBoolean(boolean value) {
      integers[size - 1] = value ? 1 : 0;
    }
  }
}
