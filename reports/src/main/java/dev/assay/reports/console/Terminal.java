package dev.assay.reports.console;

import dev.assay.reports.record.OutputFolder;
import dev.assay.reports.render.Presentation;
import java.util.function.Supplier;
import picocli.CommandLine.Help.Ansi;

/** What people see of what was found. */
public final class Terminal {
  private Terminal() {}

  /** Whether a person is reading the output: then with colours, otherwise plain text. */
  public static boolean isThere() {
    return Ansi.AUTO.enabled();
  }

  /**
   * Whether a person is watching what is said beside the output, which may go elsewhere: then
   * moving bars, otherwise plain lines. Java cannot tell; the launcher can.
   */
  static boolean isWatched() {
    return Boolean.getBoolean("assay.watched");
  }

  /**
   * Prints the summary, then writes the reports and says where. First of all the answer: there may
   * be nowhere to write to.
   *
   * @param folder to write to
   */
  public static void show(Presentation found, Supplier<OutputFolder> folder) {
    System.out.print(found.summary(isThere()));
    System.out.println();
    System.out.println("report: " + found.write(folder.get()));
    System.out.flush();
  }
}
