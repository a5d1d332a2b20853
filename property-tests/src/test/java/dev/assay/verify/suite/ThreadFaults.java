package dev.assay.verify.suite;

import dev.assay.reference.op.Contraction;
import dev.assay.reference.problem.Problem;
import dev.assay.reference.tensor.Shape;
import dev.assay.verify.threads.ThreadComparison;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToIntBiFunction;
import java.util.stream.Stream;

/**
 * Each of several threads gets as large a share, and nobody what is left over. Random problems,
 * which one thread computes by default, say nothing of it.
 */
final class ThreadFaults {
  private ThreadFaults() {}

  static List<Fault> all() {
    Stream<String> others =
        ThreadComparison.problems().stream()
            .map(Problem::operation)
            .filter(operation -> !(operation instanceof Contraction))
            .map(operation -> operation.name())
            .distinct();
    return Stream.concat(
            others.map(name -> fault("elements", name, (call, operand) -> 1)),
            Stream.of("linear", "conv2d").map(name -> fault("rows", name, ThreadFaults::row)))
        .toList();
  }

  /**
   * One of them.
   *
   * @param shared what the threads share out
   * @param size how many elements each of these has in a result
   */
  private static Fault fault(String shared, String operation, ToIntBiFunction<Call, Integer> size) {
    Spoiler spoiler =
        Spoiler.results(
            (call, operand, result) -> {
              int each = size.applyAsInt(call, operand);
              int rest = result.length / each % call.threads();
              Arrays.fill(result, result.length - rest * each, result.length, 0);
            });
    return new Fault("several threads lose the " + shared + " left over", operation, spoiler);
  }

  private static int row(Call call, int operand) {
    Shape shape =
        operand == Problem.Result.OUTPUT
            ? call.problem().operation().outputShape()
            : call.problem().operation().operands().get(operand).shape();
    return shape.stride(0);
  }
}
