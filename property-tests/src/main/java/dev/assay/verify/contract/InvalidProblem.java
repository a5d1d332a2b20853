package dev.assay.verify.contract;

import dev.assay.reference.op.NearMiss;
import dev.assay.reference.op.Operand;
import dev.assay.reference.op.Unchecked;
import dev.assay.reference.problem.Problem;
import dev.assay.reference.tensor.Shape;
import dev.assay.reference.tensor.Tensor;
import dev.assay.verify.ResourceLines;
import dev.assay.worker.Request;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Parameters that make no sense, or inputs that contradict them.
 *
 * <p>As text, a line of the table {@code invalid-problems.txt}: a name, the problem, the inputs
 * that are not as its parameters say (name, shape and, where it matters, the value they hold), and
 * what is wrong.
 *
 * <pre>
 * conv2d-stride-zero       conv2d n=1 c=1 h=5 w=5 k=1 kernel=3x3 stride=0x0  # a stride of 0
 * linear-weights-columns   linear n=2 in=3 out=4 weights:4x5                 # weights for 5 inputs
 * one-hot-label-too-large  one-hot n=2 classes=3 labels:2:7                  # a label beyond all classes
 * </pre>
 *
 * @param name short and stable
 * @param text the problem with the inputs that contradict it
 * @param reason what is wrong, in a few words
 * @param problem past all checks
 * @param inputs what the backend gets
 */
public record InvalidProblem(
    String name, String text, String reason, Problem problem, List<Tensor> inputs) {

  private static final String TABLE = "invalid-problems.txt";

  /** In all inputs: good for data, probabilities and variances alike. */
  private static final double VALUE = 0.5;

  private static final String OUTPUT_GRADIENT = "output-gradient";

  /** All of the table, in its order. */
  public static List<InvalidProblem> all() {
    return ResourceLines.of(InvalidProblem.class, TABLE).stream()
        .map(line -> Unchecked.get(() -> parse(line)))
        .toList();
  }

  /**
   * One of the table.
   *
   * @throws IllegalArgumentException if there is none of that name, naming those there are
   */
  public static InvalidProblem named(String name) {
    return all().stream()
        .filter(invalid -> invalid.name.equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "unknown invalid problem '"
                        + name
                        + "'; "
                        + NearMiss.of(name, names())
                            .orElse("there are: " + String.join(", ", names()))));
  }

  private static List<String> names() {
    return all().stream().map(InvalidProblem::name).toList();
  }

  /** To be called where nothing is checked. */
  static InvalidProblem parse(String line) {
    int hash = line.indexOf('#');
    List<String> words = Arrays.asList(line.substring(0, hash).strip().split("\\s+"));
    List<String> rest = words.subList(1, words.size());
    Problem problem =
        Problem.parse(
            rest.stream().filter(word -> !isInput(word)).collect(Collectors.joining(" ")));
    return new InvalidProblem(
        words.get(0),
        String.join(" ", rest),
        line.substring(hash + 1).strip(),
        problem,
        inputs(problem, rest.stream().filter(InvalidProblem::isInput).toList()));
  }

  private static boolean isInput(String word) {
    return word.contains(":") && !word.contains("=");
  }

  private static List<Tensor> inputs(Problem problem, List<String> contradictions) {
    List<Operand> operands = new ArrayList<>(problem.operation().operands());
    if (problem.direction().isBackward()) {
      operands.add(
          new Operand(OUTPUT_GRADIENT, problem.operation().outputShape(), Operand.Role.DATA));
    }
    List<Tensor> inputs = new ArrayList<>();
    for (Operand operand : operands) {
      double value = operand.role() == Operand.Role.LABEL ? 0 : VALUE;
      inputs.add(filled(operand.shape(), value));
    }
    List<String> names =
        operands.stream().map(o -> o.name().replace(' ', '-').toLowerCase(Locale.ROOT)).toList();
    for (String word : contradictions) {
      String[] parts = word.split(":", -1);
      int position = names.indexOf(parts[0]);
      if (position < 0) {
        throw new IllegalArgumentException(
            problem.operation().name() + " has no input '" + parts[0] + "'; it has " + names);
      }
      double value = parts.length > 2 ? Double.parseDouble(parts[2]) : VALUE;
      inputs.set(position, filled(Shape.parse(parts[1]), value));
    }
    return inputs;
  }

  private static Tensor filled(Shape shape, double value) {
    double[] values = new double[shape.size()];
    Arrays.fill(values, value);
    return new Tensor(shape, values);
  }

  Request request() {
    return Request.probe(problem, inputs);
  }
}
