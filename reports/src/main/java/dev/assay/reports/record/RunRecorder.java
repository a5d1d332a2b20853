package dev.assay.reports.record;

import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;

/**
 * Keeps a run's folder up to date while the run goes on. Any thread may report; what arrives faster
 * than once a second is written together, a second after what was written before: the next report
 * may be minutes away, and the run be killed until then.
 */
public final class RunRecorder {
  private static final long PAUSE = TimeUnit.SECONDS.toNanos(1);

  private final RunFolder folder;
  private final RunRecord earlier;

  /** A clock that nobody sets back. */
  private final LongSupplier nanoTime;

  private RunRecord run;

  /** When it was last written. */
  private long written;

  /** Whether what has arrived since then is about to be written. */
  private boolean due;

  /** Writes the beginning of a run at once, so that an unwritable folder shows at once. */
  public RunRecorder(RunFolder folder, RunRecord begin) {
    this(folder, begin, begin, System::nanoTime);
  }

  RunRecorder(RunFolder folder, RunRecord begin, LongSupplier nanoTime) {
    this(folder, begin, begin, nanoTime);
  }

  /** Goes on with a run that ended early. */
  public static RunRecorder goOn(RunFolder folder, RunRecord earlier) {
    return new RunRecorder(folder, earlier, earlier.anew(), System::nanoTime);
  }

  private RunRecorder(RunFolder folder, RunRecord earlier, RunRecord begin, LongSupplier nanoTime) {
    this.folder = folder;
    this.earlier = earlier;
    this.nanoTime = nanoTime;
    this.run = begin;
    write();
  }

  /** The run so far. */
  public synchronized RunRecord run() {
    return earlier.goneOnWith(run);
  }

  /** Takes in what arrived: {@code recorder.update(run -> run.with(finding))}. */
  public synchronized void update(UnaryOperator<RunRecord> change) {
    if (run.state() != RunState.RUNNING) {
      return; // what arrives after an interrupt is the interrupt's own doing
    }
    run = change.apply(run);
    long wait = written + PAUSE - nanoTime.getAsLong();
    if (wait <= 0) {
      write();
    } else if (!due) {
      due = true;
      CompletableFuture.delayedExecutor(wait, TimeUnit.NANOSECONDS).execute(this::writeDue);
    }
  }

  private synchronized void writeDue() {
    if (!due) {
      return; // written with what came later, or at the end
    }
    try {
      write();
    } catch (FolderException e) {
      // Whoever reports next, or ends the run, tries again and learns of it.
    }
  }

  /**
   * Ends the run and writes everything. Only the first call counts: an interrupt during the last
   * steps does not undo a finished run.
   */
  public synchronized RunRecord end(RunState how) {
    if (run.state() == RunState.RUNNING) {
      run = run.end(how, Instant.now());
      write();
    }
    return run();
  }

  private void write() {
    due = false;
    written = nanoTime.getAsLong();
    folder.save(run());
  }
}
