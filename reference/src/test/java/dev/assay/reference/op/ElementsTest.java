package dev.assay.reference.op;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.assay.reference.numeric.Gauge;
import dev.assay.reference.problem.Fill;
import dev.assay.reference.problem.Problem;
import dev.assay.reference.tensor.Tensor;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows are another way to compute what an operation defines element by element. */
class ElementsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "conv2d n=2 c=9 h=7 w=5 k=11 kernel=3x2 pad=1x1 bias=true",
        "conv2d n=1 c=16 h=9 w=8 k=32 kernel=3x3 stride=2x3 pad=0:1x2:0 groups=2 bias=true",
        "conv2d n=2 c=8 h=11 w=12 k=8 kernel=2x3 dilation=3x2 stride=1x2 pad=2x1",
        "conv2d n=2 c=16 h=4 w=5 k=16 kernel=2x3 groups=2",
        "conv2d n=3 c=8 h=4 w=4 k=8 kernel=1x1 stride=2x2",
        "conv2d n=1 c=12 h=3 w=3 k=10 kernel=7x7 pad=3x3",
        "conv1d n=2 c=8 l=13 k=9 kernel=3 stride=2 pad=1:0 bias=true",
        "conv3d n=2 c=8 d=5 h=4 w=6 k=9 kernel=2x3x2 stride=2x1x2 pad=1x1x0 bias=true",
        "conv3d n=1 c=16 d=4 h=5 w=3 k=16 kernel=3x2x1 dilation=1x2x1 pad=1x0x1 groups=2",
        "conv-transpose2d n=2 c=9 h=4 w=5 k=8 kernel=3x3 stride=2x2 pad=1x0 output-pad=1x0"
      })
  void rowsAreTheirElements(String text) {
    Operation operation = Problem.parse(text).operation();
    for (Fill fill : List.of(Fill.INTEGER, Fill.REAL)) {
      for (Direction direction : List.of(Direction.FORWARD, Direction.BACKWARD)) {
        Problem problem = Problem.of(operation, direction, fill, 7);
        problem.results().stream()
            .filter(result -> !result.name().equals("gradient of bias"))
            .forEach(result -> compare(problem, result));
      }
    }
  }

  private static void compare(Problem problem, Problem.Result result) {
    Formula formula = formula(problem, result);
    int size = result.shape().size();
    Elements rows = Elements.fastest(formula, size);
    assertThat(rows).isInstanceOf(Elements.ByRow.class);
    double rounding = problem.fill() == Fill.INTEGER ? 0 : 1e-13;
    int[] visits = new int[size];
    for (int piece = 0; piece < rows.pieces(); piece++) {
      rows.compute(
          piece,
          (index, gauge) -> {
            Gauge element = new Gauge();
            formula.compute(index, element);
            double error = rounding * element.magnitude();
            assertThat(gauge.value()).isCloseTo(element.value(), within(error));
            assertThat(gauge.magnitude()).isCloseTo(element.magnitude(), within(error));
            assertThat(gauge.products()).isCloseTo(element.products(), within(error));
            assertThat(gauge.terms()).isEqualTo(element.terms());
            visits[index]++;
          });
    }
    assertThat(visits).containsOnly(1);
  }

  private static Formula formula(Problem problem, Problem.Result result) {
    List<Tensor> inputs = problem.inputs();
    return result.operand() == Problem.Result.OUTPUT
        ? problem.operation().forward(inputs)
        : problem.operation().gradient(inputs, inputs.get(inputs.size() - 1), result.operand());
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "7, 1", "7, 3", "7, 7"})
  void piecesShareOutEveryElementOnce(int size, int pieces) {
    Elements elements = new Elements.ByElement((index, gauge) -> gauge.add(index, 1), size, pieces);
    int[] visits = new int[size];

    for (int piece = 0; piece < elements.pieces(); piece++) {
      elements.compute(
          piece,
          (index, gauge) -> {
            assertThat(gauge.value()).isEqualTo(index);
            assertThat(gauge.terms()).isEqualTo(1);
            visits[index]++;
          });
    }

    assertThat(visits).containsOnly(1);
  }

  /** Few channels make no rows. */
  @ParameterizedTest
  @CsvSource({"8, 7, 1", "16, 16, 4"})
  void shortRowsAreLeftToElements(int c, int k, int groups) {
    Problem problem =
        Problem.parse("conv2d n=1 c=" + c + " h=2 w=2 k=" + k + " kernel=1x1 groups=" + groups);

    assertThat(problem.operation().forward(problem.inputs()).byRows()).isEmpty();
  }
}
