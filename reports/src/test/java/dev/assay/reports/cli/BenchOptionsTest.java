package dev.assay.reports.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.assay.bench.Pass;
import dev.assay.bench.Settlement;
import dev.assay.bench.WholeNetwork;
import dev.assay.reports.job.TimingPlan;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Model.CommandSpec;

class BenchOptionsTest {
  @Test
  void whatIsNamedTwiceIsTimedOnce() {
    assertThat(
            plan(
                    "--network=lenet5",
                    "--only=NETWORKS",
                    "--network-batch=4,8,4",
                    "--until=Loss,loss")
                .networks()
                .networks())
        .extracting(WholeNetwork::batch, WholeNetwork::until)
        .containsExactly(tuple(4, Pass.LOSS), tuple(8, Pass.LOSS));
  }

  @Test
  void layersAreSettledAtTwoPerCentUnlessToldOtherwise() {
    assertThat(plan("--only=layers").layers().settlement()).isEqualTo(new Settlement(0.02));
    assertThat(plan("--only=layers", "--interval=1%").layers().settlement())
        .isEqualTo(new Settlement(0.01));
  }

  private static TimingPlan plan(String... options) {
    CommandSpec bench =
        Assay.commandLine()
            .parseArgs(Stream.concat(Stream.of("bench"), Stream.of(options)).toArray(String[]::new))
            .subcommand()
            .commandSpec();
    return ((BenchOptions) Objects.requireNonNull(bench.mixins().get("bench")).userObject()).plan();
  }
}
