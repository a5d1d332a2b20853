package dev.assay.adapters.onnxruntime;

import dev.assay.reference.op.BinaryCrossEntropy;
import dev.assay.reference.op.BinaryCrossEntropyOfProbabilities;
import dev.assay.reference.op.CrossEntropy;
import dev.assay.reference.op.CrossEntropyOfProbabilities;
import dev.assay.reference.op.MeanSquaredError;
import java.util.List;

/**
 * Losses: means over the batch, or over all elements. ONNX's own are for numbered labels; these are
 * written out.
 */
final class Losses {
  private static final int CLASSES = 1;

  private Losses() {}

  static String crossEntropy(Graph graph, CrossEntropy crossEntropy, List<String> operands) {
    String logarithms =
        graph.node("LogSoftmax", new Attributes().with("axis", CLASSES), operands.subList(0, 1));
    String terms = graph.node("Mul", operands.get(1), logarithms);
    return negated(graph, sum(graph, terms), crossEntropy.n());
  }

  static String crossEntropyOfProbabilities(
      Graph graph, CrossEntropyOfProbabilities crossEntropy, List<String> operands) {
    String terms = timesLogarithm(graph, operands.get(1), operands.get(0));
    return negated(graph, sum(graph, terms), crossEntropy.n());
  }

  /** In the form that is stable for any logit: max(x, 0) − x·t + log(1 + e^−|x|). */
  static String binaryCrossEntropy(
      Graph graph, BinaryCrossEntropy crossEntropy, List<String> operands) {
    String x = operands.get(0);
    String product = graph.node("Mul", operands);
    String linear = graph.node("Sub", graph.node("Relu", x), product);
    String rest = graph.node("Softplus", graph.node("Neg", graph.node("Abs", x)));
    return mean(graph, graph.node("Add", linear, rest));
  }

  static String binaryCrossEntropyOfProbabilities(
      Graph graph, BinaryCrossEntropyOfProbabilities crossEntropy, List<String> operands) {
    String one = graph.scalar(1);
    String p = operands.get(0);
    String t = operands.get(1);
    String ofOne = timesLogarithm(graph, t, p);
    String ofZero = timesLogarithm(graph, graph.node("Sub", one, t), graph.node("Sub", one, p));
    return graph.node("Neg", mean(graph, graph.node("Add", ofOne, ofZero)));
  }

  static String meanSquaredError(
      Graph graph, MeanSquaredError squaredError, List<String> operands) {
    String error = graph.node("Sub", operands);
    return mean(graph, graph.node("Mul", error, error));
  }

  /** Weights times the logarithms of probabilities, where 0·log 0 is 0. */
  private static String timesLogarithm(Graph graph, String weights, String probabilities) {
    String zero = graph.scalar(0);
    return graph.node(
        "Where",
        graph.node("Equal", weights, zero),
        zero,
        graph.node("Mul", weights, graph.node("Log", probabilities)));
  }

  private static String negated(Graph graph, String sum, int count) {
    return graph.node("Div", sum, graph.scalar(-count));
  }

  private static String sum(Graph graph, String terms) {
    return overAll(graph, "ReduceSum", terms);
  }

  private static String mean(Graph graph, String terms) {
    return overAll(graph, "ReduceMean", terms);
  }

  /** Of shape [1]. */
  private static String overAll(Graph graph, String operator, String terms) {
    String flat = graph.node("Reshape", terms, graph.integers(-1));
    return graph.node(operator, flat, graph.integers(0));
  }
}
