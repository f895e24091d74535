package io.warecast.scoring.model;

import java.util.Arrays;
import java.util.Optional;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * The trees of a booster, walked in Java by few rows at once: as long as rows agree in what is
 * asked of them they go down together, and steps of one series agree in most features. For one
 * series that is several times as fast as a call of XGBoost, which prepares all trees anew in each
 * call. Leaves are added in XGBoost's order and precision, so predictions are the same to the bit.
 */
final class SharedPathTrees {

  private static final int LEAF = -1;

  private final float[] starts;
  private final int[] roots;
  private final int[] outputs;

  /** Column that a node asks for. */
  private final int[] columns;

  /** What is below goes left; of a leaf what it adds. */
  private final float[] values;

  /** Left child; the right one stands behind it. Negative when missing values go right. */
  private final int[] children;

  /** Categories that go right, of nodes that ask for one. */
  private final int[] @Nullable [] categories;

  private SharedPathTrees(Builder built) {
    this.starts = built.starts;
    this.roots = Arrays.copyOf(built.roots, built.trees);
    this.outputs = Arrays.copyOf(built.outputs, built.trees);
    this.columns = Arrays.copyOf(built.columns, built.nodes);
    this.values = Arrays.copyOf(built.values, built.nodes);
    this.children = Arrays.copyOf(built.children, built.nodes);
    this.categories = Arrays.copyOf(built.categories, built.nodes);
  }

  static Builder starting(float[] starts) {
    return new Builder(starts);
  }

  /**
   * Predictions, one array of outputs a row.
   *
   * @param rows row-major, {@code count * width} values or more; {@code NaN} is missing
   */
  float[][] predict(float[] rows, int count, int width) {
    float[][] sums = new float[count][];
    for (int row = 0; row < count; row++) {
      sums[row] = starts.clone();
    }
    Walk walk = new Walk(rows, count, width, sums);
    for (int tree = 0; tree < roots.length; tree++) {
      walk.output = outputs[tree];
      walk.down(roots[tree], 0, count);
    }
    for (float[] sum : sums) {
      // So does XGBoost with quantiles (3.1 and later): they never cross.
      Arrays.sort(sum);
    }
    return sums;
  }

  /**
   * Rows that lie on thresholds, beside them, and in categories, or are missing: where a walk that
   * differed would show.
   */
  float[] probes(int count, int width) {
    SplittableRandom random = new SplittableRandom(count);
    float[] rows = new float[count * width];
    Arrays.fill(rows, Float.NaN);
    for (int row = 0; row < count; row++) {
      for (int i = 0; i < 8 * width; i++) {
        int node = random.nextInt(columns.length);
        if (columns[node] != LEAF) {
          rows[row * width + columns[node]] = probe(node, random);
        }
      }
    }
    return rows;
  }

  private float probe(int node, SplittableRandom random) {
    int[] rights = categories[node];
    if (rights != null) {
      return random.nextInt(-1, (rights.length + 1) * Integer.SIZE);
    }
    return switch (random.nextInt(4)) {
      case 0 -> Float.NaN;
      case 1 -> Math.nextDown(values[node]);
      default -> values[node];
    };
  }

  /** The way of rows through a tree. */
  private final class Walk {

    private final float[] rows;
    private final int width;
    private final float[][] sums;
    private final boolean[] isShared;

    /** Rows in the order that the tree has put them in. */
    private final int[] order;

    private final int[] right;
    private int output;

    Walk(float[] rows, int count, int width, float[][] sums) {
      this.rows = rows;
      this.width = width;
      this.sums = sums;
      this.isShared = shared(rows, count, width);
      this.order = new int[count];
      this.right = new int[count];
      for (int i = 0; i < count; i++) {
        order[i] = i;
      }
    }

    /** Takes the rows at {@code from} to {@code to} of the order from a node to their leaves. */
    void down(int start, int from, int to) {
      int node = start;
      while (columns[node] != LEAF) {
        int column = columns[node];
        if (isShared[column] || to - from == 1) {
          node = next(node, rows[order[from] * width + column]);
          continue;
        }
        int middle = part(node, from, to);
        int left = left(node);
        if (middle == to) {
          node = left;
        } else if (middle == from) {
          node = left + 1;
        } else {
          down(left, from, middle);
          node = left + 1;
          from = middle;
        }
      }
      float value = values[node];
      for (int i = from; i < to; i++) {
        sums[order[i]][output] += value;
      }
    }

    /** Puts rows that go left before the others; where these begin. */
    private int part(int node, int from, int to) {
      int column = columns[node];
      int left = left(node);
      int lefts = from;
      int rights = 0;
      for (int i = from; i < to; i++) {
        int row = order[i];
        if (next(node, rows[row * width + column]) == left) {
          order[lefts++] = row;
        } else {
          right[rights++] = row;
        }
      }
      System.arraycopy(right, 0, order, lefts, rights);
      return lefts;
    }
  }

  private int left(int node) {
    int child = children[node];
    return child < 0 ? ~child : child;
  }

  private int next(int node, float value) {
    int child = children[node];
    int left = child < 0 ? ~child : child;
    if (Float.isNaN(value)) {
      return child < 0 ? left + 1 : left;
    }
    int[] rights = categories[node];
    if (rights == null) {
      return value < values[node] ? left : left + 1;
    }
    return isIn(rights, value) ? left + 1 : left;
  }

  private static boolean isIn(int[] bits, float category) {
    if (!(category >= 0 && category < bits.length * (float) Integer.SIZE)) {
      return false;
    }
    int bit = (int) category;
    return (bits[bit / Integer.SIZE] >>> bit % Integer.SIZE & 1) != 0;
  }

  private static boolean[] shared(float[] rows, int count, int width) {
    boolean[] isShared = new boolean[width];
    for (int column = 0; column < width; column++) {
      int first = Float.floatToRawIntBits(rows[column]);
      boolean isSame = true;
      for (int row = 1; row < count && isSame; row++) {
        isSame = Float.floatToRawIntBits(rows[row * width + column]) == first;
      }
      isShared[column] = isSame;
    }
    return isShared;
  }

  /** Takes trees node by node. */
  static final class Builder {

    private final float[] starts;
    private int[] roots = new int[64];
    private int[] outputs = new int[64];
    private int[] columns = new int[1024];
    private float[] values = new float[1024];
    private int[] children = new int[1024];
    private int[] @Nullable [] categories = new int[1024][];
    private int trees;
    private int nodes;
    private int root;

    private Builder(float[] starts) {
      this.starts = starts.clone();
    }

    void leaf(float value) {
      add(LEAF, value, 0, null);
    }

    /**
     * Adds a node.
     *
     * @param rights bits of the categories that go right, if it asks for one
     * @param left place of the left child in the tree; the right one stands behind it
     */
    void split(int column, float below, boolean missingLeft, Optional<int[]> rights, int left) {
      int child = root + left;
      add(column, below, missingLeft ? child : ~child, rights.orElse(null));
    }

    private void add(int column, float value, int child, int @Nullable [] rights) {
      if (nodes == columns.length) {
        columns = Arrays.copyOf(columns, 2 * nodes);
        values = Arrays.copyOf(values, 2 * nodes);
        children = Arrays.copyOf(children, 2 * nodes);
        categories = Arrays.copyOf(categories, 2 * nodes);
      }
      columns[nodes] = column;
      values[nodes] = value;
      children[nodes] = child;
      categories[nodes++] = rights;
    }

    void endTree(int output, int size) {
      if (trees == roots.length) {
        roots = Arrays.copyOf(roots, 2 * trees);
        outputs = Arrays.copyOf(outputs, 2 * trees);
      }
      outputs[trees] = output;
      roots[trees++] = root;
      root += size;
    }

    SharedPathTrees build() {
      return new SharedPathTrees(this);
    }
  }
}
