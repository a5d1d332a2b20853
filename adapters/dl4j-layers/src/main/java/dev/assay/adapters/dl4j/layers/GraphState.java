package dev.assay.adapters.dl4j.layers;

import static org.deeplearning4j.nn.params.BatchNormalizationParamInitializer.BETA;
import static org.deeplearning4j.nn.params.BatchNormalizationParamInitializer.GAMMA;
import static org.deeplearning4j.nn.params.BatchNormalizationParamInitializer.GLOBAL_MEAN;
import static org.deeplearning4j.nn.params.BatchNormalizationParamInitializer.GLOBAL_VAR;
import static org.deeplearning4j.nn.params.DefaultParamInitializer.BIAS_KEY;
import static org.deeplearning4j.nn.params.DefaultParamInitializer.WEIGHT_KEY;

import dev.assay.adapters.dl4j.Plan;
import dev.assay.reference.op.BatchNorm;
import dev.assay.reference.op.Linear;
import dev.assay.reference.op.Network;
import dev.assay.reference.op.Operation;
import dev.assay.reference.tensor.Tensor;
import java.util.Iterator;
import java.util.List;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Parameters and running statistics of a graph, in the network's order. */
final class GraphState {
  private final Network network;
  private final ComputationGraph graph;

  GraphState(Network network, ComputationGraph graph) {
    this.network = network;
    this.graph = graph;
  }

  /**
   * Sets all.
   *
   * @param running means and variances
   */
  void set(List<Tensor> parameters, List<Tensor> running) {
    Iterator<Tensor> learned = parameters.iterator();
    for (Network.Parameter parameter : network.parameters()) {
      set(natural(parameter, array(parameter)), learned.next());
    }
    Iterator<Tensor> statistics = running.iterator();
    for (int node : network.normalizations()) {
      set(statistic(node, GLOBAL_MEAN), statistics.next());
      set(statistic(node, GLOBAL_VAR), statistics.next());
    }
  }

  private static void set(INDArray array, Tensor value) {
    try (Plan outOfHeap = Plan.build(empty -> empty)) {
      array.assign(outOfHeap.load(value).reshape(array.shape()));
    }
  }

  List<float[]> parameters() {
    return network.parameters().stream()
        .map(parameter -> Plan.read(natural(parameter, array(parameter))))
        .toList();
  }

  List<float[]> gradients(Gradient gradient) {
    return network.parameters().stream()
        .map(
            parameter -> {
              String name = node(parameter).name() + "_" + key(parameter);
              return Plan.read(natural(parameter, gradient.getGradientFor(name)));
            })
        .toList();
  }

  List<float[]> statistics() {
    return network.normalizations().stream()
        .flatMap(
            node -> List.of(statistic(node, GLOBAL_MEAN), statistic(node, GLOBAL_VAR)).stream())
        .map(Plan::read)
        .toList();
  }

  private INDArray statistic(int node, String key) {
    return graph.getLayer(network.nodes().get(node).name()).getParam(key);
  }

  private Network.Node node(Network.Parameter parameter) {
    return network.nodes().get(parameter.node());
  }

  private INDArray array(Network.Parameter parameter) {
    return graph.getLayer(node(parameter).name()).getParam(key(parameter));
  }

  /** With its axes in the operation's order: a dense layer's are [in, out]. */
  private INDArray natural(Network.Parameter parameter, INDArray array) {
    return node(parameter).operation() instanceof Linear && parameter.operand() == 1
        ? array.permute(1, 0)
        : array;
  }

  private String key(Network.Parameter parameter) {
    Operation operation = node(parameter).operation();
    if (operation instanceof BatchNorm) {
      return parameter.operand() == 1 ? GAMMA : BETA;
    }
    return parameter.operand() == 1 ? WEIGHT_KEY : BIAS_KEY;
  }
}
