package dev.assay.reports.cli;

import dev.assay.reports.machine.MachineProbe;
import dev.assay.reports.record.CampaignRecord;
import dev.assay.reports.record.MachineRecord;
import dev.assay.reports.record.RunFolder;
import dev.assay.reports.record.RunFolderException;
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
  private final RunRecorder recorder;
  private final Thread interrupt = new Thread(this::interrupted, "interrupt");

  private RunSession(RunFolder folder, RunRecorder recorder) {
    this.folder = folder;
    this.recorder = recorder;
  }

  /** Makes the run's folder; fails at once if it cannot be written. */
  static RunSession begin(
      Path runs,
      List<String> arguments,
      Device device,
      long seed,
      Optional<VerifyOptions.Plan> plan) {
    Instant now = Instant.now();
    RunFolder folder = RunFolder.create(runs, now);
    MachineRecord machine = MachineProbe.probe(device);
    RunRecord begin =
        RunRecord.begin(
            folder.id(),
            now,
            "assay " + Shell.words(arguments),
            seed,
            plan.map(VerifyOptions.Plan::tries).orElse(0),
            Assay.Version.current(),
            machine,
            plan.map(p -> campaign(arguments, p)).orElse(null),
            Home.noise().load(machine));
    return begin(folder, new RunRecorder(folder, begin));
  }

  /** Goes on with a run that ended early. */
  static RunSession goOn(RunFolder folder, RunRecord earlier) {
    return begin(folder, RunRecorder.goOn(folder, earlier));
  }

  private static CampaignRecord campaign(List<String> arguments, VerifyOptions.Plan plan) {
    return new CampaignRecord(
        arguments,
        plan.shard().equals(Shard.WHOLE) ? null : plan.shard().toString(),
        plan.timeLimit() == null ? null : (double) plan.timeLimit().toSeconds(),
        List.of());
  }

  private static RunSession begin(RunFolder folder, RunRecorder recorder) {
    RunSession session = new RunSession(folder, recorder);
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
    try {
      return toTheEnd(work);
    } catch (RunFolderException e) {
      if (run().state() == RunState.FINISHED || run().campaign() == null) {
        throw e;
      }
      throw new RunFolderException(e.getMessage() + ", then go on with: " + goOn(), e);
    }
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
    RunRecord run = recorder.end(state);
    // Of an interrupted run, the hook writes the reports.
    if (run.state() != RunState.INTERRUPTED) {
      Terminal.show(Presentation.of(run), () -> folder);
    }
    try {
      Runtime.getRuntime().removeShutdownHook(interrupt);
    } catch (IllegalStateException e) {
      // Shutting down already: the interrupt came first.
    }
  }

  private String goOn() {
    return "./assay continue " + Shell.word(folder.path().toString());
  }

  private void interrupted() {
    RunRecord run = recorder.end(RunState.INTERRUPTED);
    if (run.state() == RunState.INTERRUPTED) {
      Path page = Presentation.of(run).write(folder);
      System.err.println();
      System.err.println("interrupted; what was found so far: " + page);
      if (run.campaign() != null) {
        System.err.println("go on with: " + goOn());
      }
    }
  }
}
