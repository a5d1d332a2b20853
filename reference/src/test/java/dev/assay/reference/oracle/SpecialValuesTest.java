package dev.assay.reference.oracle;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.reference.op.Direction;
import dev.assay.reference.op.Operand;
import dev.assay.reference.op.OperationText;
import dev.assay.reference.problem.Problem;
import dev.assay.reference.tensor.Shape;
import dev.assay.reference.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The tables of {@code SPECIAL-VALUES.md} are what the oracle computes. */
class SpecialValuesTest {
  private static final Path DOCUMENT = Path.of("SPECIAL-VALUES.md");

  /** One row: a problem, its inputs and its results by name, and the reason. */
  private record Row(
      Problem problem, Map<String, float[]> inputs, Map<String, float[]> results, String why) {

    static Row parse(String line) {
      String[] cells = line.split("\\|", -1);
      assertThat(cells).as(line).hasSize(6);
      return new Row(
          Problem.parse(code(cells[1])),
          tensors(code(cells[2])),
          tensors(code(cells[3])),
          cells[4]);
    }

    private static String code(String cell) {
      assertThat(cell.strip()).startsWith("`").endsWith("`");
      return cell.replace("`", "").strip();
    }

    /** {@code x = 1 NaN; g = +0}. */
    private static Map<String, float[]> tensors(String cell) {
      Map<String, float[]> tensors = new LinkedHashMap<>();
      for (String tensor : cell.split(";")) {
        String[] sides = tensor.split("=");
        assertThat(sides).as(cell).hasSize(2);
        tensors.put(sides[0].strip(), numbers(sides[1].strip()));
      }
      return tensors;
    }

    private static float[] numbers(String words) {
      String[] numbers = words.split(" +");
      float[] values = new float[numbers.length];
      for (int i = 0; i < values.length; i++) {
        values[i] = Float.parseFloat(numbers[i].replace("Inf", "Infinity"));
      }
      return values;
    }

    List<Tensor> tensors() {
      Map<String, Shape> shapes = new LinkedHashMap<>();
      for (Operand operand : problem.operation().operands()) {
        shapes.put(operand.name(), operand.shape());
      }
      if (problem.direction().isBackward()) {
        shapes.put("g", problem.operation().outputShape());
      }
      assertThat(inputs.keySet()).containsExactlyElementsOf(shapes.keySet());
      List<Tensor> tensors = new ArrayList<>();
      shapes.forEach(
          (name, shape) -> tensors.add(Tensor.ofFloats(shape, requireNonNull(inputs.get(name)))));
      return tensors;
    }

    @Override
    public String toString() {
      return problem
          + " of "
          + inputs.entrySet().stream()
              .map(input -> input.getKey() + " = " + Arrays.toString(input.getValue()))
              .collect(Collectors.joining("; "));
    }
  }

  private static List<Row> rows() throws IOException {
    try (Stream<String> lines = Files.lines(DOCUMENT)) {
      return lines.filter(line -> line.startsWith("| `")).map(Row::parse).toList();
    }
  }

  @Test
  void theOracleComputesWhatTheTableSays() throws IOException {
    assertThat(rows()).allSatisfy(SpecialValuesTest::check);
  }

  private static void check(Row row) {
    List<Problem.Result> results = row.problem.results();
    List<Tensor> actual = new Oracle(row.problem, row.tensors()).results();

    Map<String, float[]> named = new LinkedHashMap<>();
    for (int r = 0; r < actual.size(); r++) {
      boolean output = results.get(r).operand() == Problem.Result.OUTPUT;
      String name = output ? "y" : results.get(r).name().replace("gradient of ", "∂");
      named.put(name, actual.get(r).toFloats());
    }
    assertThat(row.why).isNotBlank();
    assertThat(named.keySet()).containsExactlyElementsOf(row.results.keySet());
    // Arrays.equals takes NaN for equal to NaN, and -0 for different from +0.
    named.forEach((name, values) -> assertThat(values).as(name).isEqualTo(row.results.get(name)));
  }

  /** At least two rows per operation, one of them backward if it has a gradient. */
  @Test
  void noOperationIsMissing() throws IOException {
    List<Row> rows = rows();
    for (String name : OperationText.names()) {
      List<Problem> problems =
          rows.stream().map(Row::problem).filter(p -> p.operation().name().equals(name)).toList();
      assertThat(problems).as(name).hasSizeGreaterThanOrEqualTo(2);
      boolean differentiable =
          problems.get(0).operation().directions().contains(Direction.BACKWARD_DATA);
      assertThat(problems.stream().anyMatch(p -> p.direction().isBackward()))
          .as(name + " backward")
          .isEqualTo(differentiable);
      assertThat(problems.stream().anyMatch(p -> !p.direction().isBackward()))
          .as(name + " forward")
          .isTrue();
    }
  }
}
