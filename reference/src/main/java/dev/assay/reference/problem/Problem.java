package dev.assay.reference.problem;

import dev.assay.reference.init.RandomBits;
import dev.assay.reference.op.Composite;
import dev.assay.reference.op.Cost;
import dev.assay.reference.op.Direction;
import dev.assay.reference.op.InvalidOperationException;
import dev.assay.reference.op.Operand;
import dev.assay.reference.op.Operand.Role;
import dev.assay.reference.op.Operation;
import dev.assay.reference.op.OperationText;
import dev.assay.reference.op.Output;
import dev.assay.reference.tensor.DataType;
import dev.assay.reference.tensor.Shape;
import dev.assay.reference.tensor.Tensor;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * One thing to compute: operation, direction, data type, and the numbers to compute it with.
 *
 * <p>Its text is the workload line, the benchmark parameter, the key in the record and the
 * reproduce line, all at once:
 *
 * <pre>
 * conv2d backward-weights n=2 c=3 h=8 w=8 k=4 kernel=3x3 stride=2x2 pad=1x1 fill=integer seed=42
 * </pre>
 *
 * Defaults are omitted when printing (direction forward, type f32, fill real, seed 0); parsing what
 * was printed gives the same problem.
 */
public record Problem(
    Operation operation, Direction direction, DataType type, Fill fill, long seed) {

  /**
   * Refuses what cannot be computed.
   *
   * @throws InvalidOperationException if the operation has no such direction, or the fill makes no
   *     sense for it
   */
  public Problem {
    if (!operation.directions().contains(direction)) {
      throw new InvalidOperationException(
          operation.name()
              + " has no direction "
              + direction
              + "; it has "
              + operation.directions().stream()
                  .map(Direction::toString)
                  .collect(Collectors.joining(", ")));
    }
    if (!fill.allows(direction)) {
      throw new InvalidOperationException(
          operation.name() + ": fill=" + fill + " is for the direction forward only");
    }
    if (operation instanceof Composite && fill != Fill.REAL && fill != Fill.LARGE) {
      throw new InvalidOperationException(
          operation.name() + ": fill=" + fill + " must be real or large");
    }
    if (fill == Fill.INTEGER && operation.longestSum() > type.maxExactInteger()) {
      throw new InvalidOperationException(
          operation.name()
              + ": sums of "
              + operation.longestSum()
              + " integers are not exact in "
              + type
              + ", so fill=integer makes no sense; use fill=real");
    }
  }

  /**
   * In float32.
   *
   * @throws InvalidOperationException if the operation has no such direction, or the fill makes no
   *     sense for it
   */
  public static Problem of(Operation operation, Direction direction, Fill fill, long seed) {
    return new Problem(operation, direction, DataType.F32, fill, seed);
  }

  /**
   * Another operation with numbers of the same kind, from the same seed.
   *
   * @throws InvalidOperationException if it has no such direction, or the fill makes no sense for
   *     it
   */
  public Problem with(Operation operation, Direction direction) {
    return new Problem(operation, direction, type, fill, seed);
  }

  /**
   * Parses a problem's text.
   *
   * @throws InvalidOperationException if the text is malformed or its parameters make no operation;
   *     the message names the word or parameter that is wrong
   */
  public static Problem parse(String text) {
    List<String> words = List.of(text.strip().split("\\s+"));
    Direction direction = null;
    Map<String, String> parameters = new LinkedHashMap<>();
    for (String word : words.subList(1, words.size())) {
      int equals = word.indexOf('=');
      if (equals < 0) {
        if (direction != null) {
          throw new InvalidOperationException(
              "two directions, '" + direction + "' and '" + word + "', in '" + text + "'");
        }
        direction = constant(Direction.values(), "direction", word);
      } else if (parameters.put(word.substring(0, equals), word.substring(equals + 1)) != null) {
        throw new InvalidOperationException(
            "'" + word.substring(0, equals) + "' is given twice in '" + text + "'");
      }
    }
    Operation operation = OperationText.parse(words.get(0), parameters);
    Problem problem =
        new Problem(
            operation,
            direction == null ? Direction.FORWARD : direction,
            constant(DataType.values(), "type", parameters.remove("type"), DataType.F32),
            constant(Fill.values(), "fill", parameters.remove("fill"), Fill.REAL),
            parseSeed(parameters.remove("seed")));
    if (!parameters.isEmpty()) {
      throw new InvalidOperationException(
          operation.name()
              + " has no parameter '"
              + parameters.keySet().iterator().next()
              + "'; it has: "
              + String.join(" ", OperationText.parameters(operation.name()))
              + " type=f32 fill=real seed=0");
    }
    return problem;
  }

  /** The inputs: one tensor per operand, then for a backward direction the output's gradient. */
  public List<Tensor> inputs() {
    List<Tensor> inputs = new ArrayList<>();
    for (Operand operand : operation.operands()) {
      inputs.add(input(operand, inputs.size()));
    }
    if (direction.isBackward()) {
      inputs.add(outputGradient());
    }
    return inputs;
  }

  /**
   * The same, for a backend that loads one after the other. Those of a network are made anew
   * whenever they are asked for, because together they may be more than there is memory for.
   */
  public List<Tensor> inputsToLoad() {
    if (!(operation instanceof Composite)) {
      return inputs();
    }
    List<Operand> operands = operation.operands();
    return new AbstractList<>() {
      @Override
      public Tensor get(int position) {
        return input(operands.get(position), position);
      }

      @Override
      public int size() {
        return operands.size();
      }
    };
  }

  /** The output gradient that the backward directions of this problem start from. */
  public Tensor outputGradient() {
    return input(
        new Operand("output gradient", operation.outputShape(), Role.DATA),
        operation.operands().size());
  }

  private Tensor input(Operand operand, int position) {
    long inputSeed = new RandomBits(seed * 31 + position).next();
    return fill.fill(operand, type, operation.longestSum(), inputSeed);
  }

  /** What this direction computes, in order. */
  public List<Result> results() {
    if (direction == Direction.FORWARD) {
      List<Output> outputs = operation.outputs();
      return IntStream.range(0, outputs.size())
          .mapToObj(
              i -> new Result(outputs.get(i).name(), outputs.get(i).shape(), Result.OUTPUT - i))
          .toList();
    }
    List<Result> results = new ArrayList<>();
    List<Operand> operands = operation.operands();
    for (int i = 0; i < operands.size(); i++) {
      Role role = operands.get(i).role();
      boolean wanted =
          switch (direction) {
            case BACKWARD_DATA -> role.isData();
            case BACKWARD_WEIGHTS -> role == Role.PARAMETER;
            default -> role.isDifferentiable();
          };
      if (wanted) {
        results.add(
            new Result("gradient of " + operands.get(i).name(), operands.get(i).shape(), i));
      }
    }
    return results;
  }

  /**
   * One tensor that a problem computes.
   *
   * @param name for messages: {@code output}, {@code gradient of weights}
   * @param shape its shape
   * @param operand which operand's gradient it is, or {@link #OUTPUT} − i for output i
   */
  public record Result(String name, Shape shape, int operand) {
    /** Marks the output among the results of an operation that has only one. */
    public static final int OUTPUT = -1;
  }

  /** The work of one execution. */
  public Cost cost() {
    return new Cost(operation.flops(direction), bytes());
  }

  /** Bytes of all that one execution reads and writes, each once, as 32-bit numbers. */
  public double bytes() {
    double elements = results().stream().mapToDouble(r -> r.shape().size()).sum();
    elements += operation.operands().stream().mapToDouble(o -> o.shape().size()).sum();
    if (direction.isBackward()) {
      elements += operation.outputShape().size();
    }
    return elements * Float.BYTES;
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(operation.name());
    if (direction != Direction.FORWARD) {
      text.append(' ').append(direction);
    }
    OperationText.print(operation).forEach(word -> text.append(' ').append(word));
    if (type != DataType.F32) {
      text.append(" type=").append(type);
    }
    if (fill != Fill.REAL) {
      text.append(" fill=").append(fill);
    }
    if (seed != 0) {
      text.append(" seed=").append(seed);
    }
    return text.toString();
  }

  private static long parseSeed(@Nullable String text) {
    try {
      return text == null ? 0 : Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw new InvalidOperationException("seed=" + text + " is not a whole number");
    }
  }

  private static <E extends Enum<E>> E constant(
      E[] constants, String what, @Nullable String text, E ifAbsent) {
    return text == null ? ifAbsent : constant(constants, what, text);
  }

  private static <E extends Enum<E>> E constant(E[] constants, String what, String text) {
    return Arrays.stream(constants)
        .filter(constant -> constant.toString().equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                new InvalidOperationException(
                    "unknown " + what + " '" + text + "'; known: " + Arrays.toString(constants)));
  }
}
