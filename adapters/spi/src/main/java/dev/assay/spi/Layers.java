package dev.assay.spi;

import dev.assay.reference.op.Network;
import dev.assay.reference.op.Operation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * A network as its layers, one after the other, for backends that apply them so.
 *
 * @param <T> what they are applied to: arrays, or what stands for arrays in a graph
 */
public final class Layers<T> {
  private final Network network;
  private final List<Function<List<T>, T>> layers;

  /** What each layer takes besides its data: parameters, running statistics, masks. */
  private final List<List<T>> resident;

  /** The layers whose outputs no other takes after each. */
  private final List<List<Integer>> lastTaken = new ArrayList<>();

  /**
   * A network with its numbers.
   *
   * @param parameters as {@link Network#parameters} lists them
   * @param running mean and variance of each of {@link Network#normalizations}
   * @param masks of each of {@link Network#dropouts}; a network in use has none
   * @param lowering how a layer is applied to its operands
   * @throws java.util.NoSuchElementException if some of them are missing
   */
  public Layers(
      Network network,
      List<T> parameters,
      List<T> running,
      List<T> masks,
      Function<Operation, Function<List<T>, T>> lowering) {
    this.network = network;
    this.layers = network.nodes().stream().map(Network.Node::operation).map(lowering).toList();
    this.resident = network.byNode(parameters, running, masks);
    addLastTaken();
  }

  private void addLastTaken() {
    Set<Integer> taken = new HashSet<>();
    for (int i = layers.size() - 1; i >= 0; i--) {
      lastTaken.add(
          0,
          network.nodes().get(i).sources().stream()
              .filter(source -> source != Network.IMAGES && taken.add(source))
              .toList());
    }
  }

  /** Applies all layers. */
  public T logits(T images) {
    return logits(images, output -> {});
  }

  /**
   * Applies all layers.
   *
   * @param release gets the output of each layer but the last as soon as no other takes it
   */
  public T logits(T images, Consumer<T> release) {
    List<T> outputs = new ArrayList<>(layers.size());
    for (int i = 0; i < layers.size(); i++) {
      List<T> operands = new ArrayList<>();
      for (int source : network.nodes().get(i).sources()) {
        operands.add(source == Network.IMAGES ? images : outputs.get(source));
      }
      operands.addAll(resident.get(i));
      outputs.add(layers.get(i).apply(operands));
      for (int done : lastTaken.get(i)) {
        release.accept(outputs.get(done));
      }
    }
    return outputs.get(outputs.size() - 1);
  }
}
