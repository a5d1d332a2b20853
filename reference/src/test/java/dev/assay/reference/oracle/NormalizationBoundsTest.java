package dev.assay.reference.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.reference.op.BatchNorm;
import dev.assay.reference.op.BatchNormInference;
import dev.assay.reference.op.BatchNormStatistics;
import dev.assay.reference.op.Direction;
import dev.assay.reference.op.GroupNorm;
import dev.assay.reference.op.InstanceNorm;
import dev.assay.reference.op.LayerNorm;
import dev.assay.reference.op.LocalResponseNorm;
import dev.assay.reference.op.Operation;
import dev.assay.reference.op.RandomOperations;
import dev.assay.reference.problem.Fill;
import dev.assay.reference.problem.Problem;
import dev.assay.reference.tensor.Shape;
import dev.assay.reference.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The bounds of normalisations hold for honest float32, and for little else. */
class NormalizationBoundsTest {
  private static final int OPERATIONS = 300;

  /** Most have larger sets than random ones. */
  private static final List<Operation> EXAMPLES =
      List.of(
          new BatchNorm(Shape.of(4, 3, 20, 20), 1e-5),
          new BatchNorm(Shape.of(1, 33, 2), 1e-5),
          new BatchNorm(Shape.of(257, 4), 1e-5),
          new BatchNormInference(Shape.of(8, 3, 9, 9), 1e-5),
          new BatchNormStatistics(Shape.of(8, 3, 20, 20), 0.9, true),
          new BatchNormStatistics(Shape.of(5, 35), 0, true),
          new LayerNorm(Shape.of(3, 1000), 1, 1e-12),
          new LayerNorm(Shape.of(64, 2), 1, 1e-12),
          new LayerNorm(Shape.of(3, 5, 33), 2, 1e-5),
          new InstanceNorm(Shape.of(2, 5, 17, 17), 1e-5),
          new GroupNorm(Shape.of(3, 12, 9, 9), 4, 1e-5),
          new LocalResponseNorm(2, 33, 3, 3, 5, 1e-4, 0.75, 2));

  private static Comparison honest(FloatSum sum, Problem problem, List<Tensor> inputs) {
    return new Oracle(problem, inputs)
        .compare(Sample.WHOLE, new FloatBackend(sum).compute(problem, FloatBackend.floats(inputs)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "batch-norm",
        "batch-norm-inference",
        "batch-norm-statistics",
        "layer-norm",
        "instance-norm",
        "group-norm",
        "local-response-norm"
      })
  void honestFloatsPassInThousandsOfProblems(String name) {
    RandomOperations operations = new RandomOperations(29);
    FloatSum[] sums = FloatSum.values();
    for (int seed = 0; seed < OPERATIONS; seed++) {
      passes(sums[seed % sums.length], operations.next(name), seed);
    }
  }

  @Test
  void honestFloatsPassInExamples() {
    for (Operation operation : EXAMPLES) {
      for (FloatSum sum : FloatSum.values()) {
        passes(sum, operation, 7);
      }
    }
  }

  private static void passes(FloatSum sum, Operation operation, int seed) {
    for (Direction direction : operation.directions()) {
      for (Fill fill : Fill.values()) {
        if (!fill.allows(direction)) {
          continue;
        }
        Problem problem = Problem.of(operation, direction, fill, seed);
        Comparison comparison = honest(sum, problem, problem.inputs());
        assertThat(comparison.passed()).as("%s %s %s", sum, problem, comparison).isTrue();
      }
    }
  }

  /** Numbers far from 0 and close together: the mean's error is large beside the deviation. */
  @Test
  void honestFloatsPassFarFromZero() {
    for (Operation operation : EXAMPLES) {
      if (operation instanceof LocalResponseNorm) {
        continue;
      }
      for (double shift : new double[] {10, 100, 1000}) {
        for (Direction direction : operation.directions()) {
          Problem problem = Problem.of(operation, direction, Fill.REAL, 1);
          List<Tensor> inputs = shifted(problem.inputs(), shift);
          for (FloatSum sum : FloatSum.values()) {
            Comparison comparison = honest(sum, problem, inputs);
            assertThat(comparison.passed())
                .as("%s %s + %s %s", sum, problem, shift, comparison)
                .isTrue();
          }
        }
      }
    }
  }

  private static List<Tensor> shifted(List<Tensor> inputs, double shift) {
    List<Tensor> changed = new ArrayList<>(inputs);
    float[] x = inputs.get(0).toFloats();
    for (int i = 0; i < x.length; i++) {
      x[i] += (float) shift;
    }
    changed.set(0, Tensor.ofFloats(inputs.get(0).shape(), x));
    return changed;
  }

  /** How many of the problems with something to see a fault is seen in. */
  private static double noticed(String name, UnaryOperator<Problem> fault, boolean roundInputs) {
    RandomOperations operations = new RandomOperations(31);
    int seen = 0;
    int all = 0;
    for (int seed = 0; seed < OPERATIONS; seed++) {
      Operation operation = operations.next(name);
      for (Direction direction : operation.directions()) {
        Problem problem = Problem.of(operation, direction, Fill.REAL, seed);
        Problem computed = fault.apply(problem);
        if (longestSet(operation) == 1 || (computed.equals(problem) && !roundInputs)) {
          continue;
        }
        List<float[]> inputs = FloatBackend.floats(problem.inputs());
        if (roundInputs) {
          inputs.forEach(NormalizationBoundsTest::roundToBfloat16);
        }
        List<float[]> results = new FloatBackend(FloatSum.LANES).compute(computed, inputs);
        all++;
        seen += new Oracle(problem).compare(Sample.WHOLE, results).passed() ? 0 : 1;
      }
    }
    assertThat(all).isGreaterThan(50);
    return (double) seen / all;
  }

  /** Elements that share a mean; of one alone there is nothing to see but β. */
  private static int longestSet(Operation operation) {
    if (operation instanceof LayerNorm norm) {
      return norm.parameterShape().size();
    }
    if (operation instanceof InstanceNorm norm) {
      return norm.shape().stride(1);
    }
    if (operation instanceof GroupNorm norm) {
      return norm.shape().size() / norm.shape().dimension(0) / norm.groups();
    }
    return operation.longestSum();
  }

  private static void roundToBfloat16(float[] values) {
    for (int i = 0; i < values.length; i++) {
      values[i] = Float.intBitsToFloat((Float.floatToRawIntBits(values[i]) + 0x8000) & 0xFFFF0000);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "batch-norm",
        "batch-norm-inference",
        "batch-norm-statistics",
        "layer-norm",
        "instance-norm",
        "group-norm"
      })
  void bfloat16IsNoticed(String name) {
    assertThat(noticed(name, problem -> problem, true)).isGreaterThan(0.95);
  }

  /** 1e-3 where 1e-5 was asked for, or the other way round. */
  @ParameterizedTest
  @ValueSource(
      strings = {"batch-norm", "batch-norm-inference", "layer-norm", "instance-norm", "group-norm"})
  void aWrongEpsilonIsNoticed(String name) {
    assertThat(noticed(name, NormalizationBoundsTest::withWrongEpsilon, false))
        // The gradient of beta alone does not depend on it, but is never asked for alone.
        .isGreaterThan(0.9);
  }

  private static Problem withWrongEpsilon(Problem problem) {
    Operation o = problem.operation();
    Operation wrong;
    if (o instanceof BatchNorm norm) {
      wrong = new BatchNorm(norm.shape(), other(norm.epsilon()));
    } else if (o instanceof BatchNormInference norm) {
      wrong = new BatchNormInference(norm.shape(), other(norm.epsilon()));
    } else if (o instanceof LayerNorm norm) {
      wrong = new LayerNorm(norm.shape(), norm.axes(), other(norm.epsilon()));
    } else if (o instanceof InstanceNorm norm) {
      wrong = new InstanceNorm(norm.shape(), other(norm.epsilon()));
    } else {
      GroupNorm norm = (GroupNorm) o;
      wrong = new GroupNorm(norm.shape(), norm.groups(), other(norm.epsilon()));
    }
    return Problem.of(wrong, problem.direction(), problem.fill(), problem.seed());
  }

  private static double other(double epsilon) {
    return epsilon == 1e-5 ? 1e-3 : 1e-5;
  }

  @Test
  void aVarianceDividedByTheWrongCountIsNoticed() {
    assertThat(noticed("batch-norm-statistics", NormalizationBoundsTest::withOtherBias, false))
        .isGreaterThan(0.99);
  }

  private static Problem withOtherBias(Problem problem) {
    BatchNormStatistics o = (BatchNormStatistics) problem.operation();
    // A momentum of 1 leaves nothing of the batch.
    return o.momentum() == 1 || o.longestSum() == 1
        ? problem
        : Problem.of(
            new BatchNormStatistics(o.shape(), o.momentum(), !o.unbiased()),
            problem.direction(),
            problem.fill(),
            problem.seed());
  }

  /** Statistics per example where they should be per batch, and over too few axes. */
  @Test
  void aWrongAxisIsNoticed() {
    assertThat(
            noticed(
                "instance-norm",
                problem -> {
                  InstanceNorm norm = (InstanceNorm) problem.operation();
                  return norm.shape().dimension(0) == 1
                      ? problem
                      : Problem.of(
                          new BatchNorm(norm.shape(), norm.epsilon()),
                          problem.direction(),
                          problem.fill(),
                          problem.seed());
                },
                false))
        .isGreaterThan(0.99);
    assertThat(
            noticed(
                "group-norm",
                problem -> {
                  GroupNorm norm = (GroupNorm) problem.operation();
                  return Problem.of(
                      new GroupNorm(
                          norm.shape(), norm.groups() == 1 ? norm.shape().dimension(1) : 1, 1e-5),
                      problem.direction(),
                      problem.fill(),
                      problem.seed());
                },
                false))
        .isGreaterThan(0.9);
  }

  /** A variance in one pass, as mean x² − μ², is right near 0 and wrong far from it. */
  @Test
  void aVarianceInOnePassIsWrongFarFromZero() {
    Problem problem =
        Problem.of(
            new BatchNormStatistics(Shape.of(50, 8), 0, false), Direction.FORWARD, Fill.REAL, 1);

    assertThat(passesInOnePass(problem, 0)).isTrue();
    assertThat(passesInOnePass(problem, 100)).isFalse();
  }

  private static boolean passesInOnePass(Problem problem, double shift) {
    List<Tensor> inputs = shifted(problem.inputs(), shift);
    float[] x = inputs.get(0).toFloats();
    float[] output = new float[16];
    for (int channel = 0; channel < 8; channel++) {
      float sum = 0;
      float squares = 0;
      for (int i = channel; i < x.length; i += 8) {
        sum += x[i];
        squares += x[i] * x[i];
      }
      output[channel] = sum / 50;
      output[8 + channel] = squares / 50 - output[channel] * output[channel];
    }
    return new Oracle(problem, inputs).compare(Sample.WHOLE, List.of(output)).passed();
  }
}
