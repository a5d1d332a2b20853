package dev.assay.reports.record;

import java.time.Duration;
import java.time.Instant;
import java.util.function.UnaryOperator;

/**
 * Keeps a run's folder up to date while the run goes on. Any thread may report; what arrives faster
 * than once a second is written together.
 */
public final class RunRecorder {
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final RunFolder folder;
  private final RunRecord earlier;
  private RunRecord run;
  private Instant written = Instant.MIN;

  /** Writes the beginning of a run at once, so that an unwritable folder shows at once. */
  public RunRecorder(RunFolder folder, RunRecord begin) {
    this(folder, begin, begin);
  }

  /** Goes on with a run that ended early. */
  public static RunRecorder goOn(RunFolder folder, RunRecord earlier) {
    return new RunRecorder(folder, earlier, earlier.anew());
  }

  private RunRecorder(RunFolder folder, RunRecord earlier, RunRecord begin) {
    this.folder = folder;
    this.earlier = earlier;
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
    if (Instant.now().isAfter(written.plus(PAUSE))) {
      write();
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
    folder.save(run());
    written = Instant.now();
  }
}
