package dev.assay.reference.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.reference.numeric.ProductPrecision;
import dev.assay.reference.op.Direction;
import dev.assay.reference.op.LogSoftmax;
import dev.assay.reference.op.Operation;
import dev.assay.reference.op.OperationText;
import dev.assay.reference.op.RandomOperations;
import dev.assay.reference.op.Softmax;
import dev.assay.reference.problem.Fill;
import dev.assay.reference.problem.Problem;
import dev.assay.reference.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An honest float32 backend always passes; one that drops or rounds something does not. */
class HonestFloatTest {

  private static final int OPERATIONS = 40;

  private static void forEachProblem(String name, Fill fill, Consumer<Problem> test) {
    RandomOperations operations = new RandomOperations(17);
    for (int seed = 0; seed < OPERATIONS; seed++) {
      Operation operation = operations.next(name);
      for (Direction direction : operation.directions()) {
        if (fill.allows(direction)) {
          test.accept(Problem.of(operation, direction, fill, seed));
        }
      }
    }
  }

  private static Comparison compare(Problem problem, List<float[]> results) {
    return new Oracle(problem).compare(Sample.WHOLE, results);
  }

  private static List<float[]> compute(
      FloatSum sum, Problem problem, UnaryOperator<List<float[]>> spoiled) {
    return new FloatBackend(sum)
        .compute(problem, spoiled.apply(FloatBackend.floats(problem.inputs())));
  }

  static List<String> operations() {
    return OperationText.names();
  }

  @ParameterizedTest
  @MethodSource("operations")
  void honestFloatsPass(String name) {
    for (Fill fill : Fill.values()) {
      for (FloatSum sum : FloatSum.values()) {
        forEachProblem(
            name,
            fill,
            problem -> {
              Comparison comparison = compare(problem, compute(sum, problem, inputs -> inputs));
              assertThat(comparison.passed()).as("%s %s %s", sum, problem, comparison).isTrue();
            });
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"conv1d", "conv2d", "conv3d", "conv-transpose2d", "locally-connected2d", "linear"})
  void declaredPrecisionsPassByTheirOwnBounds(String name) {
    for (Fill fill : Fill.values()) {
      for (FactorRounding rounding : FactorRounding.values()) {
        for (FloatSum sum : List.of(FloatSum.FORWARD, FloatSum.FUSED, FloatSum.WIDE_LANES)) {
          FloatBackend backend = new FloatBackend(sum, rounding);
          forEachProblem(
              name,
              fill,
              problem -> {
                List<Tensor> inputs = problem.inputs();
                Comparison comparison =
                    new Oracle(problem, inputs, rounding.precision())
                        .compare(
                            Sample.WHOLE, backend.compute(problem, FloatBackend.floats(inputs)));
                assertThat(comparison.passed())
                    .as("%s %s %s %s", rounding, sum, problem, comparison)
                    .isTrue();
              });
        }
      }
    }
  }

  /** By the bound of a finer one it fails. */
  @ParameterizedTest
  @CsvSource({
    "conv2d, TF32_TO_NEAREST, F32",
    "conv2d, TF32_CUT_OFF, F32",
    "linear, TF32_TO_NEAREST, F32",
    "conv2d, BF16_CUT_OFF, TF32",
    "linear, BF16_CUT_OFF, TF32"
  })
  void undeclaredPrecisionsAreNoticed(
      String name, FactorRounding rounding, ProductPrecision declared) {
    List<String> missed = new ArrayList<>();
    List<String> tried = new ArrayList<>();
    FloatBackend backend = new FloatBackend(FloatSum.FUSED, rounding);
    forEachProblem(
        name,
        Fill.REAL,
        problem -> {
          List<Tensor> inputs = problem.inputs();
          Comparison comparison =
              new Oracle(problem, inputs, declared)
                  .compare(Sample.WHOLE, backend.compute(problem, FloatBackend.floats(inputs)));
          tried.add(problem.toString());
          if (comparison.passed()) {
            missed.add(problem.toString());
          }
        });

    assertThat(missed).hasSizeLessThan(tried.size() / 3);
  }

  /** One product too few, in the first element that has any but zero. */
  @ParameterizedTest
  @CsvSource({
    "conv2d, INTEGER",
    "conv2d, REAL",
    "conv3d, REAL",
    "conv-transpose2d, INTEGER",
    "locally-connected2d, REAL",
    "linear, INTEGER",
    "linear, REAL"
  })
  void aDroppedTapIsNoticed(String name, Fill fill) {
    List<String> noticed = new ArrayList<>();
    forEachProblem(
        name,
        fill,
        problem -> {
          if (problem.direction() == Direction.FORWARD && nonZero(problem)) {
            UnaryOperator<List<float[]>> withoutAWeight =
                inputs -> {
                  float[] weights = inputs.get(1).clone();
                  weights[largest(problem)] = 0;
                  List<float[]> changed = new ArrayList<>(inputs);
                  changed.set(1, weights);
                  return changed;
                };
            List<float[]> results = compute(FloatSum.LANES, problem, withoutAWeight);
            assertThat(compare(problem, results).passed()).as("%s", problem).isFalse();
            noticed.add(problem.toString());
          }
        });

    assertThat(noticed).hasSizeGreaterThan(OPERATIONS / 2);
  }

  /**
   * The weight with the largest gradient under an output gradient of ones, so some output has it.
   */
  private static int largest(Problem problem) {
    List<float[]> gradients = weightsGradient(problem);
    int largest = 0;
    for (int i = 0; i < gradients.get(0).length; i++) {
      if (Math.abs(gradients.get(0)[i]) > Math.abs(gradients.get(0)[largest])) {
        largest = i;
      }
    }
    return largest;
  }

  private static boolean nonZero(Problem problem) {
    int largest = largest(problem);
    return weightsGradient(problem).get(0)[largest] != 0
        && problem.inputs().get(1).get(largest) != 0;
  }

  private static List<float[]> weightsGradient(Problem problem) {
    Problem backward =
        Problem.of(problem.operation(), Direction.BACKWARD_WEIGHTS, problem.fill(), problem.seed());
    return FloatBackend.floats(new Oracle(backward).results());
  }

  /** Eight bits of mantissa instead of 24, or TF32's eleven. */
  @ParameterizedTest
  @CsvSource({
    "conv2d, 8",
    "linear, 8",
    "average-pool2d, 8",
    "average-pool3d, 8",
    "sigmoid, 8",
    "tanh, 8",
    "leaky-relu, 8",
    "softmax, 8",
    "mean-squared-error, 8",
    "randomized-leaky-relu, 8",
    "dropout, 8",
    "add, 8",
    "log-softmax, 8",
    "cross-entropy-of-probabilities, 8",
    "binary-cross-entropy, 8",
    "binary-cross-entropy-of-probabilities, 8",
    "sgd, 8",
    "momentum, 8",
    "adam, 8",
    "sgd, 11",
    "momentum, 11",
    "add, 11",
    "batch-norm-inference, 8",
    "batch-norm-statistics, 8",
    "local-response-norm, 8",
    "conv2d, 11",
    "linear, 11"
  })
  void roundedInputsAreNoticed(String name, int bits) {
    List<String> missed = new ArrayList<>();
    List<String> informative = new ArrayList<>();
    forEachProblem(
        name,
        Fill.REAL,
        problem -> {
          UnaryOperator<List<float[]>> rounded =
              inputs -> inputs.stream().map(input -> round(input, bits)).toList();
          Comparison comparison = compare(problem, compute(FloatSum.FUSED, problem, rounded));
          if (comparison.informative() && dependsOnItsInput(problem.operation())) {
            informative.add(problem.toString());
            if (comparison.passed()) {
              missed.add(problem.toString());
            }
          }
        });

    assertThat(informative).hasSizeGreaterThanOrEqualTo(OPERATIONS);
    assertThat(missed).hasSizeLessThan(informative.size() / 20);
  }

  private static boolean dependsOnItsInput(Operation operation) {
    if (operation instanceof LogSoftmax softmax) {
      return softmax.beta() != 0 && softmax.shape().dimension(softmax.axis()) > 1;
    }
    return !(operation instanceof Softmax softmax)
        || (softmax.beta() != 0 && softmax.shape().dimension(softmax.axis()) > 1);
  }

  private static float[] round(float[] values, int bits) {
    float[] rounded = new float[values.length];
    int dropped = 24 - bits;
    for (int i = 0; i < values.length; i++) {
      int half = 1 << (dropped - 1);
      rounded[i] =
          Float.intBitsToFloat((Float.floatToRawIntBits(values[i]) + half) >> dropped << dropped);
    }
    return rounded;
  }
}
