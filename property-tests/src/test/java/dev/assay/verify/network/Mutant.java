package dev.assay.verify.network;

import dev.assay.reference.op.Architecture;
import dev.assay.reference.op.AveragePool2d;
import dev.assay.reference.op.Conv2d;
import dev.assay.reference.op.Extent;
import dev.assay.reference.op.MaxPool2d;
import dev.assay.reference.op.Network;
import dev.assay.reference.op.Operation;
import dev.assay.reference.op.Padding;
import dev.assay.reference.op.Rounding;
import dev.assay.reference.tensor.Shape;
import java.util.function.Function;

/**
 * A network that passes for another.
 *
 * @param original which one
 * @param change what an operation is replaced by; itself where it is not
 */
record Mutant(Architecture original, Function<Operation, Operation> change)
    implements Architecture {

  @Override
  public String name() {
    return original.name();
  }

  @Override
  public String source() {
    return original.source();
  }

  @Override
  public int channels() {
    return original.channels();
  }

  @Override
  public Extent size() {
    return original.size();
  }

  @Override
  public int classes() {
    return original.classes();
  }

  @Override
  public Network network(Shape input) {
    Network network = original.network(input);
    return new Network(
        network.name(),
        network.input(),
        network.nodes().stream()
            .map(
                node ->
                    new Network.Node(node.name(), change.apply(node.operation()), node.sources()))
            .toList());
  }

  /** Maxima for averages. */
  static Operation maximum(Operation operation) {
    return operation instanceof AveragePool2d pool
        ? new MaxPool2d(
            pool.n(),
            pool.c(),
            pool.h(),
            pool.w(),
            pool.kernel(),
            pool.stride(),
            pool.pad(),
            Rounding.DOWN,
            false)
        : operation;
  }

  /** With zeros elsewhere. */
  static Conv2d padded(Conv2d conv, Padding pad) {
    return new Conv2d(
        conv.n(),
        conv.c(),
        conv.h(),
        conv.w(),
        conv.k(),
        conv.kernel(),
        conv.stride(),
        pad,
        conv.dilation(),
        conv.groups(),
        conv.bias());
  }
}
