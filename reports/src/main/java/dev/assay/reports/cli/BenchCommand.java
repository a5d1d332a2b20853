package dev.assay.reports.cli;

import dev.assay.reports.console.ExitCode;
import dev.assay.reports.console.Version;
import dev.assay.reports.job.Job;
import dev.assay.reports.record.RunRecord;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Times the layers of networks, then reports. */
@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description =
        "Time networks, in training and in use, and their layers, after checking the results; and"
            + " measure the most that the machine can do.",
    footer = {
      "",
      "A layer that a backend gets wrong gets no speed, nor does a network that is not proved to be",
      "what it is called.",
      "",
      "Examples:",
      "  assay bench                               the three networks and their layers",
      "  assay bench --backend dl4j --network resnet18 --batch 8",
      "  assay bench --network resnet18 --network vgg16 --only networks",
      "  assay bench --network resnet18 --only networks --network-batch 1,4,8 --until loss,update",
      "  assay bench --network resnet18 --only networks --network-threads 1,2,4",
      "  assay bench --network vgg16 --only layers --layers 'conv*' --layers '*pool*'",
      "  assay bench --network my-layers.txt --rounds 5 --bench-seconds 120",
      "  assay bench --network deepbench           the convolutions of DeepBench",
      "  assay bench --only layers --interval 1%% --bench-seconds 1800   narrower intervals",
      "",
      "A workload file has a line per layer: its name, how often it occurs, and its problem, like",
      "  conv1  1  conv2d c=3 h=224 w=224 k=64 kernel=7x7 stride=2x2 pad=3x3",
      "  norm1  1  batch-norm backward shape=8x64x112x112",
      "Where n= is left out, it is --batch; where a direction is, it is forward and backward.",
    })
final class BenchCommand implements Callable<Integer> {
  @Mixin private final BackendOptions backends = new BackendOptions();
  @Mixin private final BenchOptions bench = new BenchOptions();
  @Mixin private final RunOptions runs = new RunOptions();

  @Override
  public Integer call() {
    RunRecord run =
        new Job(backends.plan(), Optional.empty(), Optional.of(bench.plan()))
            .run(runs.runs(), runs.seed(), runs.arguments());
    return run.allBackendsStarted() ? ExitCode.FINE : ExitCode.UNAVAILABLE;
  }
}
