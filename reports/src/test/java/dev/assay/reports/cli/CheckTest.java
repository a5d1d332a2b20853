package dev.assay.reports.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.host.Worker;
import dev.assay.reference.op.Direction;
import dev.assay.reference.oracle.Sample;
import dev.assay.reference.problem.Problem;
import dev.assay.reference.tensor.Tensor;
import dev.assay.spi.Device;
import dev.assay.spi.UnsupportedProblemException;
import dev.assay.verify.OracleBackend;
import dev.assay.verify.Outcome;
import dev.assay.verify.TestWorkers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a backend gets right of what is to be timed. */
class CheckTest {
  @TempDir Path logs;

  /** Computes gradients, and no output that the adjoint identity could hold them against. */
  public static final class GradientsOnly extends OracleBackend {
    public GradientsOnly(Device device, int threads) {
      super(device, threads);
    }

    @Override
    protected List<float[]> compute(Problem problem, List<Tensor> inputs) {
      if (problem.direction() == Direction.FORWARD) {
        throw new UnsupportedProblemException("gradients only");
      }
      return super.compute(problem, inputs);
    }
  }

  @Test
  void whatPassesIsNotTheWorseForALawThatCannotBeTried() {
    Problem layer =
        Problem.parse("conv2d backward-data n=2 c=16 h=56 w=56 k=16 kernel=3x3 pad=1x1");
    assertThat(Sample.of(layer).whole()).isFalse();

    try (Worker worker = TestWorkers.start(GradientsOnly.class, Duration.ofSeconds(60), logs)) {
      assertThat(Check.of(worker, List.of(layer), "checking").get(layer))
          .satisfies(verdict -> assertThat(verdict.outcome()).isEqualTo(Outcome.PASSED));
    }
  }
}
