package dev.assay.reports.cli;

import dev.assay.bench.InvalidWorkloadException;
import dev.assay.bench.Pass;
import dev.assay.bench.Settlement;
import dev.assay.bench.TimeBudget;
import dev.assay.bench.TimePlan;
import dev.assay.bench.WholeNetwork;
import dev.assay.bench.Workload;
import dev.assay.bench.WorkloadProblem;
import dev.assay.reference.op.Architecture;
import dev.assay.reference.op.InvalidOperationException;
import dev.assay.reports.console.Failure;
import dev.assay.reports.job.LayerPlan;
import dev.assay.reports.job.NetworkPlan;
import dev.assay.reports.job.TimingPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What to time, and for how long. */
final class BenchOptions {
  private static final List<String> USUAL_NETWORKS = List.of("alexnet", "vgg16", "resnet18");
  private static final int SECONDS = 900;
  private static final int NETWORK_SECONDS = 3;
  private static final Share INTERVAL = new Share(0.02);

  /** Seconds to warm up a network, per second in which it is timed. */
  private static final double WARM_UP = 0.25;

  /** What a network is wanted for: to be used, and to be trained. */
  private static final List<Pass> USUAL_PASSES = List.of(Pass.INFERENCE, Pass.UPDATE);

  @Option(
      names = "--network",
      paramLabel = "NAME|FILE",
      description =
          "What to time: a network of 'assay networks', whose layers, inference and training are timed"
              + " (see --only and --until); or the layers alone of a workload: one of 'assay"
              + " networks', such as deepbench, or a file of one layer a line: name, count, problem."
              + " Repeat for several. Default: alexnet, vgg16 and resnet18.")
  private List<String> networks = new ArrayList<>();

  @Option(
      names = "--layers",
      paramLabel = "PATTERN",
      description =
          "Layers to time, by their operation: 'conv*', '*-pool2d'; * stands for anything. Repeat for"
              + " several. Default: all that compute something.")
  private List<String> operations = new ArrayList<>();

  @Option(
      names = "--batch",
      paramLabel = "N",
      description =
          "Images per batch of layers; those of a workload that say n= keep it, as all of deepbench"
              + " do. Default: "
              + TimePlan.BATCH_SIZE
              + ".")
  private @Nullable Integer batch;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      description =
          "How many processes each backend is timed in, in turn with the others. Layers that are not"
              + " settled (see --interval) get more, as long as there is time. Default: "
              + TimePlan.ROUNDS
              + " for layers ("
              + TimePlan.FEWEST_ROUNDS
              + " if these take twice their time), "
              + TimePlan.NETWORK_ROUNDS
              + " for whole networks.")
  private @Nullable Integer rounds;

  @Option(
      names = "--bench-seconds",
      paramLabel = "SECONDS",
      description = "Time for timing the layers on all backends. Default: " + SECONDS + ".")
  private @Nullable Double seconds;

  @Option(
      names = "--interval",
      paramLabel = "SHARE",
      description =
          "A layer is settled when its 95 %% interval, of four rounds or more, reaches no further"
              + " than this from the median; the others are timed in further rounds. Default: 2%%.")
  private @Nullable Share interval;

  @Option(
      names = "--only",
      paramLabel = "layers|networks",
      description = "Time only the layers of networks, or only networks as a whole.")
  private @Nullable Only only;

  @Option(
      names = "--network-batch",
      paramLabel = "N",
      split = ",",
      description =
          "Images per batch where whole networks are timed; several to compare. Default: so many"
              + " that two processor cores take less than a second for a step of training. Large"
              + " machines and cards do their best with more: try 16,64,256.")
  private List<Integer> networkBatches = new ArrayList<>();

  @Option(
      names = "--network-threads",
      paramLabel = "N",
      split = ",",
      description =
          "Threads each backend computes with where whole networks are timed; several to see how it"
              + " scales. Default: as --threads.")
  private List<Integer> networkThreads = new ArrayList<>();

  @Option(
      names = "--until",
      paramLabel = "PASS",
      split = ",",
      description =
          "How far a timed pass of a whole network goes: inference, or a step of training to loss,"
              + " gradients or update; several to compare. Default: inference,update.")
  private List<Pass> passes = new ArrayList<>();

  @Option(
      names = "--network-seconds",
      paramLabel = "SECONDS",
      description =
          "Time for each timed network in each round; at least three steps or passes, however long."
              + " Warming up lasts in proportion: give more to what the report marks as still"
              + " warming up. Default: "
              + NETWORK_SECONDS
              + ".")
  private @Nullable Double networkSeconds;

  @Mixin private final RoofOptions roof = new RoofOptions();

  /** What alone of a network is timed. */
  enum Only {
    LAYERS,
    NETWORKS;

    /** As it is written on the command line. */
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  TimingPlan plan() {
    List<WorkloadProblem> layersOfAll = layers(); // refuses unknown names in any case
    List<WorkloadProblem> layers = only == Only.NETWORKS ? List.of() : layersOfAll;
    List<WholeNetwork> whole = only == Only.LAYERS ? List.of() : whole();
    if (layers.isEmpty() && whole.isEmpty()) {
      throw Failure.usage(nothing());
    }
    if (whole.isEmpty()) {
      refuse("--until", passes, "whole networks", "");
      refuse("--network-batch", networkBatches, "whole networks", ", or give --batch");
      refuse("--network-threads", networkThreads, "whole networks", ", or give --threads");
      refuse(
          "--network-seconds",
          given(networkSeconds),
          "whole networks",
          ", or give --bench-seconds");
    }
    if (layers.isEmpty()) {
      refuse("--layers", operations, "layers", "");
      refuse("--batch", given(batch), "layers", ", or give --network-batch");
      refuse("--bench-seconds", given(seconds), "layers", ", or give --network-seconds");
      refuse("--interval", given(interval), "layers", "");
    }
    if (layers.stream().allMatch(layer -> layer.batch() == null)) {
      refuse("--batch", given(batch), "layers that leave out n=", "");
    }
    return new TimingPlan(
        new LayerPlan(
            layers,
            rounds(TimePlan.ROUNDS),
            rounds(TimePlan.FEWEST_ROUNDS),
            new Settlement((interval == null ? INTERVAL : interval).value()),
            positive("--bench-seconds", seconds, SECONDS)),
        new NetworkPlan(
            whole,
            networkThreads.stream()
                .map(threads -> AtLeastOne.of("--network-threads", threads))
                .distinct()
                .toList(),
            rounds(TimePlan.NETWORK_ROUNDS),
            networkBudget()),
        roof.plan());
  }

  private TimeBudget networkBudget() {
    double each = positive("--network-seconds", networkSeconds, NETWORK_SECONDS);
    try {
      return new TimeBudget(WARM_UP * each, each);
    } catch (IllegalArgumentException e) {
      throw Failure.usage("--network-seconds=" + each + " is too long: " + e.getMessage());
    }
  }

  /** Refuses an option that would change nothing, since what it is about is not timed. */
  private static void refuse(String option, List<?> given, String subject, String instead) {
    if (!given.isEmpty()) {
      throw Failure.usage(
          "%s is about %s, of which none is timed here; leave it out%s"
              .formatted(option, subject, instead));
    }
  }

  private static <T> List<T> given(@Nullable T option) {
    return option == null ? List.of() : List.of(option);
  }

  private static double positive(String option, @Nullable Double given, double usual) {
    if (given != null && !(given > 0)) {
      throw Failure.usage(option + "=" + given + " must be more than 0");
    }
    return given == null ? usual : given;
  }

  private int rounds(int usual) {
    return rounds == null ? usual : AtLeastOne.of("--rounds", rounds);
  }

  /** Why there is nothing to time; only {@code --only} can bring that about. */
  private String nothing() {
    return String.format(
        "nothing to time: %s %s no network; leave out --only=networks, or name a network of 'assay"
            + " networks'",
        String.join(", ", names()), names().size() == 1 ? "is" : "are");
  }

  private List<String> names() {
    return (networks.isEmpty() ? USUAL_NETWORKS : networks).stream().distinct().toList();
  }

  private List<WholeNetwork> whole() {
    List<WholeNetwork> problems = new ArrayList<>();
    for (String name : names()) {
      Architecture.find(name).ifPresent(network -> addWhole(network, problems));
    }
    return problems.stream().distinct().toList();
  }

  private void addWhole(Architecture network, List<WholeNetwork> problems) {
    List<Integer> batches =
        networkBatches.isEmpty() ? List.of(WholeNetwork.usualBatch(network)) : networkBatches;
    for (int size : batches) {
      AtLeastOne.of("--network-batch", size);
      for (Pass pass : passes.isEmpty() ? USUAL_PASSES : passes) {
        problems.add(whole(network, size, pass));
      }
    }
  }

  private WholeNetwork whole(Architecture network, int size, Pass pass) {
    WholeNetwork whole = new WholeNetwork(network, size, pass);
    try {
      whole.estimatedBytes(); // refuses what is too large to be counted
      return whole;
    } catch (IllegalArgumentException e) {
      throw Failure.usage(
          "--network-batch=" + size + " is too many for " + network.name() + ": " + e.getMessage());
    }
  }

  private List<WorkloadProblem> layers() {
    try {
      int images = AtLeastOne.of("--batch", batch == null ? TimePlan.BATCH_SIZE : batch);
      return wanted(
          Workload.of(names(), images).stream()
              .flatMap(workload -> workload.problems().stream())
              .toList());
    } catch (InvalidWorkloadException | InvalidOperationException e) {
      throw Failure.usage(String.valueOf(e.getMessage()));
    }
  }

  private List<WorkloadProblem> wanted(List<WorkloadProblem> layers) {
    if (operations.isEmpty()) {
      return layers;
    }
    Set<String> names =
        layers.stream()
            .map(layer -> layer.problem().operation().name())
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> wanted = OperationPattern.matching(operations, names);
    return layers.stream()
        .filter(layer -> wanted.contains(layer.problem().operation().name()))
        .toList();
  }
}
