package dev.assay.reference.op;

import dev.assay.reference.numeric.ProductPrecision;
import dev.assay.reference.op.Operand.Role;
import dev.assay.reference.tensor.Shape;
import dev.assay.reference.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/**
 * A trained network in use: images in, logits out. Batch normalisations go by their running
 * statistics.
 *
 * <p>Its operands are the images, every parameter as {@link Network#parameters} lists them, and for
 * each batch normalisation the running mean and variance. How far a backend may be off: see {@link
 * NetworkPass}.
 *
 * @param network what is used
 * @param n batch size
 * @param size of the images; 0x0 for that which the network was published for
 */
public record Inference(Architecture network, int n, @Default("0x0") Extent size)
    implements Composite {

  public Inference {
    Check.atLeast(1, "n", n);
    size = size.equals(new Extent(0, 0)) ? network.size() : size;
    Check.atLeast(1, "size", size);
    network.network(n, size); // refuses images too small for it
  }

  @Override
  public Network layers() {
    return network.network(n, size);
  }

  @Override
  public List<Operand> operands() {
    Network layers = layers();
    List<Operand> operands = new ArrayList<>();
    operands.add(new Operand("images", layers.input(), Role.CONSTANT));
    operands.addAll(layers.learnedOperands());
    operands.addAll(layers.runningOperands());
    return operands;
  }

  @Override
  public List<Output> outputs() {
    return List.of(new Output("logits", Shape.of(n, network.classes())));
  }

  @Override
  public List<Formula> forwardAll(List<Tensor> inputs, ProductPrecision precision) {
    Network layers = layers();
    int learned = layers.parameters().size();
    List<Tensor> parameters = inputs.subList(1, 1 + learned);
    List<Tensor> running = inputs.subList(1 + learned, inputs.size());
    return NetworkPass.bounded(
        1,
        precision,
        (noise, results) ->
            results.accept(
                0, NetworkPass.inUse(layers, parameters, running, noise).forward(inputs.get(0))));
  }

  @Override
  public double forwardFlops() {
    return layers().forwardFlops();
  }
}
