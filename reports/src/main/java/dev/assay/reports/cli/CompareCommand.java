package dev.assay.reports.cli;

import dev.assay.reports.compare.Comparison;
import dev.assay.reports.compare.Conclusion;
import dev.assay.reports.console.ExitCode;
import dev.assay.reports.console.Failure;
import dev.assay.reports.console.Terminal;
import dev.assay.reports.console.Version;
import dev.assay.reports.job.Runs;
import dev.assay.reports.record.OutputFolder;
import dev.assay.reports.record.RunFolder;
import dev.assay.reports.record.RunRecord;
import dev.assay.reports.render.Presentation;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Compares two runs. */
@Command(
    name = "compare",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = "Compare two runs: first what became wrong, then what became slower or faster.",
    footer = {
      "",
      "A time counts as slower or faster where its interval and the noise floor of this machine",
      "leave no doubt. 'assay calibrate' measures the floor: then one comparison in a hundred is",
      "mistaken, without it up to one in twenty-five. Of runs of different machines results are",
      "compared, but speeds are not judged: such a comparison is inconclusive if both have times.",
      "",
      "Exit codes: 0 nothing became wrong or slower; 1 something is slower, less precise or gone;",
      "            2 something became wrong; 3 inconclusive: too noisy, too little in common, or",
      "            times of different machines.",
      "",
      "Examples:",
      "  assay compare runs/2026-11-22T10-00-00Z runs/2026-11-23T10-00-00Z",
      "  assay compare base head --threshold 2%%            smaller changes may go unnoticed",
      "  assay compare base head --pair dl4j=dl4j@1.0.0-M1.1",
      "  assay compare run run --pair djl-mxnet=djl-pytorch     two backends of one run",
    })
final class CompareCommand implements Callable<Integer> {
  @Parameters(
      index = "0",
      paramLabel = "BASE",
      description = "The run to compare with: its folder, or its run.json.")
  private Path base = Path.of("");

  @Parameters(index = "1", paramLabel = "HEAD", description = "The run to judge.")
  private Path head = Path.of("");

  @Option(
      names = "--pair",
      paramLabel = "BASE=HEAD",
      description =
          "Compare this backend of the base with that one of the head; repeat for several. Default:"
              + " those of the same name, whatever their versions; within one run these pairs alone.")
  private Map<String, String> pairs = new LinkedHashMap<>();

  @Option(
      names = "--threshold",
      paramLabel = "SHARE",
      defaultValue = "5%",
      description =
          "The smallest change of time that must not go unnoticed: where noise would hide it, the"
              + " comparison is inconclusive. A smaller one that is beyond doubt counts all the same."
              + " Default: ${DEFAULT-VALUE}.")
  @SuppressWarnings("NullAway.Init") // set by picocli
  private Share threshold;

  @Option(
      names = "--out",
      paramLabel = "FOLDER",
      description =
          "Where to write the reports. Default: 'compared-with-BASE' in the head's folder.")
  private @Nullable Path out;

  @Override
  public Integer call() {
    RunFolder headFolder = RunFolder.at(head);
    RunRecord before = Runs.load(RunFolder.at(base));
    RunRecord after = Runs.load(headFolder);
    Comparison comparison = compare(before, after);
    Path folder = out == null ? headFolder.path().resolve("compared-with-" + before.id()) : out;
    Terminal.show(Presentation.of(comparison), () -> OutputFolder.made(folder));
    return exitCode(comparison.conclusion());
  }

  private static int exitCode(Conclusion conclusion) {
    return switch (conclusion) {
      case FINE -> ExitCode.FINE;
      case REGRESSED -> ExitCode.REGRESSED;
      case WRONG -> ExitCode.WRONG;
      case INCONCLUSIVE -> ExitCode.INCONCLUSIVE;
    };
  }

  private Comparison compare(RunRecord before, RunRecord after) {
    try {
      return Comparison.of(before, after, pairs, threshold.value());
    } catch (IllegalArgumentException e) {
      throw Failure.usage(String.valueOf(e.getMessage()));
    }
  }
}
