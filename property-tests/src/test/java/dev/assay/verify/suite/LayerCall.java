package dev.assay.verify.suite;

import dev.assay.reference.op.Network;
import dev.assay.reference.op.Operation;
import dev.assay.reference.oracle.FloatBackend;
import dev.assay.reference.oracle.FloatSum;
import dev.assay.reference.problem.Problem;
import dev.assay.verify.network.FloatNetwork;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * One layer inside a network, with what a faulty backend may confuse it with.
 *
 * @param node where it is, or {@link FloatNetwork.Way#NOWHERE}
 * @param problem the layer alone
 * @param inputs those of the layer below are its output itself, which others may read, too
 */
record LayerCall(Network network, int node, Problem problem, List<float[]> inputs) {

  List<float[]> honest() {
    return new FloatBackend(FloatSum.FORWARD).compute(problem, inputs);
  }

  /** The same, had the layer been another one. */
  LayerCall with(Operation other) {
    return new LayerCall(network, node, problem.with(other, problem.direction()), inputs);
  }

  /** The same, had one input been another one. */
  LayerCall with(int position, float[] values) {
    List<float[]> changed = new ArrayList<>(inputs);
    changed.set(position, values);
    return new LayerCall(network, node, problem, changed);
  }

  /** The operation, if it is a layer of a kind, forward. */
  <O extends Operation> Optional<O> forward(Class<O> type) {
    return problem.direction().isBackward() ? Optional.empty() : layer(type);
  }

  /** The operation, if it is a layer of a kind, on the way back. */
  <O extends Operation> Optional<O> backward(Class<O> type) {
    return problem.direction().isBackward() ? layer(type) : Optional.empty();
  }

  private <O extends Operation> Optional<O> layer(Class<O> type) {
    return Optional.of(problem.operation())
        .filter(operation -> node != FloatNetwork.Way.NOWHERE)
        .filter(type::isInstance)
        .map(type::cast);
  }

  /** The layer below; of two inputs that of the first. */
  Optional<Operation> below() {
    int source = network.nodes().get(node).sources().get(0);
    return source == Network.IMAGES
        ? Optional.empty()
        : Optional.of(network.nodes().get(source).operation());
  }

  /** The layers that take its output. */
  List<Operation> above() {
    return readers(node).mapToObj(i -> network.nodes().get(i).operation()).toList();
  }

  /** Whether a later layer takes the same input. */
  boolean isReadLater(int input) {
    return readers(network.nodes().get(node).sources().get(input)).anyMatch(i -> i > node);
  }

  private IntStream readers(int source) {
    return IntStream.range(0, network.nodes().size())
        .filter(i -> network.nodes().get(i).sources().contains(source));
  }
}
