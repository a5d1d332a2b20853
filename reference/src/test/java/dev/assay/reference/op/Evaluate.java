package dev.assay.reference.op;

import dev.assay.reference.numeric.Gauge;
import dev.assay.reference.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Whole results of an operation from plain numbers. */
final class Evaluate {
  private Evaluate() {}

  static double[] output(Operation operation, double[]... inputs) {
    return all(operation.forward(tensors(operation, inputs)), operation.outputShape().size());
  }

  static double[] gradient(
      Operation operation, int operand, double[] outputGradient, double[]... inputs) {
    Formula gradient =
        operation.gradient(
            tensors(operation, inputs),
            new Tensor(operation.outputShape(), outputGradient),
            operand);
    return all(gradient, operation.operands().get(operand).shape().size());
  }

  static double[] all(Formula formula, int size) {
    double[] values = new double[size];
    Gauge gauge = new Gauge();
    for (int i = 0; i < size; i++) {
      gauge.reset();
      formula.compute(i, gauge);
      values[i] = gauge.value();
    }
    return values;
  }

  private static List<Tensor> tensors(Operation operation, double[]... inputs) {
    List<Tensor> tensors = new ArrayList<>();
    for (double[] input : inputs) {
      tensors.add(new Tensor(operation.operands().get(tensors.size()).shape(), input));
    }
    return tensors;
  }

  /** first, first + 1, … */
  static double[] count(int first, int size) {
    double[] values = new double[size];
    for (int i = 0; i < size; i++) {
      values[i] = first + i;
    }
    return values;
  }

  static double[] repeat(double value, int size) {
    double[] values = new double[size];
    Arrays.fill(values, value);
    return values;
  }
}
