package io.warecast.scoring.model;

import io.warecast.domain.forecast.Explanation;
import java.util.List;

/**
 * Splits predicted means into units by what SHAP values say of the ratio before its link.
 *
 * <p>Behind a logarithm the values are factors. A product is split into terms that add up by the
 * logarithmic mean of its two ends (the additive logarithmic mean Divisia index, Ang, Zhang and
 * Choi, "Factorizing changes in energy and environmental indicators through decomposition", 1998):
 * each takes its share of the way from the level to the mean. Without a logarithm the values are
 * terms already. Behind any other link there is one term for the model as a whole.
 */
final class MeanContributions {

  private static final String MODEL = "model";
  private static final double TOLERANCE = 1e-3;

  private MeanContributions() {}

  /**
   * The terms of consecutive rows, the steps of one series.
   *
   * @param values SHAP values by row, then column; the last is the bias
   * @param ratios predicted, one array of length 1 a row
   * @param level units a day that the ratios refer to
   * @param names of the columns
   */
  static Explanation explain(float[][] values, float[][] ratios, float level, List<String> names) {
    Link link = Link.of(values, ratios);
    int columns = link == Link.OTHER ? 0 : names.size();
    String[] terms = new String[columns + 1];
    terms[0] = Explanation.LEVEL;
    float[][] units = new float[ratios.length][columns + 1];
    float[] mean = new float[ratios.length];
    for (int column = 0; column < columns; column++) {
      terms[column + 1] = names.get(column);
    }
    for (int row = 0; row < units.length; row++) {
      units[row][0] = level;
      double unit = link.unit(sum(values[row])) * level;
      for (int column = 0; column < columns; column++) {
        units[row][column + 1] = (float) (unit * values[row][column]);
      }
      mean[row] = Math.max(0, ratios[row][0] * level);
    }
    return new Explanation(terms, units)
        .completedBy(link == Link.OTHER ? MODEL : Explanation.BASE, mean);
  }

  private static double sum(float[] values) {
    double sum = 0;
    for (float value : values) {
      sum += value;
    }
    return sum;
  }

  private enum Link {
    LOGARITHM,
    NONE,
    OTHER;

    /** The link is no part of what a loaded booster tells: what it predicts shows it. */
    static Link of(float[][] values, float[][] ratios) {
      boolean isLogarithm = true;
      boolean isNone = true;
      for (int row = 0; row < ratios.length; row++) {
        double sum = sum(values[row]);
        double ratio = ratios[row][0];
        isLogarithm &= Math.abs(ratio - Math.exp(sum)) <= TOLERANCE * Math.max(1, ratio);
        isNone &= Math.abs(ratio - sum) <= TOLERANCE * Math.max(1, Math.abs(ratio));
      }
      if (isLogarithm) {
        return LOGARITHM;
      }
      return isNone ? NONE : OTHER;
    }

    /** Levels that a value of 1 is worth. */
    double unit(double sum) {
      return this == LOGARITHM && Math.abs(sum) > 1e-9 ? Math.expm1(sum) / sum : 1;
    }
  }
}
