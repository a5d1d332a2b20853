package dev.assay.reports.cli;

import dev.assay.reports.record.RunFolder;
import dev.assay.reports.record.RunRecord;

/** A command whose runs can be gone on with, by the options it was called with. */
interface Continuable {
  /**
   * Does what is left to do.
   *
   * @return exit code
   */
  int goOn(RunFolder folder, RunRecord earlier);
}
