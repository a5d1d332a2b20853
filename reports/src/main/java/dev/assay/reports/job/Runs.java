package dev.assay.reports.job;

import dev.assay.reports.console.ExitCode;
import dev.assay.reports.console.Failure;
import dev.assay.reports.record.FolderException;
import dev.assay.reports.record.RunFolder;
import dev.assay.reports.record.RunRecord;
import dev.assay.reports.record.RunState;
import dev.assay.reports.record.Shell;
import java.nio.file.Path;
import java.util.List;

/** Runs that a command was given. */
public final class Runs {
  private Runs() {}

  /** Reads the record of a run. */
  public static RunRecord load(RunFolder folder) {
    try {
      return folder.load();
    } catch (FolderException e) {
      throw new Failure(ExitCode.DATA, e);
    }
  }

  /** Refuses to go on with a run that went to its end. */
  public static void checkSomethingIsLeft(RunRecord run, RunFolder folder) {
    if (run.state() == RunState.FINISHED && run.allBackendsLasted()) {
      throw Failure.usage(
          "run "
              + run.id()
              + " went to its end; nothing is left; its reports are written again by: ./assay report "
              + Shell.word(folder.path().toString()));
    }
  }

  /** Reads the records of runs. */
  public static List<RunRecord> load(List<Path> paths) {
    return paths.stream().map(path -> load(RunFolder.at(path))).toList();
  }
}
