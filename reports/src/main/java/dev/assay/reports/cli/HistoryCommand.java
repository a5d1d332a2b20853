package dev.assay.reports.cli;

import dev.assay.reports.console.ExitCode;
import dev.assay.reports.console.Failure;
import dev.assay.reports.console.Progress;
import dev.assay.reports.console.Terminal;
import dev.assay.reports.console.Version;
import dev.assay.reports.history.Archive;
import dev.assay.reports.history.History;
import dev.assay.reports.history.HistoryIndex;
import dev.assay.reports.history.RunFiles;
import dev.assay.reports.history.SkippedFile;
import dev.assay.reports.job.Home;
import dev.assay.reports.record.OutputFolder;
import dev.assay.reports.render.Presentation;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows many runs over time. */
@Command(
    name = "history",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description =
        "Show many runs over time and machines: what became wrong or slow, when, and what was upgraded"
            + " then.",
    footer = {
      "",
      "Looks for every run.json below the folders, and writes pages that need no network. Machines,",
      "devices and numbers of threads never mix. A change of times is told where it is beyond doubt:",
      "one mistake in a hundred histories. How many runs that takes depends on how many times are",
      "looked at. On either side of a change it is eight for a total that is the only one, ten or",
      "eleven for one of eighteen (layers, training and inference of six backends), fourteen for",
      "one problem of 400. After a long history a total shows a change in five to eight runs, a",
      "problem in eight to ten.",
      "",
      "Runs that are still going on, or were killed, and files that are no runs are listed and",
      "skipped. Of a run that ended early, what it came to counts. What was read is remembered, so",
      "that the next time takes seconds.",
      "",
      "Exit codes: 0 fine; 65 no run was found.",
      "",
      "Examples:",
      "  assay history runs",
      "  assay history runs ci-artifacts --out public/assay",
      "  assay history runs/2026-11-2*/run.json             of some runs only",
    })
final class HistoryCommand implements Callable<Integer> {
  private static final String DEFAULT_NAME = "history";

  @Spec
  @SuppressWarnings("NullAway.Init") // set by picocli
  private CommandSpec command;

  @Parameters(
      arity = "1..*",
      paramLabel = "DIR",
      description = "Folders with runs at any depth, or records of runs.")
  private List<Path> paths = new ArrayList<>();

  @Option(
      names = "--out",
      paramLabel = "FOLDER",
      description = "Where to write the pages. Default: 'history' in the first folder.")
  private @Nullable Path out;

  @Override
  public Integer call() {
    Archive archive = read();
    PrintWriter errors = command.commandLine().getErr();
    archive.skipped().stream()
        .map(SkippedFile::reason)
        .forEach(reason -> errors.println("left out: " + reason));
    if (archive.runs().isEmpty()) {
      throw new Failure(
          ExitCode.DATA,
          "there is no run in "
              + paths.stream().map(Path::toString).collect(Collectors.joining(", "))
              + "; name a folder in which 'assay run' has made some");
    }
    Path folder = folder();
    Presentation history;
    try (Progress progress = new Progress("looking for changes", 2)) {
      History found = History.of(archive);
      progress.step();
      history = Presentation.of(found, folder);
      progress.step();
    }
    Terminal.show(history, () -> OutputFolder.made(folder));
    return ExitCode.FINE;
  }

  private Archive read() {
    RunFiles files = RunFiles.below(paths);
    HistoryIndex index = new HistoryIndex(Home.cache().resolve("history"));
    Archive archive;
    try (Progress progress = new Progress("reading runs", files.files().size())) {
      archive = Archive.read(files, index, progress::step);
    }
    index.forgetWhatIsGone();
    index
        .trouble()
        .ifPresent(trouble -> command.commandLine().getErr().println("not remembered: " + trouble));
    return archive;
  }

  private Path folder() {
    if (out != null) {
      return out;
    }
    Path first = paths.get(0);
    return (Files.isDirectory(first) ? first : first.resolveSibling("")).resolve(DEFAULT_NAME);
  }
}
