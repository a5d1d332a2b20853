package dev.assay.reference.op;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.assay.reference.oracle.Oracle;
import dev.assay.reference.problem.Fill;
import dev.assay.reference.problem.Problem;
import dev.assay.reference.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Gradients against what a gradient is. */
class GradientTest {

  private static final double EPSILON = 1e-6;

  /** Elements of the data from which on the differences, quadratic in them, take too long. */
  private static final int LARGE = 300;

  static List<String> operations() {
    return OperationText.names().stream()
        .filter(name -> new RandomOperations(1).next(name).directions().size() > 1)
        .toList();
  }

  /** ∂L/∂x_i ≈ (L(x_i + ε) − L(x_i − ε)) / 2ε for L = Σ g·y. */
  @ParameterizedTest
  @MethodSource("operations")
  void finiteDifferences(String name) {
    RandomOperations operations = new RandomOperations(1);
    Random random = new Random(2);
    for (int i = 0; i < 40; i++) {
      Operation operation = operations.next(name);
      if (operation.operands().get(0).shape().size() > LARGE) {
        continue;
      }
      double[][] inputs =
          operation.operands().stream()
              .map(operand -> values(operand, random))
              .toArray(double[][]::new);
      double[] g = apart(operation.outputShape().size(), random);
      for (int operand = 0; operand < inputs.length; operand++) {
        if (operation.operands().get(operand).role().isDifferentiable()) {
          assertThat(Evaluate.gradient(operation, operand, g, inputs))
              .as("%s, gradient of operand %s", operation, operand)
              .containsExactly(differences(operation, operand, g, inputs), within(1e-7));
        }
      }
    }
  }

  private static double[] values(Operand operand, Random random) {
    double[] values = apart(operand.shape().size(), random);
    for (int i = 0; i < values.length; i++) {
      values[i] =
          switch (operand.role()) {
            case MASK -> values[i] > 0 ? 1 : 0;
            case POSITIVE -> Math.abs(values[i]) + 0.1;
            case PROBABILITY, FRACTION -> 0.5 + 0.4 * values[i];
            default -> values[i];
          };
    }
    return values;
  }

  private static double[] differences(
      Operation operation, int operand, double[] g, double[][] inputs) {
    double[] x = inputs[operand];
    double[] differences = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      double here = x[i];
      x[i] = here + EPSILON;
      double above = dot(Evaluate.output(operation, inputs), g);
      x[i] = here - EPSILON;
      double below = dot(Evaluate.output(operation, inputs), g);
      x[i] = here;
      differences[i] = (above - below) / (2 * EPSILON);
    }
    return differences;
  }

  /** Shuffled numbers in (−1, 1), none near 0 or another, so that ε changes no maximum or sign. */
  private static double[] apart(int size, Random random) {
    List<Double> values = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      values.add(2 * (i + 0.3) / size - 1);
    }
    Collections.shuffle(values, random);
    return values.stream().mapToDouble(value -> value).toArray();
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  /** ⟨op(x, w), g⟩ = ⟨x, ∂x⟩ = ⟨w, ∂w⟩, to the last bit where everything is an integer. */
  @ParameterizedTest
  @ValueSource(strings = {"conv2d", "linear"})
  void adjointOfWhatIsLinear(String name) {
    RandomOperations operations = new RandomOperations(3);
    for (int seed = 0; seed < 300; seed++) {
      Operation operation =
          name.equals("conv2d") ? operations.conv2d(false) : operations.linear(false);
      Problem backward = Problem.of(operation, Direction.BACKWARD, Fill.INTEGER, seed);
      List<Tensor> inputs = backward.inputs();
      List<Tensor> gradients = new Oracle(backward, inputs).results();
      double expected = dot(output(operation, inputs), inputs.get(2).values());

      for (int operand = 0; operand < 2; operand++) {
        assertThat(dot(inputs.get(operand).values(), gradients.get(operand).values()))
            .as(backward.toString())
            .isEqualTo(expected);
      }
    }
  }

  /** ∂bias is the adjoint of adding the bias: ⟨b, ∂b⟩ is what the bias adds to ⟨y, g⟩. */
  @ParameterizedTest
  @ValueSource(strings = {"conv2d", "linear"})
  void adjointOfTheBias(String name) {
    RandomOperations operations = new RandomOperations(4);
    for (int seed = 0; seed < 300; seed++) {
      Operation operation =
          name.equals("conv2d") ? operations.conv2d(true) : operations.linear(true);
      Problem backward = Problem.of(operation, Direction.BACKWARD, Fill.INTEGER, seed);
      List<Tensor> inputs = new ArrayList<>(backward.inputs());
      List<Tensor> gradients = new Oracle(backward, inputs).results();
      double[] g = inputs.get(3).values();
      double with = dot(output(operation, inputs), g);
      Tensor bias = inputs.get(2);
      inputs.set(2, new Tensor(bias.shape(), new double[bias.size()]));
      double without = dot(output(operation, inputs), g);

      assertThat(dot(bias.values(), gradients.get(2).values()))
          .as(backward.toString())
          .isEqualTo(with - without);
    }
  }

  private static double[] output(Operation operation, List<Tensor> inputs) {
    return Evaluate.all(operation.forward(inputs), operation.outputShape().size());
  }

  @ParameterizedTest
  @ValueSource(ints = {5, 6})
  void adjointOfAveragePooling(int seed) {
    RandomOperations operations = new RandomOperations(seed);
    for (int i = 0; i < 300; i++) {
      AveragePool2d pool = operations.averagePool2d();
      Problem backward = Problem.of(pool, Direction.BACKWARD_DATA, Fill.INTEGER, i);
      List<Tensor> inputs = backward.inputs();
      double[] x = inputs.get(0).values();
      double[] g = inputs.get(1).values();
      double scale = Arrays.stream(x).map(Math::abs).sum() * Arrays.stream(g).map(Math::abs).sum();

      assertThat(dot(x, new Oracle(backward, inputs).results().get(0).values()))
          .as(backward.toString())
          .isCloseTo(dot(output(pool, inputs), g), within(1e-15 * scale));
    }
  }
}
