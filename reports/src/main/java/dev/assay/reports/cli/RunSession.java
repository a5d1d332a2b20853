package dev.assay.reports.cli;

import dev.assay.reports.machine.MachineProbe;
import dev.assay.reports.record.RunFolder;
import dev.assay.reports.record.RunRecord;
import dev.assay.reports.record.RunRecorder;
import dev.assay.reports.record.RunState;
import dev.assay.reports.render.ReportFiles;
import dev.assay.reports.render.TerminalSummary;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * One run, from the making of its folder to its reports. Whatever ends it, an interrupt too, what
 * was found by then is in the folder.
 */
final class RunSession {
  private final RunFolder folder;
  private final RunRecorder recorder;
  private final Thread interrupt = new Thread(this::interrupted, "interrupt");

  private RunSession(RunFolder folder, RunRecorder recorder) {
    this.folder = folder;
    this.recorder = recorder;
  }

  /** Makes the run's folder; fails at once if it cannot be written. */
  static RunSession begin(Path runs, List<String> arguments, long seed, int tries) {
    Instant now = Instant.now();
    RunFolder folder = RunFolder.create(runs, now);
    RunRecord begin =
        RunRecord.begin(
            folder.id(),
            now,
            "assay " + String.join(" ", arguments),
            seed,
            tries,
            Assay.Version.current(),
            MachineProbe.probe());
    RunSession session = new RunSession(folder, new RunRecorder(folder, begin));
    Runtime.getRuntime().addShutdownHook(session.interrupt);
    return session;
  }

  Path path() {
    return folder.path();
  }

  void update(UnaryOperator<RunRecord> change) {
    recorder.update(change);
  }

  /** Does a run's work; ends the run whichever way the work ends. */
  RunRecord finish(Runnable work) {
    RunState state = RunState.FAILED;
    try {
      work.run();
      state = RunState.FINISHED;
    } finally {
      end(state);
    }
    return recorder.run();
  }

  private void end(RunState state) {
    RunRecord run = recorder.end(state);
    Path page = ReportFiles.write(folder, run);
    if (run.state() != RunState.INTERRUPTED) {
      System.out.print(TerminalSummary.render(run, Terminal.isThere()));
      System.out.println();
      System.out.println("report: " + page);
      System.out.flush();
    }
    try {
      Runtime.getRuntime().removeShutdownHook(interrupt);
    } catch (IllegalStateException e) {
      // Shutting down already: the interrupt came first.
    }
  }

  private void interrupted() {
    RunRecord run = recorder.end(RunState.INTERRUPTED);
    if (run.state() == RunState.INTERRUPTED) {
      Path page = ReportFiles.write(folder, run);
      System.err.println();
      System.err.println("interrupted; what was found so far: " + page);
    }
  }
}
