package io.warecast.domain.group;

/**
 * The normal equations of a penalised least squares problem, solved by Cholesky factors that keep
 * to the envelope: the first unknowns form a chain, of which each touches only its neighbours.
 */
final class RidgeSystem {

  private final int chain;
  private final double[][] rows;
  private final double[] right;

  /**
   * An empty system.
   *
   * @param size unknowns
   * @param chain how many of them, from the first on, form the chain
   */
  RidgeSystem(int size, int chain) {
    this.chain = chain;
    this.rows = new double[size][];
    this.right = new double[size];
    for (int i = 0; i < size; i++) {
      rows[i] = new double[i + 1];
    }
  }

  /** Adds one weighted observation of the unknowns {@code at[from..to)}, ascending. */
  void observe(int[] at, double[] values, int from, int to, double target, double weight) {
    for (int a = from; a < to; a++) {
      double scaled = weight * values[a];
      double[] row = rows[at[a]];
      for (int b = from; b <= a; b++) {
        row[at[b]] += scaled * values[b];
      }
      right[at[a]] += scaled * target;
    }
  }

  /** Penalises the square of an unknown. */
  void penalise(int unknown, double penalty) {
    rows[unknown][unknown] += penalty;
  }

  /** Penalises the square of the difference of two neighbours in the chain. */
  void penaliseDifference(int lower, double penalty) {
    rows[lower][lower] += penalty;
    rows[lower + 1][lower + 1] += penalty;
    rows[lower + 1][lower] -= penalty;
  }

  /** The unknowns; the system is used up. */
  double[] solve() {
    for (int i = 0; i < rows.length; i++) {
      factorRow(i);
    }
    double[] x = right;
    for (int i = 0; i < x.length; i++) {
      double sum = x[i];
      for (int k = start(i); k < i; k++) {
        sum -= rows[i][k] * x[k];
      }
      x[i] = sum / rows[i][i];
    }
    for (int i = x.length - 1; i >= 0; i--) {
      x[i] /= rows[i][i];
      for (int k = start(i); k < i; k++) {
        x[k] -= rows[i][k] * x[i];
      }
    }
    return x;
  }

  private void factorRow(int i) {
    double[] row = rows[i];
    for (int j = start(i); j < i; j++) {
      double[] other = rows[j];
      double sum = row[j];
      for (int k = Math.max(start(i), start(j)); k < j; k++) {
        sum -= row[k] * other[k];
      }
      row[j] = sum / other[j];
    }
    double sum = row[i];
    for (int k = start(i); k < i; k++) {
      sum -= row[k] * row[k];
    }
    row[i] = Math.sqrt(sum);
  }

  private int start(int row) {
    return row < chain ? Math.max(0, row - 1) : 0;
  }
}
