package io.warecast.scoring.training;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * A growing matrix of feature rows with their observed ratio, weight and target day.
 *
 * <p>Held as primitive arrays: a row of 38 features costs 164 bytes.
 */
public final class TrainingRows {

  private final int width;
  private float[] features;
  private float[] ratios;
  private float[] weights;
  private int[] targetDays;
  private int size;

  public TrainingRows(int width) {
    this(width, 16);
  }

  /** An empty matrix with room for {@code capacity} rows of {@code width} features. */
  public TrainingRows(int width, int capacity) {
    this.width = width;
    features = new float[Math.multiplyExact(capacity, width)];
    ratios = new float[capacity];
    weights = new float[capacity];
    targetDays = new int[capacity];
  }

  public int size() {
    return size;
  }

  /**
   * Adds a row whose features are still to be written, into {@link #buffer} from the returned
   * offset on.
   *
   * @param ratio observed units divided by the level at the origin
   * @param targetDay epoch day of the observation
   */
  int add(float ratio, float weight, int targetDay) {
    makeRoom(1);
    ratios[size] = ratio;
    weights[size] = weight;
    targetDays[size] = targetDay;
    return size++ * width;
  }

  /** Adds rows given as parallel arrays, {@code moreFeatures} row-major. */
  public void addAll(
      float[] moreFeatures, float[] moreRatios, float[] moreWeights, int[] moreTargetDays) {
    int rows = moreRatios.length;
    makeRoom(rows);
    System.arraycopy(moreFeatures, 0, features, size * width, rows * width);
    System.arraycopy(moreRatios, 0, ratios, size, rows);
    System.arraycopy(moreWeights, 0, weights, size, rows);
    System.arraycopy(moreTargetDays, 0, targetDays, size, rows);
    size += rows;
  }

  /**
   * The same features with the targets of other rows: what a model learns from these is worth
   * nothing, and the promotion gate must see it.
   */
  public TrainingRows shuffled(long seed) {
    TrainingRows other = where(Integer.MAX_VALUE, true);
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = size - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      float ratio = other.ratios[i];
      other.ratios[i] = other.ratios[j];
      other.ratios[j] = ratio;
    }
    return other;
  }

  /** Rows at even distances, so many or all where there are fewer; row-major features. */
  public float[] sample(int most) {
    int count = Math.min(size, most);
    float[] sample = new float[count * width];
    for (int i = 0; i < count; i++) {
      int row = (int) ((long) i * size / count);
      System.arraycopy(features, row * width, sample, i * width, width);
    }
    return sample;
  }

  /** The rows whose target lies on or before a day. */
  TrainingRows upTo(int day) {
    return where(day, true);
  }

  /** The rows whose target lies after a day. */
  TrainingRows after(int day) {
    return where(day, false);
  }

  /** Row-major. */
  public float[] features() {
    if (features.length != size * width) {
      features = Arrays.copyOf(features, size * width);
    }
    return features;
  }

  public float[] ratios() {
    return Arrays.copyOf(ratios, size);
  }

  public float[] weights() {
    return Arrays.copyOf(weights, size);
  }

  public int[] targetDays() {
    return Arrays.copyOf(targetDays, size);
  }

  /** The array to write an added row into. */
  float[] buffer() {
    return features;
  }

  private TrainingRows where(int day, boolean upTo) {
    TrainingRows chosen = new TrainingRows(width, size);
    for (int i = 0; i < size; i++) {
      if (targetDays[i] <= day == upTo) {
        int offset = chosen.add(ratios[i], weights[i], targetDays[i]);
        System.arraycopy(features, i * width, chosen.features, offset, width);
      }
    }
    return chosen;
  }

  private void makeRoom(int rows) {
    if (size + rows > ratios.length) {
      int capacity = Math.max(size + rows, size + size / 2);
      features = Arrays.copyOf(features, Math.multiplyExact(capacity, width));
      ratios = Arrays.copyOf(ratios, capacity);
      weights = Arrays.copyOf(weights, capacity);
      targetDays = Arrays.copyOf(targetDays, capacity);
    }
  }
}
