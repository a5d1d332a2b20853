package dev.assay.reports.cli;

import dev.assay.reports.record.FolderException;
import dev.assay.reports.record.RunFolder;
import dev.assay.reports.record.RunRecord;
import java.nio.file.Path;
import java.util.List;

/** Runs that a command was given. */
final class Runs {
  private Runs() {}

  /** Reads the record of a run. */
  static RunRecord load(RunFolder folder) {
    try {
      return folder.load();
    } catch (FolderException e) {
      throw new Failure(ExitCode.DATA, e);
    }
  }

  /** Reads the records of runs. */
  static List<RunRecord> load(List<Path> paths) {
    return paths.stream().map(path -> load(RunFolder.at(path))).toList();
  }
}
