package dev.assay.reference.oracle;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.reference.op.Operand;
import dev.assay.reference.problem.Problem;
import dev.assay.reference.tensor.Shape;
import dev.assay.reference.tensor.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Tensors as tables of tests write them: {@code x = 1 NaN; g = +0}, row-major. */
record NamedTensors(Map<String, float[]> values) {

  static NamedTensors parse(String text) {
    Map<String, float[]> tensors = new LinkedHashMap<>();
    for (String tensor : text.split(";")) {
      String[] sides = tensor.split("=");
      assertThat(sides).as(text).hasSize(2);
      tensors.put(sides[0].strip(), numbers(sides[1].strip()));
    }
    return new NamedTensors(tensors);
  }

  private static float[] numbers(String words) {
    String[] numbers = words.split(" +");
    float[] values = new float[numbers.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = Float.parseFloat(numbers[i].replace("Inf", "Infinity"));
    }
    return values;
  }

  /** As the inputs of a problem: its operands by name, then g, the gradient of its output. */
  List<Tensor> asInputs(Problem problem) {
    Map<String, Shape> shapes = new LinkedHashMap<>();
    for (Operand operand : problem.operation().operands()) {
      shapes.put(operand.name(), operand.shape());
    }
    if (problem.direction().isBackward()) {
      shapes.put("g", problem.operation().outputShape());
    }
    assertThat(values.keySet()).containsExactlyElementsOf(shapes.keySet());
    List<Tensor> tensors = new ArrayList<>();
    shapes.forEach(
        (name, shape) -> tensors.add(Tensor.ofFloats(shape, requireNonNull(values.get(name)))));
    return tensors;
  }

  /** {@code y} for the output, {@code ∂x} for the gradient of x. */
  static String nameOf(Problem.Result result) {
    return result.operand() == Problem.Result.OUTPUT
        ? "y"
        : result.name().replace("gradient of ", "∂");
  }
}
