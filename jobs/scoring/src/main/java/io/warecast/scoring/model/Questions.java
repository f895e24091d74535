package io.warecast.scoring.model;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** All different questions of some trees, so that each is put to a block of rows once. */
final class Questions {

  /** Where the questions about each column stand: those for categories, then those for numbers. */
  private record Stretch(int column, int from, int numbersFrom, int to) {}

  private final List<Question> inOrder;
  private final List<Stretch> stretches;

  /** By question. */
  private final float[] limits;

  private final boolean[] areMissingLeft;

  private Questions(List<Question> inOrder) {
    this.inOrder = inOrder;
    this.limits = new float[inOrder.size()];
    this.areMissingLeft = new boolean[limits.length];
    for (int place = 0; place < limits.length; place++) {
      limits[place] = inOrder.get(place).below();
      areMissingLeft[place] = inOrder.get(place).isMissingLeft();
    }
    this.stretches = stretches(inOrder);
  }

  private static List<Stretch> stretches(List<Question> inOrder) {
    List<Stretch> stretches = new ArrayList<>();
    int from = 0;
    while (from < inOrder.size()) {
      int column = inOrder.get(from).column();
      int numbersFrom = from;
      int to = from;
      for (; to < inOrder.size() && inOrder.get(to).column() == column; to++) {
        if (inOrder.get(to).isCategory()) {
          numbersFrom = to + 1;
        }
      }
      stretches.add(new Stretch(column, from, numbersFrom, to));
      from = to;
    }
    return stretches;
  }

  static Questions of(Collection<Question> questions) {
    return new Questions(questions.stream().sorted(Question.ORDER).toList());
  }

  int count() {
    return limits.length;
  }

  Question at(int place) {
    return inOrder.get(place);
  }

  /**
   * Puts all questions to the rows of a block.
   *
   * @param lefts receives by question the rows that go left
   */
  void answer(RowBlock block, long[] lefts) {
    for (Stretch stretch : stretches) {
      int column = stretch.column();
      for (int place = stretch.from(); place < stretch.numbersFrom(); place++) {
        lefts[place] = block.left(inOrder.get(place));
      }
      block.fillBelow(column, limits, stretch.numbersFrom(), stretch.to(), lefts);
      long missing = block.missing(column);
      if (missing != 0) {
        for (int place = stretch.from(); place < stretch.to(); place++) {
          lefts[place] |= areMissingLeft[place] ? missing : 0;
        }
      }
    }
  }
}
