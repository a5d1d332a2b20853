package dev.assay.adapters.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import dev.assay.reference.op.Network;
import dev.assay.reference.op.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** A network as the calls of its layers, one after the other, as DJL's blocks make them. */
final class Layers {
  private final Network network;
  private final List<Formula> formulas;

  /** What each layer takes besides its data: parameters, then running statistics. */
  private final List<NDList> resident = new ArrayList<>();

  /**
   * A network with its numbers.
   *
   * @param parameters as {@link Network#parameters} lists them
   * @param running mean and variance of each of {@link Network#normalizations}
   * @param lowering how a layer is said in DJL's interface
   */
  Layers(
      Network network, NDList parameters, NDList running, Function<Operation, Formula> lowering) {
    this.network = network;
    this.formulas = network.nodes().stream().map(Network.Node::operation).map(lowering).toList();
    network.nodes().forEach(node -> resident.add(new NDList()));
    List<Network.Parameter> learned = network.parameters();
    for (int i = 0; i < learned.size(); i++) {
      resident.get(learned.get(i).node()).add(parameters.get(i));
    }
    List<Integer> normalizations = network.normalizations();
    for (int i = 0; i < normalizations.size(); i++) {
      resident.get(normalizations.get(i)).addAll(running.subNDList(2 * i, 2 * i + 2));
    }
  }

  NDArray logits(NDArray images) {
    List<NDArray> outputs = new ArrayList<>(formulas.size());
    for (int i = 0; i < formulas.size(); i++) {
      NDList operands = new NDList();
      for (int source : network.nodes().get(i).sources()) {
        operands.add(source == Network.IMAGES ? images : outputs.get(source));
      }
      operands.addAll(resident.get(i));
      outputs.add(formulas.get(i).apply(operands));
    }
    return outputs.get(outputs.size() - 1);
  }
}
