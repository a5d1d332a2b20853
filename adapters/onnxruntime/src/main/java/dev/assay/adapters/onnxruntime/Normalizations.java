package dev.assay.adapters.onnxruntime;

import dev.assay.reference.op.BatchNorm;
import dev.assay.reference.op.BatchNormInference;
import dev.assay.reference.op.BatchNormStatistics;
import dev.assay.reference.op.GroupNorm;
import dev.assay.reference.op.InstanceNorm;
import dev.assay.reference.op.LayerNorm;
import dev.assay.reference.op.LocalResponseNorm;
import dev.assay.spi.UnsupportedProblemException;
import java.util.ArrayList;
import java.util.List;

/** Normalisations. */
final class Normalizations {
  private static final int CHANNELS = 1;

  private Normalizations() {}

  /** By the batch's statistics; what it moves besides can start anywhere. */
  static String batchNorm(Graph graph, BatchNorm norm, List<String> operands) {
    List<String> parameters = operands.subList(1, 3);
    return inTraining(graph, epsilon(norm.epsilon()), operands.get(0), parameters, parameters)
        .get(0);
  }

  static String batchNormInference(Graph graph, BatchNormInference norm, List<String> operands) {
    return graph.node("BatchNormalization", epsilon(norm.epsilon()), operands);
  }

  /** What it normalises besides can be scaled and shifted by anything. */
  static String batchNormStatistics(
      Graph graph, BatchNormStatistics statistics, List<String> operands) {
    if (statistics.unbiased()) {
      throw new UnsupportedProblemException("the running variance is the biased one");
    }
    Attributes attributes = new Attributes().with("momentum", statistics.momentum());
    List<String> running = operands.subList(1, 3);
    List<String> moved =
        inTraining(graph, attributes, operands.get(0), running, running).subList(1, 3);
    String both = graph.node("Concat", new Attributes().with("axis", 0), moved);
    return graph.node("Reshape", both, graph.integers(2, statistics.shape().dimension(CHANNELS)));
  }

  /**
   * The normalised data, the new mean and the new variance.
   *
   * @param running mean and variance. ONNX Runtime writes the new ones over them, so these are
   *     copies: sums of one term
   */
  private static List<String> inTraining(
      Graph graph, Attributes attributes, String x, List<String> parameters, List<String> running) {
    List<String> operands = new ArrayList<>(List.of(x));
    operands.addAll(parameters);
    running.forEach(statistic -> operands.add(graph.node("Sum", statistic)));
    return graph.node("BatchNormalization", attributes.with("training_mode", true), operands, 3);
  }

  static String instanceNorm(Graph graph, InstanceNorm norm, List<String> operands) {
    return graph.node("InstanceNormalization", epsilon(norm.epsilon()), operands);
  }

  static String groupNorm(Graph graph, GroupNorm norm, List<String> operands) {
    Attributes attributes = epsilon(norm.epsilon()).with("num_groups", norm.groups());
    return graph.node("GroupNormalization", attributes, operands);
  }

  static String layerNorm(Graph graph, LayerNorm norm, List<String> operands) {
    Attributes attributes = epsilon(norm.epsilon()).with("axis", -norm.axes());
    return graph.node("LayerNormalization", attributes, operands);
  }

  /** ONNX divides α by the size. */
  static String localResponseNorm(Graph graph, LocalResponseNorm norm, List<String> x) {
    Attributes attributes =
        new Attributes()
            .with("size", norm.size())
            .with("alpha", norm.alpha() * norm.size())
            .with("beta", norm.beta())
            .with("bias", norm.k());
    return graph.node("LRN", attributes, x);
  }

  private static Attributes epsilon(double epsilon) {
    return new Attributes().with("epsilon", epsilon);
  }
}
