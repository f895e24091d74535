package io.warecast.domain.forecast;

import java.util.Arrays;

/**
 * Why the mean of a forecast is what it is: terms in units that add up to it at each step, within
 * the rounding of single precision.
 *
 * @param terms names, such as {@code level} or that of a feature
 * @param units by step, then by term
 */
public record Explanation(String[] terms, float[][] units) {

  /** The term of what a series sells on a usual day, which the model's ratios refer to. */
  public static final String LEVEL = "level";

  /** The term of what the model expects before it looks at any feature. */
  public static final String BASE = "base";

  /** The term of the alignment with the forecast of the group. */
  public static final String ALIGNMENT = "alignment";

  /** One term for all of it, of a method that has no others. */
  public static Explanation whole(String term, float[] mean) {
    float[][] units = new float[mean.length][];
    Arrays.setAll(units, step -> new float[] {mean[step]});
    return new Explanation(new String[] {term}, units);
  }

  /**
   * With one more term, of all by which a mean differs from these terms' sum.
   *
   * @param mean units, one a step
   */
  public Explanation completedBy(String term, float[] mean) {
    String[] moreTerms = Arrays.copyOf(terms, terms.length + 1);
    moreTerms[terms.length] = term;
    float[][] moreUnits = new float[units.length][];
    for (int step = 0; step < moreUnits.length; step++) {
      moreUnits[step] = Arrays.copyOf(units[step], moreTerms.length);
      moreUnits[step][terms.length] = (float) (mean[step] - sum(step));
    }
    return new Explanation(moreTerms, moreUnits);
  }

  /** What the terms of a step, from 0, add up to. */
  public double sum(int step) {
    double sum = 0;
    for (float each : units[step]) {
      sum += each;
    }
    return sum;
  }
}
