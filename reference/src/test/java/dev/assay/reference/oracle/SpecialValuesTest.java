package dev.assay.reference.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.reference.op.Direction;
import dev.assay.reference.op.OperationText;
import dev.assay.reference.problem.Problem;
import dev.assay.reference.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The tables of {@code SPECIAL-VALUES.md} are what the oracle computes. */
class SpecialValuesTest {
  private static final Path DOCUMENT = Path.of("SPECIAL-VALUES.md");

  /**
   * One row: a problem, its inputs and its results by name, and the reason.
   *
   * @param other the only result of a backend that may differ from the oracle; empty if none may
   */
  private record Row(
      Problem problem,
      NamedTensors inputs,
      NamedTensors results,
      Optional<NamedTensors> other,
      String why) {

    static Row parse(String line) {
      String[] cells = line.split("\\|", -1);
      assertThat(cells).as(line).hasSize(6);
      String[] either = code(cells[3]).split(" or ");
      String name = either[0].substring(0, either[0].indexOf('=') + 1);
      return new Row(
          Problem.parse(code(cells[1])),
          NamedTensors.parse(code(cells[2])),
          NamedTensors.parse(either[0]),
          either.length == 1
              ? Optional.empty()
              : Optional.of(NamedTensors.parse(name + " " + either[1])),
          cells[4]);
    }

    private static String code(String cell) {
      assertThat(cell.strip()).startsWith("`").endsWith("`");
      return cell.replace("`", "").strip();
    }

    @Override
    public String toString() {
      return problem
          + " of "
          + inputs.values().entrySet().stream()
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
    Oracle oracle = new Oracle(row.problem, row.inputs.asInputs(row.problem));
    List<Tensor> actual = oracle.results();

    Map<String, float[]> expected = row.results.values();
    Map<String, float[]> named = new LinkedHashMap<>();
    for (int r = 0; r < actual.size(); r++) {
      named.put(NamedTensors.nameOf(results.get(r)), actual.get(r).toFloats());
    }
    assertThat(row.why).isNotBlank();
    assertThat(named.keySet()).containsExactlyElementsOf(expected.keySet());
    // Arrays.equals takes NaN for equal to NaN, and -0 for different from +0.
    named.forEach((name, values) -> assertThat(values).as(name).isEqualTo(expected.get(name)));

    row.other.ifPresentOrElse(
        other -> assertThat(passes(oracle, other.values())).isTrue(),
        () -> assertThat(allowsInfinityAndNan(oracle)).isFalse());
  }

  private static boolean allowsInfinityAndNan(Oracle oracle) {
    return passes(oracle, Map.of("y", new float[] {Float.POSITIVE_INFINITY}))
        && passes(oracle, Map.of("y", new float[] {Float.NaN}));
  }

  /** Whether a backend may compute this; not if it has other results or more elements. */
  private static boolean passes(Oracle oracle, Map<String, float[]> results) {
    List<float[]> values = List.copyOf(results.values());
    List<Integer> sizes = oracle.results().stream().map(Tensor::size).toList();
    return sizes.equals(values.stream().map(v -> v.length).toList())
        && oracle.compare(Sample.WHOLE, values).passed();
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
