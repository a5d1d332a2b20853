package dev.assay.verify.suite;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** NaN where a number should be, because there is one somewhere else. */
final class NonFiniteFaults {
  /** So many elements lie in several vectors, or on several threads. */
  private static final int LARGE = 256;

  private static final List<String> OPERATIONS =
      List.of(
          "conv1d",
          "conv2d",
          "linear",
          "relu",
          "max-pool2d",
          "average-pool2d",
          "softmax",
          "layer-norm",
          "batch-norm-inference");

  private NonFiniteFaults() {}

  static List<Fault> all() {
    Spoiler leak = Spoiler.results((call, operand, result) -> leak(result));
    Spoiler flood = Spoiler.results((call, operand, result) -> flood(result));
    return OPERATIONS.stream()
        .flatMap(
            operation ->
                Stream.of(
                    new Fault(
                        "a NaN reaches its right neighbour",
                        operation,
                        leak.when(NonFiniteFaults::isLarge)),
                    new Fault(
                        "one NaN makes all NaN", operation, flood.when(NonFiniteFaults::isLarge))))
        .toList();
  }

  private static boolean isLarge(Call call) {
    return call.problem().operation().outputShape().size() >= LARGE;
  }

  private static void leak(float[] result) {
    for (int i = result.length - 1; i > 0; i--) {
      if (Float.isNaN(result[i - 1])) {
        result[i] = Float.NaN;
      }
    }
  }

  private static void flood(float[] result) {
    if (IntStream.range(0, result.length).anyMatch(i -> Float.isNaN(result[i]))) {
      Arrays.fill(result, Float.NaN);
    }
  }
}
