package dev.assay.reports.cli;

import dev.assay.reports.console.ExitCode;
import dev.assay.reports.console.Failure;
import dev.assay.reports.console.Terminal;
import dev.assay.reports.console.Version;
import dev.assay.reports.job.Runs;
import dev.assay.reports.record.Merge;
import dev.assay.reports.record.MergeException;
import dev.assay.reports.record.RunFolder;
import dev.assay.reports.record.RunRecord;
import dev.assay.reports.record.Shell;
import dev.assay.reports.render.Presentation;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Joins runs into a new one. */
@Command(
    name = "merge",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = "Join runs into a new one with reports: shards, other seeds, other backends.",
    footer = {
      "",
      "Refuses runs that tried the same problems. Where several runs timed the same layer on the",
      "same backend, the last one named counts, unless an earlier one found it wrong: wrong stays",
      "wrong. Of machines that differ, times are left out.",
      "",
      "Examples:",
      "  assay merge runs/2026-11-22T10-00-00Z runs/2026-11-22T10-00-07Z",
      "  assay merge from-machine-*/2026-* --runs merged",
    })
final class MergeCommand implements Callable<Integer> {
  @Parameters(arity = "2..*", paramLabel = "RUN", description = "Runs' folders, or their run.json.")
  private List<Path> paths = new ArrayList<>();

  @Option(
      names = "--runs",
      paramLabel = "FOLDER",
      defaultValue = "runs",
      description = "Where to make the new run's folder. Default: ${DEFAULT-VALUE}.")
  private Path runs = Path.of("runs");

  @Override
  public Integer call() {
    Instant now = Instant.now();
    List<RunRecord> records = Runs.load(paths);
    merge(records, "", now); // refuses before a folder is made
    RunFolder folder = RunFolder.create(runs, now);
    RunRecord merged = merge(records, folder.id(), now);
    folder.save(merged);
    Terminal.show(Presentation.of(merged), folder::output);
    return ExitCode.FINE;
  }

  private RunRecord merge(List<RunRecord> records, String id, Instant now) {
    String names = Shell.words(paths.stream().map(Path::toString).toList());
    try {
      return Merge.of(records, id, now, "assay merge " + names);
    } catch (MergeException e) {
      throw new Failure(ExitCode.DATA, e);
    }
  }
}
