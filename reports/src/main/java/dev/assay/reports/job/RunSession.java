package dev.assay.reports.job;

import dev.assay.reports.console.Failure;
import dev.assay.reports.console.Terminal;
import dev.assay.reports.console.Version;
import dev.assay.reports.machine.MachineProbe;
import dev.assay.reports.record.CampaignRecord;
import dev.assay.reports.record.FolderException;
import dev.assay.reports.record.MachineRecord;
import dev.assay.reports.record.RunFolder;
import dev.assay.reports.record.RunLock;
import dev.assay.reports.record.RunRecord;
import dev.assay.reports.record.RunRecorder;
import dev.assay.reports.record.RunState;
import dev.assay.reports.record.Shell;
import dev.assay.reports.render.Presentation;
import dev.assay.spi.Device;
import dev.assay.verify.generate.Shard;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * One run, from the making of its folder to its reports. Whatever ends it, an interrupt too, what
 * was found by then is in the folder.
 */
final class RunSession {
  private final RunFolder folder;
  private final RunLock lock;
  private final RunRecorder recorder;
  private final Thread interrupt = new Thread(this::interrupted, "interrupt");

  /** Whether all that was asked for is in the record, as it was written. */
  private volatile boolean recordedToTheEnd;

  private RunSession(RunFolder folder, RunLock lock, RunRecorder recorder) {
    this.folder = folder;
    this.lock = lock;
    this.recorder = recorder;
  }

  /** Makes the run's folder; fails at once if it cannot be written. */
  static RunSession begin(
      Path runs,
      List<String> arguments,
      Device device,
      long seed,
      Optional<VerificationPlan> plan) {
    Instant now = Instant.now();
    RunFolder folder = RunFolder.create(runs, now);
    MachineRecord machine = MachineProbe.probe(device);
    RunRecord begin =
        RunRecord.begin(
            folder.id(),
            now,
            "assay " + Shell.words(arguments),
            seed,
            plan.map(VerificationPlan::tries).orElse(0),
            Version.current(),
            machine,
            plan.map(p -> campaign(arguments, p)).orElse(null),
            Home.noise().load(machine));
    return begin(folder, folder.lock(), new RunRecorder(folder, begin));
  }

  /**
   * Goes on with a run that ended early.
   *
   * @param device where it computes
   * @throws FolderException if it is still going on
   * @throws Failure if this machine is another one
   */
  static RunSession goOn(RunFolder folder, RunRecord earlier, Device device) {
    if (!MachineProbe.probe(device).key().equals(earlier.machine().key())) {
      throw Failure.usage(
          "run "
              + earlier.id()
              + " was begun on another machine, or this one has another frequency governor, turbo,"
              + " energy preference, source of power, limit of processors or memory, or card now; go"
              + " on where it was begun, or begin it anew: "
              + earlier.command());
    }
    RunLock lock = folder.lock();
    try {
      // Read no earlier: until then, the run may have been going on, even to its end.
      RunRecord left = folder.load();
      Runs.checkSomethingIsLeft(left, folder);
      return begin(folder, lock, RunRecorder.goOn(folder, left));
    } catch (RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  private static CampaignRecord campaign(List<String> arguments, VerificationPlan plan) {
    return new CampaignRecord(
        arguments,
        plan.shard().equals(Shard.WHOLE) ? null : plan.shard().toString(),
        plan.timeLimit() == null ? null : (double) plan.timeLimit().toSeconds(),
        List.of());
  }

  private static RunSession begin(RunFolder folder, RunLock lock, RunRecorder recorder) {
    RunSession session = new RunSession(folder, lock, recorder);
    Runtime.getRuntime().addShutdownHook(session.interrupt);
    return session;
  }

  Path path() {
    return folder.path();
  }

  /** Where what the backends print is kept. */
  Path logs() {
    return path().resolve("logs");
  }

  /** How far its random problems have come. */
  CampaignRecord campaign() {
    return Objects.requireNonNull(recorder.run().campaign(), "verifies nothing");
  }

  /** What the run holds so far. */
  RunRecord run() {
    return recorder.run();
  }

  void update(UnaryOperator<RunRecord> change) {
    recorder.update(change);
  }

  /** Does a run's work; ends the run whichever way the work ends. */
  RunRecord finish(Runnable work) {
    try (lock) {
      return toTheEnd(work);
    } catch (FolderException e) {
      throw new FolderException(e.getMessage() + remedy(), e);
    }
  }

  /** What to do once the folder can be written again; empty if only to begin anew. */
  private String remedy() {
    if (recordedToTheEnd) {
      return ", then write the reports with: " + command("report");
    }
    return run().campaign() == null ? "" : ", then go on with: " + goOn();
  }

  private RunRecord toTheEnd(Runnable work) {
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
    try {
      RunRecord run = recorder.end(state);
      recordedToTheEnd = run.state() == RunState.FINISHED;
      // Of an interrupted run, the hook writes the reports.
      if (run.state() != RunState.INTERRUPTED) {
        Terminal.show(Presentation.of(run), folder::output);
      }
    } finally {
      removeHook();
    }
  }

  private void removeHook() {
    try {
      Runtime.getRuntime().removeShutdownHook(interrupt);
    } catch (IllegalStateException e) {
      // Shutting down already: the interrupt came first.
    }
  }

  private String goOn() {
    return command("continue");
  }

  private String command(String name) {
    return "./assay " + name + " " + Shell.word(folder.path().toString());
  }

  /** What an interrupt leaves time for; none comes after the end. */
  void interrupted() {
    try (lock) {
      RunRecord run = recorder.end(RunState.INTERRUPTED);
      if (run.state() == RunState.INTERRUPTED) {
        Path page = Presentation.of(run).write(folder.output());
        System.err.println();
        System.err.println("interrupted; what was found so far: " + page);
        if (run.campaign() != null) {
          System.err.println("go on with: " + goOn());
        }
      } else {
        System.err.println();
        System.err.println("interrupted; write the reports with: " + command("report"));
      }
    } catch (FolderException e) {
      System.err.println("interrupted; " + e.getMessage() + remedy());
    }
  }
}
