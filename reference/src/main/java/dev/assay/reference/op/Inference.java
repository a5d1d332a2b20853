package dev.assay.reference.op;

import dev.assay.reference.numeric.ProductPrecision;
import dev.assay.reference.op.Operand.Role;
import dev.assay.reference.tensor.Shape;
import dev.assay.reference.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A trained network in use: images in, logits out, or the features that one of its layers makes of
 * them. Batch normalisations go by their running statistics, and nothing is dropped.
 *
 * <p>Its operands are the images, every parameter as {@link Network#parameters} lists them, and for
 * each batch normalisation the running mean and variance. How far a backend may be off: see {@link
 * NetworkPass}.
 *
 * @param network what is used
 * @param n batch size
 * @param size of the images; 0x0 for that which the network was published for
 * @param layer whose output is the result, flattened; empty for the last one's, the logits
 */
public record Inference(
    Architecture network, int n, @Default("0x0") Extent size, @Default("") String layer)
    implements Composite {

  public Inference {
    Check.atLeast(1, "n", n);
    size = size.equals(new Extent(0, 0)) ? network.size() : size;
    Check.atLeast(1, "size", size);
    layers(network, n, size, layer); // refuses images too small for it, and layers it has not
  }

  /** The whole network. */
  public Inference(Architecture network, int n, Extent size) {
    this(network, n, size, "");
  }

  private static Network layers(Architecture network, int n, Extent size, String layer) {
    Network whole = network.network(n, size).withoutDropouts();
    return layer.isEmpty() ? whole : whole.upTo(layer);
  }

  @Override
  public Network layers() {
    return layers(network, n, size, layer);
  }

  @Override
  public List<Operation> operations() {
    return layers().nodes().stream().map(node -> node.operation().forInference()).toList();
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

  /**
   * The operands, by what they are for.
   *
   * @param operands as {@link #operands} lists them
   */
  public <T> Given<T> given(List<T> operands) {
    return new Given<>(operands, 1 + layers().parameters().size());
  }

  /**
   * Operands, told apart. They are asked for one by one, because they may be made only then.
   *
   * @param <T> tensors, or what a backend makes of them
   */
  public static final class Given<T> {
    private final List<T> operands;
    private final int ofRunning;

    private Given(List<T> operands, int ofRunning) {
      this.operands = operands;
      this.ofRunning = ofRunning;
    }

    /** What is looked at. */
    public T images() {
      return operands.get(0);
    }

    /** As {@link Network#parameters} lists them. */
    public List<T> parameters() {
      return operands.subList(1, ofRunning);
    }

    /** The mean and variance of each of {@link Network#normalizations}. */
    public List<T> running() {
      return operands.subList(ofRunning, operands.size());
    }
  }

  @Override
  public List<Output> outputs() {
    return List.of(
        new Output(
            layer.isEmpty() ? "logits" : "output of " + layer, Shape.of(n, layers().classes())));
  }

  @Override
  public List<Formula> forwardAll(
      List<Tensor> inputs, ProductPrecision precision, NoisyPasses passes) {
    Network layers = layers();
    Given<Tensor> given = given(inputs);
    Function<Noise, Tensor> logits =
        noise ->
            NetworkPass.forInference(layers, given.parameters(), given.running(), noise)
                .forward(given.images());
    return NetworkPass.bounded(
        1,
        precision,
        passes,
        (noise, results) -> results.accept(0, logits.apply(noise)),
        network.isPublished() ? Optional.of(logits) : Optional.empty());
  }

  @Override
  public double forwardFlops() {
    return layers().forwardFlops();
  }
}
