package dev.assay.adapters.onnxruntime;

import dev.assay.reference.op.Dropout;
import dev.assay.reference.op.LeakyRelu;
import dev.assay.reference.op.LogSoftmax;
import dev.assay.reference.op.RandomDropout;
import dev.assay.reference.op.RandomizedLeakyRelu;
import dev.assay.reference.op.Relu;
import dev.assay.reference.op.Sigmoid;
import dev.assay.reference.op.Softmax;
import dev.assay.reference.op.Tanh;
import dev.assay.spi.UnsupportedProblemException;
import java.util.List;

/** Functions of each element, and those that make probabilities. */
final class Activations {
  private Activations() {}

  static String relu(Graph graph, Relu relu, List<String> x) {
    return graph.node("Relu", x);
  }

  static String leakyRelu(Graph graph, LeakyRelu relu, List<String> x) {
    return graph.node("LeakyRelu", new Attributes().with("alpha", relu.slope()), x);
  }

  /** ONNX has none that draws its slopes; with given ones it is the one that learns them. */
  static String randomizedLeakyRelu(Graph graph, RandomizedLeakyRelu relu, List<String> operands) {
    return graph.node("PRelu", operands);
  }

  static String sigmoid(Graph graph, Sigmoid sigmoid, List<String> x) {
    return graph.node("Sigmoid", x);
  }

  static String tanh(Graph graph, Tanh tanh, List<String> x) {
    return graph.node("Tanh", x);
  }

  static String softmax(Graph graph, Softmax softmax, List<String> x) {
    return overAxis(graph, "Softmax", softmax.axis(), softmax.beta(), x);
  }

  static String logSoftmax(Graph graph, LogSoftmax softmax, List<String> x) {
    return overAxis(graph, "LogSoftmax", softmax.axis(), softmax.beta(), x);
  }

  private static String overAxis(
      Graph graph, String operator, int axis, double beta, List<String> x) {
    List<String> exponents =
        beta == 1 ? x : List.of(graph.node("Mul", x.get(0), graph.scalar(beta)));
    return graph.node(operator, new Attributes().with("axis", axis), exponents);
  }

  /** ONNX's own draws its mask; with a given one it is two products. */
  static String dropout(Graph graph, Dropout dropout, List<String> operands) {
    String kept = graph.node("Mul", operands);
    return graph.node("Mul", kept, graph.scalar(1 / (1 - dropout.rate())));
  }

  /** ONNX's own, which drops if it is told that it is trained. */
  static String randomDropout(Graph graph, RandomDropout dropout, List<String> operands) {
    if (dropout.gradient()) {
      throw new UnsupportedProblemException(Operators.FORWARD_ONLY);
    }
    return graph.node("Dropout", operands.get(0), graph.scalar(dropout.rate()), graph.flag(true));
  }
}
