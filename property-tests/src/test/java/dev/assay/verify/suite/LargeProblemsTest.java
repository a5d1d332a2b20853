package dev.assay.verify.suite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.reference.op.Conv2d;
import dev.assay.reference.op.Direction;
import dev.assay.reference.oracle.FloatBackend;
import dev.assay.reference.oracle.Sample;
import dev.assay.reference.problem.Problem;
import dev.assay.reference.tensor.Tensor;
import dev.assay.spi.Backend;
import dev.assay.spi.Device;
import dev.assay.spi.UnsupportedProblemException;
import dev.assay.verify.OracleBackend;
import dev.assay.verify.Outcome;
import dev.assay.verify.Verdict;
import dev.assay.verify.Verifier;
import dev.assay.verify.law.AdjointIdentity;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Of what the oracle looks at a sample only, the adjoint identity sees every element. */
class LargeProblemsTest {
  /** As a layer of ResNet18, with a quarter of its channels. */
  private static final String LAYER =
      " n=2 c=16 h=56 w=56 k=16 kernel=3x3 pad=1x1 bias=true seed=3";

  /** One row of one of the output's 32 planes. */
  private static final int ROW = 56;

  private static final Spoiler NO_ROW =
      Spoiler.results(
          (call, operand, result) -> {
            if (operand == Problem.Result.OUTPUT) {
              Arrays.fill(result, 40 * ROW, 41 * ROW, 0);
            }
          });

  private static final Spoiler NO_FILTER =
      Spoiler.results(
          (call, operand, result) -> {
            if (operand != Problem.Result.OUTPUT) {
              Arrays.fill(result, 0, result.length / 16, 0);
            }
          });

  private static Verdict verdict(Backend backend, Direction direction) {
    Problem problem = Problem.parse("conv2d " + direction + LAYER);
    assertThat(Sample.of(problem).whole()).isFalse();
    return new Verifier(new InProcess(backend))
        .verify(problem, new AdjointIdentity())
        .orElseThrow();
  }

  private static Backend faulty(Spoiler spoiler) {
    return new FaultyBackend(new Fault("loses something", "conv2d", spoiler));
  }

  @ParameterizedTest
  @EnumSource(names = "FORWARD", mode = EnumSource.Mode.EXCLUDE)
  void oneLostRowIsNoticed(Direction direction) {
    assertThat(verdict(new OracleBackend(Device.CPU, 1), direction).outcome())
        .isEqualTo(Outcome.PASSED);
    assertThat(verdict(faulty(NO_ROW), direction).outcome()).isEqualTo(Outcome.FAILED);
    assertThat(verdict(faulty(NO_FILTER), direction).outcome()).isEqualTo(Outcome.FAILED);
  }

  /** Winograd's algorithm does not keep integers, but needs no excuse here. */
  @ParameterizedTest
  @EnumSource(names = "FORWARD", mode = EnumSource.Mode.EXCLUDE)
  void whatTransformsTilesIsInnocent(Direction direction) {
    Backend winograd =
        new OracleBackend(Device.CPU, 1) {
          @Override
          protected List<float[]> compute(Problem problem, List<Tensor> inputs) {
            return problem.direction() == Direction.FORWARD
                ? List.of(
                    Winograd.by4((Conv2d) problem.operation()).forward(FloatBackend.floats(inputs)))
                : super.compute(problem, inputs);
          }
        };
    Verdict verdict = verdict(winograd, direction);

    assertThat(verdict.outcome()).isEqualTo(Outcome.PASSED);
    assertThat(verdict.worst().orElseThrow().share()).isPositive().isLessThan(0.1);
  }

  /** A backend that lacks one gradient is judged by the other. */
  @ParameterizedTest
  @ValueSource(strings = {"BACKWARD_DATA", "BACKWARD_WEIGHTS"})
  void onlyTheGradientOfTheProblemIsAskedFor(Direction direction) {
    Backend backend =
        new OracleBackend(Device.CPU, 1) {
          @Override
          protected List<float[]> compute(Problem problem, List<Tensor> inputs) {
            if (problem.direction() != Direction.FORWARD && problem.direction() != direction) {
              throw new UnsupportedProblemException("no " + problem.direction());
            }
            return super.compute(problem, inputs);
          }
        };

    assertThat(verdict(backend, direction).outcome()).isEqualTo(Outcome.PASSED);
    assertThat(verdict(backend, Direction.BACKWARD).outcome()).isEqualTo(Outcome.UNSUPPORTED);
  }
}
