package dev.assay.reference.op;

import dev.assay.reference.numeric.ProductPrecision;
import dev.assay.reference.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One pass through a network, forward and back: back-propagation (Rumelhart, Hinton &amp; Williams
 * 1986). Each layer's output and gradients are computed by its own operation; where a layer's
 * output goes to several, their gradients add up.
 *
 * <h2>How far a backend may be off</h2>
 *
 * <p>No bound of one layer says how its error grows in those behind it: their worst cases multiply
 * to more than the result, and what really happens depends on the numbers, on units about to be
 * switched off and maxima about to change places. So the bound is found by Monte Carlo arithmetic
 * (Parker 1997): the network is computed again, usually twice, with a random error in every element
 * of every layer, forward and back, evenly spread over ± the deviation that its operation's gauge
 * allows ({@link dev.assay.reference.numeric.ErrorBound#deviation}): √K·u·Σ|terms|, where rounding
 * to nearest gives a fraction of that. Where the backend declares a precision of products, their
 * factors have errors, too ({@link Noise}). An element may be off by {@value #MARGIN} times the
 * largest error found anywhere in its tensor. Twice is enough for networks that somebody chose;
 * whoever accuses random ones asks for {@link NoisyPasses#MANY}.
 *
 * <p>Adam's first step moves a weight by α·sign(g), whatever |g| is: one whose gradient is within
 * the noise may go the other way, and then all of its tensor may be off by several α. So by Adam,
 * small networks are proved; in tensors of a million weights such a one is met, and a step that was
 * left out would not be noticed by them (though by the biases).
 *
 * <p>A loss is a single number, whose error may happen to be small both times; it follows its
 * logits, and |∂E/∂logit| sum to at most 2, so it may be off by as much as they may, twice.
 *
 * <h2>Which arithmetic it was</h2>
 *
 * <p>Such a bound is made for the worst order of every sum: where these are long, it has room for
 * factors rounded to TF32 or float16, of whose errors most average out. So what the logits are off
 * by is measured, too, in a unit of its own: the root mean square of what one relative error of up
 * to u in every factor of products and in every element makes of them. That is about what {@link
 * dev.assay.reference.numeric.ErrorDistribution} measures the errors of a single convolution in, so
 * that its {@link dev.assay.reference.numeric.PrecisionClass classes} hold for networks, too.
 * (Measured of small LeNet-5, ResNet-20, AlexNet, VGG16 and ResNet18: medians of 0.2 to 7 in
 * float32, in whatever order; 1 300 to 3 800 with factors in TF32, and 1 100 to 2 300 if only the
 * weights are, which in AlexNet and VGG16 is still within the bounds.)
 *
 * <p>Only the logits are measured, and only of a first step. Up to there all is continuous. A unit
 * that is on instead of off, or a maximum that changed places, makes a jump in gradients that is as
 * large in float32 as in TF32, and so in all that follows an update. And only those of {@linkplain
 * Architecture#isPublished published} networks: among any layers may be a normalisation of what is
 * all but zero, which makes more of one rounding than there is room for in that unit.
 */
final class NetworkPass {
  private static final int MARGIN = 4;

  private final Network network;
  private final List<Network.Parameter> learned;
  private final List<Tensor> parameters;
  private final List<Tensor> running;
  private final List<Tensor> masks;
  private final Noise noise;
  private final List<Tensor> outputs = new ArrayList<>();
  private @Nullable Tensor images;

  /**
   * A pass of training.
   *
   * @param parameters as {@link Network#parameters} lists them; read during the pass
   * @param masks of {@link Network#dropouts}
   */
  static NetworkPass ofTraining(
      Network network, List<Tensor> parameters, List<Tensor> masks, Noise noise) {
    return new NetworkPass(network, parameters, List.of(), masks, noise);
  }

  private NetworkPass(
      Network network,
      List<Tensor> parameters,
      List<Tensor> running,
      List<Tensor> masks,
      Noise noise) {
    this.network = network;
    this.learned = network.parameters();
    this.parameters = parameters;
    this.running = running;
    this.masks = masks;
    this.noise = noise;
  }

  /**
   * A pass in use, with the running mean and variance of each batch normalisation. It has no way
   * back.
   */
  static NetworkPass forInference(
      Network network, List<Tensor> parameters, List<Tensor> running, Noise noise) {
    return new NetworkPass(network, parameters, running, List.of(), noise);
  }

  /** The logits. */
  Tensor forward(Tensor input) {
    images = input;
    for (int i = 0; i < network.nodes().size(); i++) {
      Operation operation = operation(i);
      outputs.add(
          noise.evaluate(
              operation.outputShape(), operation.forward(noise.operands(operation, operands(i)))));
    }
    return outputs.get(outputs.size() - 1);
  }

  /** In use a batch normalisation is another operation. */
  private Operation operation(int node) {
    Operation operation = network.nodes().get(node).operation();
    return running.isEmpty() ? operation : operation.forInference();
  }

  /** What flows into a node. */
  List<Tensor> data(int node) {
    return network.nodes().get(node).sources().stream().map(this::output).toList();
  }

  private Tensor output(int position) {
    if (position != Network.IMAGES) {
      return outputs.get(position);
    }
    if (images == null) {
      throw new IllegalStateException("forward comes first");
    }
    return images;
  }

  /**
   * All operands of a node: data, then parameters, running statistics if they are used, and a mask.
   */
  private List<Tensor> operands(int node) {
    List<Tensor> operands = new ArrayList<>(data(node));
    for (int i = 0; i < learned.size(); i++) {
      if (learned.get(i).node() == node) {
        operands.add(parameters.get(i));
      }
    }
    int normalization = network.normalizations().indexOf(node);
    if (normalization >= 0 && !running.isEmpty()) {
      operands.add(running.get(2 * normalization));
      operands.add(running.get(2 * normalization + 1));
    }
    int dropout = network.dropouts().indexOf(node);
    if (dropout >= 0) {
      operands.add(masks.get(dropout));
    }
    return operands;
  }

  /** Receives the gradient of each parameter; the node it belongs to no longer needs it. */
  @FunctionalInterface
  interface Gradients {
    void accept(int parameter, Tensor gradient);
  }

  /**
   * Back-propagation from the last layer down.
   *
   * @param ofLogits ∂E/∂logits
   */
  void backward(Tensor ofLogits, Gradients gradients) {
    List<Optional<Tensor>> ofOutputs = new ArrayList<>();
    outputs.forEach(output -> ofOutputs.add(Optional.empty()));
    ofOutputs.set(outputs.size() - 1, Optional.of(ofLogits));
    for (int i = outputs.size() - 1; i >= 0; i--) {
      Network.Node node = network.nodes().get(i);
      Tensor g = ofOutputs.get(i).orElseThrow();
      ofOutputs.set(i, Optional.empty());
      List<Tensor> operands = operands(i);
      for (int j = 0; j < node.sources().size(); j++) {
        int source = node.sources().get(j);
        if (source != Network.IMAGES) {
          Tensor more = gradient(node.operation(), operands, g, j);
          ofOutputs.set(
              source, Optional.of(ofOutputs.get(source).map(sum -> sum(sum, more)).orElse(more)));
        }
      }
      for (int p = 0; p < learned.size(); p++) {
        if (learned.get(p).node() == i) {
          gradients.accept(p, gradient(node.operation(), operands, g, learned.get(p).operand()));
        }
      }
    }
  }

  private Tensor gradient(Operation operation, List<Tensor> operands, Tensor g, int operand) {
    return noise.evaluate(
        operation.operands().get(operand).shape(),
        operation.gradient(
            noise.operands(operation, operands),
            noise.outputGradient(operation, g, operand),
            operand));
  }

  private Tensor sum(Tensor a, Tensor b) {
    return noise.evaluate(a.shape(), new Add(a.shape()).forward(List.of(a, b)));
  }

  /** Receives results as soon as they are there. */
  @FunctionalInterface
  interface Results {
    void accept(int output, Tensor value);
  }

  /** Something computed from passes. */
  @FunctionalInterface
  interface Computation {
    void compute(Noise noise, Results results);
  }

  /**
   * The outputs of a computation, logits first, with the bounds that Monte Carlo arithmetic gives.
   *
   * @param precision of the backend's products
   * @param passes that have errors
   * @param logits the first output on its own, if its errors tell in which arithmetic it was
   *     computed
   */
  static List<Formula> bounded(
      int outputs,
      ProductPrecision precision,
      NoisyPasses passes,
      Computation computation,
      Optional<Function<Noise, Tensor>> logits) {
    Tensor[] exact = new Tensor[outputs];
    computation.compute(Noise.NONE, (output, value) -> exact[output] = value);
    double[] bounds = new double[outputs];
    for (int i = 1; i <= passes.count(); i++) {
      computation.compute(
          Noise.seeded(i, precision, passes.errors()),
          (output, value) ->
              bounds[output] =
                  Math.max(bounds[output], MARGIN * largestDifference(exact[output], value)));
    }
    for (int i = 1; i < outputs; i++) {
      if (exact[i].size() == 1) {
        bounds[i] = Math.max(bounds[i], 2 * bounds[0]);
      }
    }
    double unit =
        logits
            .map(l -> deviation(exact[0], l.apply(Noise.ofOneRounding())) / Noise.UNIT)
            .orElse(0.0);
    List<Formula> formulas = new ArrayList<>();
    for (int i = 0; i < outputs; i++) {
      formulas.add(new Estimate(exact[i].values(), i == 0 ? unit : 0, bounds[i] / Noise.UNIT));
    }
    return formulas;
  }

  private static double largestDifference(Tensor exact, Tensor noisy) {
    double[] a = exact.values();
    double[] b = noisy.values();
    double largest = 0;
    for (int i = 0; i < a.length; i++) {
      largest = Math.max(largest, Math.abs(a[i] - b[i]));
    }
    return largest;
  }

  /** The root mean square of what they differ by. */
  private static double deviation(Tensor exact, Tensor noisy) {
    double squares = 0;
    for (int i = 0; i < exact.size(); i++) {
      double difference = noisy.get(i) - exact.get(i);
      squares += difference * difference;
    }
    return Math.sqrt(squares / exact.size());
  }
}
