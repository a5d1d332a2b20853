package dev.assay.reports.cli;

import dev.assay.reports.record.RunFolder;
import dev.assay.reports.record.RunFolderException;
import dev.assay.reports.record.RunRecord;
import dev.assay.reports.render.ReportFiles;
import dev.assay.reports.render.TerminalSummary;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Writes the reports of a run again. */
@Command(
    name = "report",
    mixinStandardHelpOptions = true,
    versionProvider = Assay.Version.class,
    description = "Write the reports of a run again from its run.json, however far the run got.",
    footer = {
      "",
      "Examples:",
      "  assay report runs/2026-11-22T10-00-00Z",
      "  assay report runs/2026-11-22T10-00-00Z/run.json",
    })
final class ReportCommand implements Callable<Integer> {
  @Parameters(paramLabel = "RUN", description = "A run's folder, or its run.json.")
  private Path path = Path.of("");

  @Override
  public Integer call() {
    RunFolder folder = RunFolder.at(path);
    RunRecord run = load(folder);
    Path page = ReportFiles.write(folder, run);
    System.out.print(TerminalSummary.render(run, Terminal.isThere()));
    System.out.println();
    System.out.println("report: " + page);
    return ExitCode.FINE;
  }

  private static RunRecord load(RunFolder folder) {
    try {
      return folder.load();
    } catch (RunFolderException e) {
      throw new Failure(ExitCode.DATA, e);
    }
  }
}
