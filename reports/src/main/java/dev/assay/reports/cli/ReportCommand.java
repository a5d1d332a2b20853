package dev.assay.reports.cli;

import dev.assay.reports.console.ExitCode;
import dev.assay.reports.console.Failure;
import dev.assay.reports.console.Terminal;
import dev.assay.reports.console.Version;
import dev.assay.reports.job.Runs;
import dev.assay.reports.record.RunFolder;
import dev.assay.reports.record.RunRecord;
import dev.assay.reports.render.Presentation;
import dev.assay.reports.render.SupportMatrix;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes the reports of a run again. */
@Command(
    name = "report",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = "Write the reports of a run again from its run.json, however far the run got.",
    footer = {
      "",
      "Examples:",
      "  assay report runs/2026-11-22T10-00-00Z",
      "  assay report runs/2026-11-22T10-00-00Z/run.json",
      "  assay report runs/2026-11-22T10-00-00Z --support-matrix README.md",
    })
final class ReportCommand implements Callable<Integer> {
  @Parameters(paramLabel = "RUN", description = "A run's folder, or its run.json.")
  private Path path = Path.of("");

  @Option(
      names = "--support-matrix",
      paramLabel = "FILE",
      description =
          "Also renew the table of what each backend can compute in this Markdown file, between the"
              + " lines '<!-- support matrix: begin -->' and '<!-- support matrix: end -->'.")
  private @Nullable Path supportMatrix;

  @Override
  public Integer call() {
    RunFolder folder = RunFolder.at(path);
    RunRecord run = Runs.load(folder);
    if (supportMatrix != null) {
      renew(supportMatrix, run);
    }
    Terminal.show(Presentation.of(run), folder::output);
    return ExitCode.FINE;
  }

  private static void renew(Path file, RunRecord run) {
    try {
      Files.writeString(file, SupportMatrix.replaceIn(Files.readString(file), run));
    } catch (IOException e) {
      throw new Failure(ExitCode.DATA, "cannot read and write " + file + "; name another file");
    } catch (IllegalArgumentException e) {
      throw new Failure(ExitCode.DATA, file + ": " + e.getMessage());
    }
  }
}
