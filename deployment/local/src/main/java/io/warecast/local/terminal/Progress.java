package io.warecast.local.terminal;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/**
 * How far a long piece of work has come, with counts and the time that remains, on standard error:
 * a moving bar on a terminal, elsewhere a plain line now and then. Safe for several threads.
 */
public final class Progress implements AutoCloseable {

  /** System property of the launcher: whether standard error is a terminal. */
  public static final String TERMINAL_PROPERTY = "warecast.terminal";

  private static final Duration BETWEEN_LINES = Duration.ofSeconds(10);

  private final String task;
  private final String unit;
  private final PrintStream out;
  private final @Nullable ProgressBar bar;
  private final long startedAt = System.nanoTime();
  private long lastLineAt = startedAt;
  private long done;
  private String note = "";
  private long total;

  private Progress(
      String task, String unit, long total, PrintStream out, @Nullable ProgressBar bar) {
    this.task = task;
    this.unit = unit;
    this.total = total;
    this.out = out;
    this.bar = bar;
  }

  /**
   * Starts counting.
   *
   * @param unit what is counted, such as {@code series}
   * @param total 0 while it is not known
   */
  public static Progress start(String task, String unit, long total) {
    return start(task, unit, total, System.err, Boolean.getBoolean(TERMINAL_PROPERTY));
  }

  static Progress start(String task, String unit, long total, PrintStream out, boolean terminal) {
    return new Progress(task, unit, total, out, terminal ? bar(task, unit, total, out) : null);
  }

  /** What is done by now; may be called as often as one likes. */
  public void to(long done) {
    to(done, "");
  }

  /** What is done by now, with a few words more. */
  public synchronized void to(long done, String note) {
    this.done = done;
    this.note = note;
    if (bar != null) {
      bar.stepTo(done);
      bar.setExtraMessage(note);
    } else if (System.nanoTime() - lastLineAt >= BETWEEN_LINES.toNanos()) {
      lastLineAt = System.nanoTime();
      out.println(line());
    }
  }

  /** Adds to what is done. */
  public synchronized void add(long more) {
    to(done + more);
  }

  /** Sets what is to be done, once it is known. */
  public synchronized void total(long total) {
    this.total = total;
    if (bar != null) {
      bar.maxHint(total == 0 ? -1 : total);
    }
  }

  /** Ends with a line that tells what was done in which time. */
  @Override
  public synchronized void close() {
    if (bar != null) {
      bar.close();
    }
    out.println(counted() + " in " + text(elapsed()));
  }

  private String line() {
    if (total <= 0) {
      return counted() + ", " + text(elapsed());
    }
    if (done >= total) {
      return counted() + " done, finishing (" + text(elapsed()) + " so far)";
    }
    return String.format(
        Locale.ROOT,
        "%s: %,d of %,d %s (%d %%)%s, %s left",
        task,
        done,
        total,
        unit,
        100 * done / total,
        noted(),
        done == 0 ? "?" : text(elapsed().multipliedBy(total - done).dividedBy(done)));
  }

  private String counted() {
    return String.format(Locale.ROOT, "%s: %,d %s%s", task, done, unit, noted());
  }

  private String noted() {
    return note.isEmpty() ? "" : ", " + note;
  }

  private Duration elapsed() {
    return Duration.ofNanos(System.nanoTime() - startedAt);
  }

  private static String text(Duration time) {
    return time.toMinutes() > 0
        ? "%d min %02d s".formatted(time.toMinutes(), time.toSecondsPart())
        : String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1000.0);
  }

  private static ProgressBar bar(String task, String unit, long total, PrintStream out) {
    return new ProgressBarBuilder()
        .setTaskName(task)
        .setInitialMax(total == 0 ? -1 : total)
        .setUnit(" " + unit, 1)
        .setStyle(ProgressBarStyle.ASCII)
        .setUpdateIntervalMillis(200)
        .setConsumer(new ConsoleProgressBarConsumer(out))
        .clearDisplayOnFinish()
        .showSpeed()
        .build();
  }
}
