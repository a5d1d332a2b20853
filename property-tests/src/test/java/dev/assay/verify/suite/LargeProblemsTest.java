package dev.assay.verify.suite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.reference.op.Contraction;
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
import dev.assay.verify.law.ChannelChecksum;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Of what the oracle looks at a sample only, laws see every element. */
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

  /** A tile of eight rows and sixteen columns in the middle of a plane. */
  private static final Spoiler NO_TILE =
      Spoiler.output(
          (call, operand, result) -> {
            for (int row = 24; row < 32; row++) {
              int first = (3 * ROW + row) * ROW + 16;
              Arrays.fill(result, first, first + 16, 0);
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
    return verdict(backend, "conv2d " + direction + LAYER);
  }

  private static Verdict verdict(Backend backend, String text) {
    Problem problem = Problem.parse(text);
    assertThat(Sample.of(problem).whole()).isFalse();
    return new Verifier(new InProcess(backend))
        .verify(
            problem,
            problem.direction().isBackward() ? new AdjointIdentity() : new ChannelChecksum())
        .orElseThrow();
  }

  private static Backend faulty(Spoiler spoiler) {
    return faulty("conv2d", spoiler);
  }

  private static Backend faulty(String operation, Spoiler spoiler) {
    return new FaultyBackend(new Fault("loses something", operation, spoiler));
  }

  @ParameterizedTest
  @EnumSource
  void oneLostRowOrTileIsNoticed(Direction direction) {
    assertThat(verdict(new OracleBackend(Device.CPU, 1), direction).outcome())
        .isEqualTo(Outcome.PASSED);
    assertThat(verdict(faulty(NO_ROW), direction).outcome()).isEqualTo(Outcome.FAILED);
    assertThat(verdict(faulty(NO_TILE), direction).outcome()).isEqualTo(Outcome.FAILED);
  }

  @ParameterizedTest
  @EnumSource(names = "FORWARD", mode = EnumSource.Mode.EXCLUDE)
  void oneLostFilterIsNoticed(Direction direction) {
    assertThat(verdict(faulty(NO_FILTER), direction).outcome()).isEqualTo(Outcome.FAILED);
  }

  /** Outputs are some thousands: what is allowed to transforms is far less. */
  @Test
  void oneOutputThatIsOffByHalfAPerCentIsNoticed() {
    Spoiler spoiler = Spoiler.output((call, operand, result) -> result[7777] += 20);

    assertThat(verdict(faulty(spoiler), Direction.FORWARD).outcome()).isEqualTo(Outcome.FAILED);
  }

  /** It adds up numbers and no products, so that of integers nothing may get lost. */
  @ParameterizedTest
  @EnumSource(names = {"BACKWARD", "BACKWARD_WEIGHTS"})
  void aNumberLostInTheGradientOfTheBiasIsNoticed(Direction direction) {
    Spoiler spoiler = Spoiler.result(Contraction.BIAS, (call, operand, result) -> result[3] += 1);

    assertThat(verdict(faulty(spoiler), direction).outcome()).isEqualTo(Outcome.FAILED);
  }

  /** Nothing is transformed there, so that no integer may be off, by however little. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "linear n=64 in=512 out=512 bias=true seed=3",
        "linear backward n=64 in=512 out=512 seed=3",
        "conv2d n=2 c=64 h=28 w=28 k=128 kernel=1x1 seed=3"
      })
  void matrixProductsAreExact(String text) {
    Spoiler spoiler = Spoiler.results((call, operand, result) -> result[77] += 1);
    String operation = Problem.parse(text).operation().name();

    assertThat(verdict(new OracleBackend(Device.CPU, 1), text).outcome()).isEqualTo(Outcome.PASSED);
    assertThat(verdict(faulty(operation, spoiler), text).outcome()).isEqualTo(Outcome.FAILED);
  }

  /** Each dropped element by itself is in order: only all of them together tell. */
  @Test
  void aLargeMaskIsJudgedWhole() {
    Problem dropout = Problem.parse("random-dropout shape=64x64x30x30");
    Backend everything =
        new OracleBackend(Device.CPU, 1) {
          @Override
          protected List<float[]> compute(Problem problem, List<Tensor> inputs) {
            return List.of(new float[problem.operation().outputShape().size()]);
          }
        };

    Verdict verdict = new Verifier(new InProcess(everything)).verify(dropout);

    assertThat(verdict.outcome()).isEqualTo(Outcome.FAILED);
    assertThat(verdict.message()).isEqualTo("keeps 0 of 3686400 elements at rate 0.5");
    assertThat(
            new Verifier(new InProcess(new OracleBackend(Device.CPU, 1))).verify(dropout).outcome())
        .isEqualTo(Outcome.PASSED);
  }

  /** Winograd's algorithm does not keep integers, but needs no excuse here. */
  @ParameterizedTest
  @EnumSource
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
