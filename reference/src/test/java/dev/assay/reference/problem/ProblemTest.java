package dev.assay.reference.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.reference.init.RandomBits;
import dev.assay.reference.op.BinaryCrossEntropyOfProbabilities;
import dev.assay.reference.op.Conv2d;
import dev.assay.reference.op.CrossEntropy;
import dev.assay.reference.op.Direction;
import dev.assay.reference.op.Extent;
import dev.assay.reference.op.OneHot;
import dev.assay.reference.op.Operation;
import dev.assay.reference.op.OperationText;
import dev.assay.reference.op.Padding;
import dev.assay.reference.op.RandomOperations;
import dev.assay.reference.op.Relu;
import dev.assay.reference.tensor.DataType;
import dev.assay.reference.tensor.Shape;
import dev.assay.reference.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProblemTest {

  @Test
  void aTextIsParsed() {
    Problem parsed =
        Problem.parse(
            "conv2d backward-weights n=2 c=3 h=8 w=8 k=4 kernel=3x3 stride=2x1 pad=1x0:1"
                + " fill=integer seed=42");

    assertThat(parsed)
        .isEqualTo(
            Problem.of(
                new Conv2d(
                    2,
                    3,
                    8,
                    8,
                    4,
                    new Extent(3, 3),
                    new Extent(2, 1),
                    new Padding(1, 1, 0, 1),
                    new Extent(1, 1),
                    1,
                    false),
                Direction.BACKWARD_WEIGHTS,
                Fill.INTEGER,
                42));
  }

  /** The first text is how a user may write it, the second how it is printed. */
  @ParameterizedTest
  @CsvSource({
    "relu shape=3, relu shape=3",
    "relu forward shape=3 seed=0 type=f32 fill=real, relu shape=3",
    "'  relu   seed=7  shape=3  backward-data ', relu backward-data shape=3 seed=7",
    "leaky-relu shape=3 slope=1e-2, leaky-relu shape=3",
    "leaky-relu shape=2x3 slope=.5, leaky-relu shape=2x3 slope=0.5",
    "softmax shape=2x3 axis=0 beta=1, softmax shape=2x3 axis=0",
    "linear bias=false out=3 in=2 n=1, linear n=1 in=2 out=3",
    "max-pool2d n=1 c=1 h=4 w=4 kernel=2x2 rounding=down pad=0:0x0:0, "
        + "max-pool2d n=1 c=1 h=4 w=4 kernel=2x2",
    "relu shape=3 seed=-9223372036854775808, relu shape=3 seed=-9223372036854775808"
  })
  void defaultsAreOmitted(String given, String printed) {
    assertThat(Problem.parse(given)).hasToString(printed);
  }

  @Property
  void whatWasPrintedIsTheSameProblem(
      @ForAll("operations") String name, @ForAll long seed, @ForAll Fill fill) {
    Operation operation = new RandomOperations(seed).next(name);
    for (Direction direction : operation.directions()) {
      if (fill.allows(direction)) {
        Problem problem = Problem.of(operation, direction, fill, seed);
        assertThat(Problem.parse(problem.toString())).isEqualTo(problem);
      }
    }
  }

  @Test
  void whatIsNotNormalIsForTheForwardDirectionOnly() {
    assertThatThrownBy(() -> Problem.parse("relu backward-data shape=2 fill=special"))
        .hasMessage("relu: fill=special is for the direction forward only");
    assertThat(Problem.parse("relu shape=64 fill=special").inputs().get(0).values())
        .contains(Double.NaN, Double.POSITIVE_INFINITY);
    assertThat(
            Arrays.stream(Problem.parse("relu shape=64 fill=subnormal").inputs().get(0).values()))
        .allMatch(x -> Math.abs(x) < Float.MIN_NORMAL && x == (float) x.doubleValue());
  }

  @Provide
  Arbitrary<String> operations() {
    return Arbitraries.of(OperationText.names());
  }

  @Test
  void inputsAreTheOperandsThenTheOutputsGradient() {
    assertThat(Problem.parse("linear n=2 in=3 out=5 bias=true").inputs())
        .extracting(Tensor::shape)
        .containsExactly(Shape.of(2, 3), Shape.of(5, 3), Shape.of(5));
    assertThat(Problem.parse("linear backward n=2 in=3 out=5 bias=true").inputs())
        .extracting(Tensor::shape)
        .containsExactly(Shape.of(2, 3), Shape.of(5, 3), Shape.of(5), Shape.of(2, 5));
  }

  @ParameterizedTest
  @CsvSource({
    "forward, output",
    "backward, gradient of x;gradient of weights;gradient of bias",
    "backward-data, gradient of x",
    "backward-weights, gradient of weights;gradient of bias"
  })
  void resultsOfEachDirection(String direction, String results) {
    Problem problem = Problem.parse("linear " + direction + " n=2 in=3 out=5 bias=true");

    assertThat(problem.results().stream().map(Problem.Result::name))
        .containsExactly(results.split(";"));
  }

  @Test
  void targetsHaveNoGradient() {
    assertThat(Problem.parse("cross-entropy backward-data n=2 classes=3").results())
        .extracting(Problem.Result::name)
        .containsExactly("gradient of logits");
  }

  /** Every input is read once and every result written once, four bytes each. */
  @Test
  void compulsoryTraffic() {
    assertThat(Problem.parse("linear n=2 in=3 out=5").cost().bytes())
        .isEqualTo(4.0 * (2 * 3 + 5 * 3 + 2 * 5));
    assertThat(Problem.parse("linear backward-data n=2 in=3 out=5").cost().bytes())
        .isEqualTo(4.0 * (2 * 3 + 5 * 3 + 2 * 5 + 2 * 3));
  }

  /** These numbers never change: a seed that somebody noted down must mean the same for ever. */
  @Test
  void aSeedMeansTheseNumbers() {
    assertThat(inputs("relu shape=4 seed=42"))
        .containsExactly(
            "4 [-0.8675368428230286, 0.7004210352897644, 0.25740864872932434, 0.5852646231651306]");
    assertThat(inputs("relu shape=4 seed=-1"))
        .containsExactly(
            "4 [0.41626688838005066, -0.7588586211204529, 0.6910874247550964, -0.816798746585846]");
    assertThat(inputs("linear backward n=1 in=2 out=2 fill=integer"))
        .containsExactly("1x2 [10.0, 13.0]", "2x2 [-9.0, 29.0, -30.0, 18.0]", "1x2 [-7.0, -27.0]");
    assertThat(inputs("cross-entropy n=1 classes=3 seed=5"))
        .containsExactly(
            "1x3 [-0.620999276638031, -0.9330727458000183, -0.3726855218410492]",
            "1x3 [0.375, 0.296875, 0.328125]");
    assertThat(inputs("cross-entropy n=2 classes=3 fill=integer seed=5"))
        .containsExactly(
            "2x3 [-20.0, -30.0, -12.0, -25.0, 28.0, -13.0]", "2x3 [0.0, 1.0, 0.0, 0.0, 0.0, 1.0]");
  }

  /** What the newer roles are filled with; these numbers never change either. */
  @Test
  void aSeedMeansTheseNumbersInEveryRole() {
    assertThat(inputs("one-hot n=6 classes=4 seed=5"))
        .containsExactly("6 [0.0, 0.0, 1.0, 0.0, 3.0, 1.0]");
    assertThat(inputs("binary-cross-entropy-of-probabilities shape=3 fill=integer seed=5"))
        .containsExactly("3 [0.1875, 0.046875, 0.3125]", "3 [0.0, 1.0, 0.0]");
    assertThat(inputs("binary-cross-entropy-of-probabilities shape=3 seed=5"))
        .containsExactly(
            "3 [0.1992034763097763, 0.04804287478327751, 0.31948044896125793]",
            "3 [0.41803786158561707, 0.7374480962753296, 0.1621849536895752]");
  }

  @Test
  void rolesKeepToTheirRange() {
    for (Fill fill : Fill.values()) {
      List<Tensor> inputs =
          Problem.of(
                  new BinaryCrossEntropyOfProbabilities(Shape.of(10_000)),
                  Direction.FORWARD,
                  fill,
                  3)
              .inputs();
      assertThat(Arrays.stream(inputs.get(0).values()).boxed())
          .allMatch(p -> p >= 1 / 64.0 && p <= 63 / 64.0 + 1e-7);
      assertThat(Arrays.stream(inputs.get(1).values()).boxed())
          .allMatch(t -> t >= 0 && t <= 1)
          .anyMatch(t -> t > 0.99)
          .anyMatch(t -> t < 0.01);
      double[] labels =
          Problem.of(new OneHot(1000, 7), Direction.FORWARD, fill, 3).inputs().get(0).values();
      assertThat(Arrays.stream(labels).distinct().sorted().toArray())
          .containsExactly(0, 1, 2, 3, 4, 5, 6);
    }
  }

  private static List<String> inputs(String problem) {
    return Problem.parse(problem).inputs().stream().map(Tensor::toString).toList();
  }

  /** The published first outputs of SplitMix64 for this seed. */
  @Test
  void randomBitsAreThoseOfSplitMix64() {
    RandomBits random = new RandomBits(1234567);

    assertThat(List.of(random.next(), random.next(), random.next(), random.next(), random.next()))
        .extracting(Long::toUnsignedString)
        .containsExactly(
            "6457827717110365317",
            "3203168211198807973",
            "9817491932198370423",
            "4593380528125082431",
            "16408922859458223821");
  }

  @Test
  void differentSeedsAndOperandsGetDifferentNumbers() {
    List<String> inputs = new ArrayList<>();
    for (int seed = 0; seed < 200; seed++) {
      Problem problem = Problem.parse("linear backward n=8 in=8 out=8 seed=" + seed);
      problem.inputs().forEach(input -> inputs.add(input.reshape(Shape.of(64)).toString()));
    }

    assertThat(inputs).hasSize(600).doesNotHaveDuplicates();
  }

  /** Only a sum of products of the largest integers is still exact. */
  @ParameterizedTest
  @ValueSource(ints = {1, 100, 16_384, 16_385, 100_000, 1 << 24})
  void integersAreSmallEnoughForTheirSums(int terms) {
    Problem problem = Problem.parse("linear n=1 in=" + terms + " out=1 fill=integer seed=3");
    double largest = 0;
    boolean integers = true;
    for (Tensor input : problem.inputs()) {
      for (double value : input.values()) {
        integers &= value == Math.rint(value);
        largest = Math.max(largest, Math.abs(value));
      }
    }

    assertThat(integers).isTrue();
    assertThat(largest).isBetween(1.0, 32.0);
    assertThat(largest * largest * terms).isLessThanOrEqualTo(1 << 24);
    assertThat(4 * (largest + 1) * (largest + 1) * terms).isGreaterThan(Math.min(terms, 1 << 24));
  }

  @Test
  void integersReachTheirWholeRangeOnBothSides() {
    double[] values =
        new Problem(new Relu(Shape.of(10_000)), Direction.FORWARD, DataType.F32, Fill.INTEGER, 1)
            .inputs()
            .get(0)
            .values();

    assertThat(Arrays.stream(values).distinct().sorted().toArray())
        .isEqualTo(IntStream.rangeClosed(-32, 32).asDoubleStream().toArray());
  }

  /** So that the last bit of a product matters, and rounding an input to bf16 or TF32 shows. */
  @Test
  void realsAreSignedAndUseTheirWholeMantissa() {
    double[] values = Problem.parse("relu shape=100000 seed=2").inputs().get(0).values();
    assertThat(Arrays.stream(values).allMatch(value -> (float) value == value)).isTrue();
    assertThat(Arrays.stream(values).allMatch(value -> lastBit((float) value) == 1)).isTrue();
    assertThat(Arrays.stream(values).map(Math::abs).max().orElseThrow()).isBetween(0.999, 1.0);
    assertThat((int) Arrays.stream(values).filter(value -> value < 0).count())
        .isBetween(49_000, 51_000);
  }

  private static int lastBit(float value) {
    return Float.floatToIntBits(value) & 1;
  }

  @Test
  void rowsOfATargetDistributionSumToExactlyOne() {
    for (Fill fill : Fill.values()) {
      for (int classes : new int[] {1, 2, 3, 10, 1000}) {
        double[] target =
            Problem.of(new CrossEntropy(5, classes), Direction.FORWARD, fill, classes)
                .inputs()
                .get(1)
                .values();
        for (int row = 0; row < 5; row++) {
          double sum = 0;
          int certain = 0;
          for (int i = row * classes; i < (row + 1) * classes; i++) {
            assertThat(target[i]).isBetween(0.0, 1.0);
            sum += target[i];
            certain += target[i] == 1 ? 1 : 0;
          }
          assertThat(sum).isEqualTo(1);
          assertThat(certain).isEqualTo(fill == Fill.INTEGER || classes == 1 ? 1 : 0);
        }
      }
    }
  }
}
