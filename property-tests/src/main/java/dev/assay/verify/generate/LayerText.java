package dev.assay.verify.generate;

import dev.assay.reference.op.Concat;
import dev.assay.reference.op.Operation;
import dev.assay.reference.op.OperationText;
import dev.assay.reference.tensor.Shape;
import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How a network's name says a layer that has other shapes there than where it was drawn. */
final class LayerText {
  /** What follows from the layer below. */
  private static final Set<String> SHAPES = Set.of("n", "c", "h", "w", "shape");

  private static final Set<String> SHAPES_OF_CONCAT = Set.of("axis", "other");

  private LayerText() {}

  /**
   * Its operation and parameters, as they would be on what is below: groups divide its channels,
   * and a global window is as large as its images.
   */
  static String of(Operation layer, Shape below) {
    Map<String, String> parameters = new LinkedHashMap<>();
    for (String word : OperationText.print(layer)) {
      int equals = word.indexOf('=');
      parameters.put(word.substring(0, equals), word.substring(equals + 1));
    }
    parameters.keySet().removeAll(SHAPES);
    if (layer instanceof Concat) {
      parameters.keySet().removeAll(SHAPES_OF_CONCAT);
    }
    if (parameters.containsKey("global")) {
      parameters.put("kernel", below.dimension(2) + "x" + below.dimension(3));
    }
    parameters.computeIfPresent(
        "groups",
        (key, groups) ->
            divisor(groups, String.valueOf(below.dimension(1)), parameters.getOrDefault("k", "0")));
    return Stream.concat(
            Stream.of(layer.name()),
            parameters.entrySet().stream().map(p -> p.getKey() + "=" + p.getValue()))
        .collect(Collectors.joining(","));
  }

  /** The greatest that all have; a zero has every one. */
  private static String divisor(String... numbers) {
    return Stream.of(numbers)
        .map(BigInteger::new)
        .reduce(BigInteger.ZERO, BigInteger::gcd)
        .toString();
  }
}
