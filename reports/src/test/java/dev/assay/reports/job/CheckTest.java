package dev.assay.reports.job;

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
import dev.assay.verify.Verifier;
import dev.assay.verify.law.Law;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a backend gets right of what is to be timed. */
class CheckTest {
  private static final Duration DEADLINE = Duration.ofSeconds(60);

  private static final Problem POOLING =
      Problem.parse("average-pool2d n=4 c=16 h=64 w=64 kernel=15x15 stride=1x1");

  @TempDir Path logs;

  private static Problem layer(String direction) {
    Problem layer =
        Problem.parse("conv2d " + direction + " n=2 c=16 h=56 w=56 k=16 kernel=3x3 pad=1x1");
    assertThat(Sample.of(layer).whole()).isFalse();
    return layer;
  }

  private Check check(Class<? extends OracleBackend> backend, Problem problem) {
    try (Worker worker = TestWorkers.start(backend, DEADLINE, logs)) {
      return Objects.requireNonNull(Check.of(worker, List.of(problem), "checking").get(problem));
    }
  }

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
    Check check = check(GradientsOnly.class, layer("backward-data"));

    assertThat(check.verdict().outcome()).isEqualTo(Outcome.PASSED);
    assertThat(check.law()).isEmpty();
  }

  /** Has no gradient that an output could be held against. */
  public static final class OutputsOnly extends OracleBackend {
    public OutputsOnly(Device device, int threads) {
      super(device, threads);
    }

    @Override
    protected List<float[]> compute(Problem problem, List<Tensor> inputs) {
      if (problem.direction().isBackward()) {
        throw new IllegalStateException("outputs only");
      }
      return super.compute(problem, inputs);
    }
  }

  @Test
  void anOutputIsNotTheWorseForAGradientThatCannotBeHad() {
    Check check = check(OutputsOnly.class, POOLING);

    assertThat(check.verdict().outcome()).isEqualTo(Outcome.PASSED);
    assertThat(check.law()).isEmpty();
  }

  /** It is no contraction, whose channels could be added up. */
  @Test
  void whereOneLawSaysNothingAnotherMaySpeak() {
    Check right = check(OracleBackend.class, POOLING);
    Check wrong = check(LosesWhatIsNotLookedAt.class, POOLING);

    assertThat(right.verdict().outcome()).isEqualTo(Outcome.PASSED);
    assertThat(right.law().map(Law::name)).hasValue("adjoint-identity");
    assertThat(wrong.verdict().outcome()).isEqualTo(Outcome.FAILED);
    assertThat(wrong.verdict().message()).startsWith("adjoint-identity: one side is ");
  }

  @Test
  void whatIsComparedWholeNeedsNoLaw() {
    Check check = check(OracleBackend.class, Problem.parse("relu shape=7"));

    assertThat(check.verdict().outcome()).isEqualTo(Outcome.PASSED);
    assertThat(check.law()).isEmpty();
  }

  @Test
  void whatNoProcessCanHoldIsNotTried() {
    Check check = check(OracleBackend.class, Problem.parse("relu shape=20000000"));

    assertThat(check.verdict().outcome()).isEqualTo(Outcome.UNSUPPORTED);
    assertThat(check.verdict().message())
        .isEqualTo(
            "about 0.4 GiB of heap are needed for it, and the process of a backend has 0.2; raise"
                + " --memory, of which that is half");
    assertThat(check.law()).isEmpty();
  }

  /** Loses some rows of its first result, but nothing that the oracle's sample would miss. */
  public static final class LosesWhatIsNotLookedAt extends OracleBackend {
    private static final int FROM = 20 * 56;
    private static final int TO = 28 * 56;

    public LosesWhatIsNotLookedAt(Device device, int threads) {
      super(device, threads);
    }

    @Override
    protected List<float[]> compute(Problem problem, List<Tensor> inputs) {
      List<float[]> results = super.compute(problem, inputs);
      int[] sample = Sample.some(problem).positions().get(0);
      for (int i = FROM; i < TO; i++) {
        if (Arrays.binarySearch(sample, i) < 0) {
          results.get(0)[i] = 0;
        }
      }
      return results;
    }
  }

  @ParameterizedTest
  @CsvSource({"forward, channel-checksum", "backward-data, adjoint-identity"})
  void whatASampleMissesALawSees(String direction, String law) {
    Problem layer = layer(direction);
    try (Worker worker = TestWorkers.start(LosesWhatIsNotLookedAt.class, DEADLINE, logs)) {
      assertThat(new Verifier(worker::execute).verify(layer).outcome()).isEqualTo(Outcome.PASSED);
    }

    Check check = check(LosesWhatIsNotLookedAt.class, layer);

    assertThat(check.verdict().outcome()).isEqualTo(Outcome.FAILED);
    assertThat(check.verdict().message()).startsWith(law + ": one side is ");
    assertThat(check.law().map(Law::name)).hasValue(law);
    assertThat(check(OracleBackend.class, layer).verdict().outcome()).isEqualTo(Outcome.PASSED);
  }
}
