package dev.assay.reports.console;

import java.io.PrintStream;
import java.util.function.LongConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** Shows how far something has come: a bar in a terminal, a line now and then elsewhere. */
public final class Progress implements AutoCloseable {
  private static final int LINES = 4;
  private static final PrintStream ERR = System.err;

  private final String task;
  private final long total;
  private final @Nullable ProgressBar bar;
  private long done;
  private long lines;

  /**
   * Begins a task.
   *
   * @param total in steps, or -1 if unknown
   */
  public Progress(String task, long total) {
    this.task = task;
    this.total = total;
    this.bar =
        Terminal.isWatched()
            ? new ProgressBarBuilder()
                .setTaskName(task)
                .setInitialMax(total)
                .setStyle(ProgressBarStyle.ASCII)
                .setUpdateIntervalMillis(200)
                .clearDisplayOnFinish()
                .build()
            : null;
    if (bar == null) {
      ERR.println(task + " …");
    }
  }

  public void step() {
    to(done + 1);
  }

  public void to(long position) {
    done = position;
    if (bar != null) {
      bar.stepTo(position);
    } else if (total > 0 && done < total && done * LINES / total > lines) {
      lines = done * LINES / total;
      ERR.printf("%s … %d %%%n", task, 100 * done / total);
    }
  }

  /**
   * For a part of the task, which counts its own steps from 0 on: they are on top of those done.
   */
  public LongConsumer further() {
    long before = done;
    return steps -> to(before + steps);
  }

  public void note(String message) {
    if (bar != null) {
      bar.setExtraMessage(" " + message);
    }
  }

  @Override
  public void close() {
    if (bar != null) {
      bar.close();
    }
  }
}
