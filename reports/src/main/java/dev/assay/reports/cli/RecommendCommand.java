package dev.assay.reports.cli;

import dev.assay.bench.InvalidWorkloadException;
import dev.assay.bench.Pass;
import dev.assay.bench.TimePlan;
import dev.assay.bench.Workload;
import dev.assay.reference.numeric.PrecisionClass;
import dev.assay.reference.op.InvalidOperationException;
import dev.assay.reports.console.ExitCode;
import dev.assay.reports.console.Failure;
import dev.assay.reports.console.Terminal;
import dev.assay.reports.console.Version;
import dev.assay.reports.job.Runs;
import dev.assay.reports.recommend.Purpose;
import dev.assay.reports.recommend.Purposes;
import dev.assay.reports.recommend.Recommendation;
import dev.assay.reports.recommend.Requirements;
import dev.assay.reports.record.OutputFolder;
import dev.assay.reports.record.RunFolder;
import dev.assay.reports.record.RunRecord;
import dev.assay.reports.render.Presentation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Says which backend to take. */
@Command(
    name = "recommend",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = "Say which backend to take, by what a run verified and timed.",
    footer = {
      "",
      "A backend that got anything in the workload wrong is never recommended, however fast. Known",
      "divergences of its operations, met among random problems, do not exclude it: they are listed.",
      "How sure the ranking is takes three rounds that took turns: of merged runs nobody can tell, and",
      "their layers are not ranked at all where backends had other numbers of threads.",
      "",
      "Exit codes: 0 a backend can be recommended; 3 none can, or nothing was timed.",
      "",
      "Examples:",
      "  assay recommend runs/2026-11-22T10-00-00Z                       for everything it timed",
      "  assay recommend runs/2026-11-22T10-00-00Z --network resnet18 --memory 2048",
      "  assay recommend runs/2026-11-22T10-00-00Z --network my-layers.txt --until loss",
      "  assay recommend runs/2026-11-22T10-00-00Z --network vgg16 --precision f32",
    })
final class RecommendCommand implements Callable<Integer> {
  @Parameters(paramLabel = "RUN", description = "A run's folder, or its run.json.")
  private Path path = Path.of("");

  @Option(
      names = "--network",
      paramLabel = "NAME|FILE",
      description =
          "What the backend is wanted for: a network or workload of the run, or a file of layers as 'assay bench"
              + " --network' takes it, all of which the run has timed. Default: everything that was"
              + " timed, one by one.")
  private @Nullable String network;

  @Option(
      names = "--batch",
      paramLabel = "N",
      description =
          "Images per batch. Default: as timed; " + TimePlan.BATCH_SIZE + " for a file of layers.")
  private @Nullable Integer batch;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description =
          "Threads that whole networks were timed with. Default: each number, one by one.")
  private @Nullable Integer threads;

  @Option(
      names = "--until",
      paramLabel = "PASS",
      description =
          "How far it has to go: inference, loss (forward only), gradients or update. Default: as"
              + " timed.")
  private @Nullable Pass pass;

  @Option(
      names = "--memory",
      paramLabel = "MIB",
      description =
          "The most memory that its process may hold with a whole network. Layers are left out then:"
              + " what they hold is not measured.")
  private @Nullable Long memory;

  @Option(
      names = "--precision",
      paramLabel = "ARITHMETIC",
      description =
          "The coarsest arithmetic that it may compute in: f32, f32_approximate (with Winograd's"
              + " algorithm and the like), tf32 or bf16. Default: any that is right.")
  private @Nullable PrecisionClass precision;

  @Option(
      names = "--out",
      paramLabel = "FOLDER",
      description = "Where to write the reports. Default: the run's folder.")
  private @Nullable Path out;

  @Override
  public Integer call() {
    if (memory != null && memory < 1) {
      throw Failure.usage("--memory=" + memory + " must be at least 1 MiB");
    }
    if (batch != null) {
      AtLeastOne.of("--batch", batch);
    }
    if (threads != null) {
      AtLeastOne.of("--threads", threads);
    }
    RunFolder folder = RunFolder.at(path);
    RunRecord run = Runs.load(folder);
    OutputFolder written = out == null ? folder.output() : OutputFolder.made(out);
    Requirements requirements = new Requirements(memory == null ? null : memory << 20, precision);
    List<Recommendation> recommendations =
        purposes(run).stream()
            .map(purpose -> Recommendation.of(run, purpose, requirements))
            .toList();
    Terminal.show(Presentation.of(run, recommendations), () -> written);
    return recommendations.stream().anyMatch(r -> r.best() != null)
        ? ExitCode.FINE
        : ExitCode.INCONCLUSIVE;
  }

  private List<Purpose> purposes(RunRecord run) {
    List<Purpose> timed = Purposes.of(run);
    if (timed.isEmpty()) {
      throw new Failure(
          ExitCode.INCONCLUSIVE, "run " + run.id() + " timed nothing; 'assay bench' does");
    }
    List<Purpose> asked =
        network != null && Files.isRegularFile(Path.of(network))
            ? ofFile(network).stream().filter(this::goesAsFar).toList()
            : timed.stream().filter(this::isAsked).toList();
    if (asked.isEmpty()) {
      throw Failure.usage(
          "run "
              + run.id()
              + " timed nothing like that; it timed: "
              + timed.stream().map(Purpose::title).collect(Collectors.joining("; ")));
    }
    return memory == null ? asked : training(run, asked);
  }

  /** Those whose memory is measured. */
  private List<Purpose> training(RunRecord run, List<Purpose> asked) {
    List<Purpose> training = asked.stream().filter(purpose -> !purpose.isLayers()).toList();
    if (training.isEmpty()) {
      throw Failure.usage(
          "--memory=%d is about whole networks: what %s hold is not measured, and run %s timed no network like that"
              .formatted(
                  memory,
                  asked.stream()
                      .map(purpose -> "layers of " + purpose.network())
                      .distinct()
                      .collect(Collectors.joining("; ")),
                  run.id()));
    }
    return training;
  }

  private boolean isAsked(Purpose purpose) {
    return (network == null || purpose.network().equals(network))
        && (batch == null || purpose.batch() == batch)
        && (threads == null || purpose.isLayers() || purpose.threads() == threads)
        && goesAsFar(purpose);
  }

  /** Of layers there is no more to tell than whether they take gradients. */
  private boolean goesAsFar(Purpose purpose) {
    return pass == null
        || (purpose.isLayers()
            ? purpose.takesGradients() == pass.takesGradients()
            : purpose.pass() == pass);
  }

  private List<Purpose> ofFile(String file) {
    int images = batch == null ? TimePlan.BATCH_SIZE : batch;
    try {
      return Purposes.of(
          String.valueOf(Path.of(file).getFileName()),
          Workload.of(file, images).problems(),
          images);
    } catch (InvalidWorkloadException | InvalidOperationException e) {
      throw Failure.usage(String.valueOf(e.getMessage()));
    }
  }
}
