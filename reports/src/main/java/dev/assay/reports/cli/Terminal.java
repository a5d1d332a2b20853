package dev.assay.reports.cli;

import dev.assay.reports.record.OutputFolder;
import dev.assay.reports.render.Presentation;
import java.util.function.Supplier;
import picocli.CommandLine.Help.Ansi;

/** What people see of what was found. */
final class Terminal {
  private Terminal() {}

  /** Whether a person is watching: then colours and moving bars, otherwise plain lines. */
  static boolean isThere() {
    return Ansi.AUTO.enabled();
  }

  /**
   * Prints the summary, then writes the reports and says where. First of all the answer: there may
   * be nowhere to write to.
   *
   * @param folder to write to
   */
  static void show(Presentation found, Supplier<OutputFolder> folder) {
    System.out.print(found.summary(isThere()));
    System.out.println();
    System.out.println("report: " + found.write(folder.get()));
    System.out.flush();
  }
}
