package io.warecast.scoring.training;

import java.util.Arrays;

/**
 * A growing matrix of feature rows with their observed ratio and weight.
 *
 * <p>Held as primitive arrays: a row of 38 features costs 160 bytes.
 */
public final class TrainingRows {

  private final int width;
  private float[] features;
  private float[] ratios;
  private float[] weights;
  private int size;

  public TrainingRows(int width) {
    this(width, 16);
  }

  private TrainingRows(int width, int capacity) {
    this.width = width;
    features = new float[capacity * width];
    ratios = new float[capacity];
    weights = new float[capacity];
  }

  public int size() {
    return size;
  }

  /** Makes room for one row and returns its offset in {@link #features()}, to be filled there. */
  public int add(float ratio, float weight) {
    if (size == ratios.length) {
      grow(Math.max(16, size + size / 2));
    }
    ratios[size] = ratio;
    weights[size] = weight;
    return size++ * width;
  }

  public void addAll(TrainingRows other) {
    if (size + other.size > ratios.length) {
      grow(Math.max(size + other.size, size + size / 2));
    }
    System.arraycopy(other.features, 0, features, size * width, other.size * width);
    System.arraycopy(other.ratios, 0, ratios, size, other.size);
    System.arraycopy(other.weights, 0, weights, size, other.size);
    size += other.size;
  }

  /** Row-major; only the first {@code size * width} values count. Not a copy. */
  public float[] features() {
    return features;
  }

  float[] trimmedFeatures() {
    return features.length == size * width ? features : Arrays.copyOf(features, size * width);
  }

  float[] ratios() {
    return Arrays.copyOf(ratios, size);
  }

  float[] weights() {
    return Arrays.copyOf(weights, size);
  }

  private void grow(int capacity) {
    features = Arrays.copyOf(features, Math.multiplyExact(capacity, width));
    ratios = Arrays.copyOf(ratios, capacity);
    weights = Arrays.copyOf(weights, capacity);
  }
}
