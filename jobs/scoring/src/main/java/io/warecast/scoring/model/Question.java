package io.warecast.scoring.model;

import java.util.BitSet;
import java.util.Comparator;
import java.util.SplittableRandom;

/**
 * What a node of a tree asks of a row, to send it left or right.
 *
 * @param column that it looks at
 * @param below the value below which rows go left, unless it is asked for a category
 * @param isMissingLeft where rows without a value go
 * @param isCategory whether the value is a category
 * @param rights the categories that go right
 */
record Question(int column, float below, boolean isMissingLeft, boolean isCategory, BitSet rights) {

  private static final BitSet NONE = new BitSet();

  /** By column; of a column those for categories first, then by ascending value. */
  static final Comparator<Question> ORDER =
      Comparator.comparingInt(Question::column)
          .thenComparing(Question::isCategory, Comparator.reverseOrder())
          .thenComparingDouble(Question::below);

  static Question number(int column, float below, boolean isMissingLeft) {
    return new Question(column, below, isMissingLeft, false, NONE);
  }

  static Question category(int column, BitSet rights, boolean isMissingLeft) {
    return new Question(column, 0, isMissingLeft, true, rights);
  }

  /** Whether a category goes left: all do that are not named, and values that are none. */
  boolean isLeft(float category) {
    return !(category >= 0 && category < rights.length() && rights.get((int) category));
  }

  /** A value, or none, at which the answer changes. */
  float probe(SplittableRandom random) {
    if (isCategory) {
      return random.nextInt(-1, rights.length() + Integer.SIZE);
    }
    return switch (random.nextInt(4)) {
      case 0 -> Float.NaN;
      case 1 -> Math.nextDown(below);
      default -> below;
    };
  }
}
