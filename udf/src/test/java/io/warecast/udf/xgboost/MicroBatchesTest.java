package io.warecast.udf.xgboost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class MicroBatchesTest {

  private final GatedScorer scorer = new GatedScorer();

  @Test
  void aLoneRowIsScoredAtOnce() throws Exception {
    scorer.gate.countDown();
    try (MicroBatches batches = MicroBatches.start(scorer, 10)) {
      assertThat(answer(batches.submit(row(3)))).containsExactly(6);
    }
    assertThat(scorer.sizes).containsExactly(1);
  }

  @Test
  void rowsThatGatherDuringACallAreScoredTogetherUpToTheLimit() throws Exception {
    List<CompletableFuture<float[]>> answers = new ArrayList<>();
    try (MicroBatches batches = MicroBatches.start(scorer, 4)) {
      answers.add(batches.submit(row(0)));
      scorer.entered.await();
      for (int i = 1; i < 10; i++) {
        answers.add(batches.submit(row(i)));
      }
      scorer.gate.countDown();
      for (int i = 0; i < 10; i++) {
        assertThat(answer(answers.get(i))).containsExactly(2 * i);
      }
    }
    assertThat(scorer.sizes).containsExactly(1, 4, 4, 1);
  }

  @Test
  void aFailureReachesTheRowsOfItsBatchOnly() throws Exception {
    scorer.gate.countDown();
    try (MicroBatches batches = MicroBatches.start(scorer, 4)) {
      assertThatThrownBy(() -> answer(batches.submit(row(-1)))).hasMessageContaining("negative");
      assertThat(answer(batches.submit(row(2)))).containsExactly(4);
    }
  }

  @Test
  void closingWaitsForTheCallAtHandFreesTheModelAndCancelsTheRest() throws Exception {
    MicroBatches batches = MicroBatches.start(scorer, 1);
    CompletableFuture<float[]> first = batches.submit(row(1));
    scorer.entered.await();
    CompletableFuture<float[]> second = batches.submit(row(2));
    Thread closing = new Thread(batches::close);
    closing.start();
    await().until(() -> closing.getState() == Thread.State.WAITING);
    assertThat(scorer.closed).isFalse();
    scorer.gate.countDown();
    closing.join(10_000);
    assertThat(answer(first)).containsExactly(2);
    assertThat(second).isCancelled();
    assertThat(scorer.closed).isTrue();
    assertThat(scorer.closedDuringCall).isFalse();
  }

  private static float[] row(float value) {
    return new float[] {value};
  }

  private static float[] answer(CompletableFuture<float[]> future) throws Exception {
    return future.get(10, TimeUnit.SECONDS);
  }

  /** Doubles rows, once its gate is open. */
  private static final class GatedScorer implements Scorer {
    final CountDownLatch entered = new CountDownLatch(1);
    final CountDownLatch gate = new CountDownLatch(1);
    final List<Integer> sizes = Collections.synchronizedList(new ArrayList<>());
    volatile boolean busy;
    volatile boolean closed;
    volatile boolean closedDuringCall;

    @Override
    public float[][] score(float[] rows, int count) {
      busy = true;
      sizes.add(count);
      entered.countDown();
      awaitGate();
      float[][] doubled = new float[count][1];
      for (int i = 0; i < count; i++) {
        if (rows[i] < 0) {
          throw new IllegalArgumentException("negative");
        }
        doubled[i][0] = 2 * rows[i];
      }
      busy = false;
      return doubled;
    }

    /** Like native code, deaf to interrupts. */
    private void awaitGate() {
      boolean interrupted = false;
      while (gate.getCount() > 0) {
        try {
          gate.await();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }

    @Override
    public void close() {
      closedDuringCall = busy;
      closed = true;
    }
  }
}
