package dev.assay.reference.op;

import dev.assay.reference.numeric.ProductPrecision;
import dev.assay.reference.op.Operand.Role;
import dev.assay.reference.tensor.Shape;
import dev.assay.reference.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Steps of training: the images go through the network, cross entropy compares its logits with the
 * labels, back-propagation gives ∂E/∂w of every parameter, and the optimiser moves them all.
 *
 * <p>Its operands are the images, the labels (a distribution per image), every parameter as {@link
 * Network#parameters} lists them, for each batch normalisation the running mean and variance, and
 * for each dropout the mask. All steps see the same batch, and the same masks.
 *
 * <p>Its outputs are, of the last step: the logits and the loss, both of before the update; then,
 * as far as it goes, the gradient of every parameter or every parameter as it is afterwards, and
 * then the running statistics as {@link BatchNormStatistics} has them (momentum 0.9, biased).
 *
 * <p>How far a backend may be off: see {@link NetworkPass}.
 *
 * @param network what is trained
 * @param n batch size
 * @param size of the images; 0x0 for that which the network was published for
 * @param until how far a step goes
 * @param optimizer the rule of the update
 * @param learningRate α
 * @param momentum μ of {@link Momentum}; 0 for none
 * @param decay weight of the penalty ½·|w|²
 * @param steps how many steps, one after the other
 */
public record TrainingStep(
    Architecture network,
    int n,
    @Default("0x0") Extent size,
    @Default("update") Stage until,
    @Default("sgd") Optimizer optimizer,
    @Default("0.01") double learningRate,
    @Default("0.0") double momentum,
    @Default("0.0") double decay,
    @Default("1") int steps)
    implements Composite {

  /** The weight of the old running statistics. */
  public static final double STATISTICS_MOMENTUM = 0.9;

  /** Among the operands, where the parameters begin: behind images and labels. */
  public static final int FIRST_PARAMETER = 2;

  public TrainingStep {
    Check.atLeast(1, "n", n);
    size = size.equals(new Extent(0, 0)) ? network.size() : size;
    Check.atLeast(1, "size", size);
    Check.positive("learning-rate", learningRate);
    Check.require(
        momentum >= 0 && (float) momentum < 1, "momentum=%s must be from 0 to below 1", momentum);
    Check.require(
        momentum == 0 || optimizer == Optimizer.SGD,
        "momentum=%s is not for %s",
        momentum,
        optimizer);
    Check.notNegative("decay", decay);
    Check.atLeast(1, "steps", steps);
    Check.require(
        steps == 1 || until == Stage.UPDATE, "steps=%s need until=update, not %s", steps, until);
    network.network(n, size); // refuses images too small for it
  }

  @Override
  public Network layers() {
    return network.network(n, size);
  }

  /** The layers, the loss and, where it gets as far, the statistics and the optimiser. */
  @Override
  public List<Operation> operations() {
    Network layers = layers();
    List<Operation> operations = new ArrayList<>();
    for (Network.Node node : layers.nodes()) {
      operations.add(node.operation());
      if (until == Stage.UPDATE && node.operation() instanceof BatchNorm norm) {
        operations.add(statistics(norm));
      }
    }
    operations.add(loss());
    if (until == Stage.UPDATE) {
      layers.parameters().forEach(p -> operations.add(update(p.shape().size(), 1)));
    }
    return operations;
  }

  /** What compares the logits with the labels. */
  public CrossEntropy loss() {
    return new CrossEntropy(n, network.classes());
  }

  /**
   * How a parameter moves.
   *
   * @param elements of the parameter
   * @param step from 1 on
   * @throws InvalidOperationException if there are no elements, or Adam has no such step
   */
  public Operation update(int elements, int step) {
    if (optimizer == Optimizer.ADAM) {
      return new Adam(elements, step, learningRate, 0.9, 0.999, 1e-8, decay, false);
    }
    return momentum == 0
        ? new Sgd(elements, learningRate, decay)
        : new Momentum(elements, learningRate, momentum, decay, false);
  }

  /** How the running statistics of a batch normalisation move. */
  public BatchNormStatistics statistics(BatchNorm norm) {
    return new BatchNormStatistics(norm.shape(), STATISTICS_MOMENTUM, false);
  }

  @Override
  public List<Operand> operands() {
    Network layers = layers();
    List<Operand> operands = new ArrayList<>();
    operands.add(new Operand("images", layers.input(), Role.CONSTANT));
    operands.add(new Operand("labels", Shape.of(n, layers.classes()), Role.DISTRIBUTION));
    operands.addAll(layers.learnedOperands());
    operands.addAll(layers.runningOperands());
    operands.addAll(layers.maskOperands());
    return operands;
  }

  /**
   * The operands, by what they are for.
   *
   * @param operands as {@link #operands} lists them
   */
  public <T> Given<T> given(List<T> operands) {
    Network layers = layers();
    int ofRunning = FIRST_PARAMETER + layers.parameters().size();
    return new Given<>(operands, ofRunning, ofRunning + 2 * layers.normalizations().size());
  }

  /**
   * Operands, told apart. They are asked for one by one, because they may be made only then.
   *
   * @param <T> tensors, or what a backend makes of them
   */
  public static final class Given<T> {
    private final List<T> operands;
    private final int ofRunning;
    private final int ofMasks;

    private Given(List<T> operands, int ofRunning, int ofMasks) {
      this.operands = operands;
      this.ofRunning = ofRunning;
      this.ofMasks = ofMasks;
    }

    /** Shown in every step. */
    public T images() {
      return operands.get(0);
    }

    /** Those of the images. */
    public T labels() {
      return operands.get(1);
    }

    /** As {@link Network#parameters} lists them. */
    public List<T> parameters() {
      return operands.subList(FIRST_PARAMETER, ofRunning);
    }

    /** The mean and variance of each of {@link Network#normalizations}. */
    public List<T> running() {
      return operands.subList(ofRunning, ofMasks);
    }

    /** That of each of {@link Network#dropouts}. */
    public List<T> masks() {
      return operands.subList(ofMasks, operands.size());
    }
  }

  @Override
  public List<Output> outputs() {
    Network layers = layers();
    List<Output> outputs = new ArrayList<>();
    outputs.add(new Output("logits", Shape.of(n, layers.classes())));
    outputs.add(new Output("loss", Shape.of(1)));
    if (until != Stage.LOSS) {
      String what = until == Stage.GRADIENTS ? "gradient of " : "updated ";
      for (Network.Parameter parameter : layers.parameters()) {
        outputs.add(new Output(what + parameter.name(), parameter.shape()));
      }
    }
    if (until == Stage.UPDATE) {
      layers.runningOperands().forEach(o -> outputs.add(new Output(o.name(), o.shape())));
    }
    return outputs;
  }

  @Override
  public List<Formula> forwardAll(
      List<Tensor> inputs, ProductPrecision precision, NoisyPasses passes) {
    Given<Tensor> given = given(inputs);
    Function<Noise, Tensor> logits =
        noise ->
            NetworkPass.ofTraining(layers(), given.parameters(), given.masks(), noise)
                .forward(given.images());
    return NetworkPass.bounded(
        outputs().size(),
        precision,
        passes,
        (noise, results) -> train(given, noise, results),
        steps == 1 && network.isPublished() ? Optional.of(logits) : Optional.empty());
  }

  private void train(Given<Tensor> given, Noise noise, NetworkPass.Results results) {
    Network layers = layers();
    List<Network.Parameter> learned = layers.parameters();
    List<Integer> normalizations = layers.normalizations();
    List<Tensor> parameters = new ArrayList<>(given.parameters());
    List<Tensor> running = new ArrayList<>(given.running());
    List<Optional<Tensor>> states = new ArrayList<>();
    learned.forEach(parameter -> states.add(Optional.empty()));

    for (int step = 1; step <= steps; step++) {
      boolean last = step == steps;
      int number = step;
      NetworkPass pass = NetworkPass.ofTraining(layers, parameters, given.masks(), noise);
      Tensor logits = pass.forward(given.images());
      List<Tensor> compared = List.of(logits, given.labels());
      if (last) {
        results.accept(0, logits);
        results.accept(1, noise.evaluate(Shape.of(1), loss().forward(compared)));
      }
      if (until == Stage.LOSS) {
        return;
      }
      for (int i = 0; until == Stage.UPDATE && i < normalizations.size(); i++) {
        advance(pass, layers, running, i, noise);
        if (last) {
          int first = 2 + learned.size() + 2 * i;
          results.accept(first, running.get(2 * i));
          results.accept(first + 1, running.get(2 * i + 1));
        }
      }
      Tensor one = Tensor.of(Shape.of(1), 1);
      Tensor gradient = noise.evaluate(logits.shape(), loss().gradient(compared, one, 0));
      pass.backward(
          gradient,
          (parameter, g) -> {
            if (until == Stage.GRADIENTS) {
              results.accept(2 + parameter, g);
            } else {
              Tensor moved = move(parameters.get(parameter), states, parameter, g, number, noise);
              if (last) {
                results.accept(2 + parameter, moved); // which alone decides whether to keep it
              } else {
                parameters.set(parameter, moved);
              }
            }
          });
    }
  }

  /** Moves the running mean and variance of one batch normalisation. */
  private void advance(
      NetworkPass pass, Network layers, List<Tensor> running, int which, Noise noise) {
    int node = layers.normalizations().get(which);
    BatchNorm norm = (BatchNorm) layers.nodes().get(node).operation();
    BatchNormStatistics statistics = statistics(norm);
    Tensor moved =
        noise.evaluate(
            statistics.outputShape(),
            statistics.forward(
                List.of(
                    pass.data(node).get(0), running.get(2 * which), running.get(2 * which + 1))));
    List<Tensor> parts = split(moved, running.get(2 * which).shape());
    running.set(2 * which, parts.get(0));
    running.set(2 * which + 1, parts.get(1));
  }

  /**
   * Moves one parameter and what the optimiser remembers of it.
   *
   * @param gradient nobody needs it any more
   */
  private Tensor move(
      Tensor weights,
      List<Optional<Tensor>> states,
      int parameter,
      Tensor gradient,
      int step,
      Noise noise) {
    Operation update = update(weights.size(), step);
    Shape flat = Shape.of(weights.size());
    int remembered = update.operands().size() - 2;
    List<Tensor> inputs = new ArrayList<>(List.of(weights, gradient));
    inputs.addAll(
        states
            .get(parameter)
            .map(state -> split(state, flat))
            .map(parts -> parts.subList(1, parts.size()))
            .orElseGet(
                () ->
                    remembered == 0
                        ? List.of()
                        : Collections.nCopies(
                            remembered, new Tensor(flat, new double[weights.size()]))));
    Formula formula = update.forward(inputs);
    if (remembered == 0) {
      return noise.evaluateInPlace(gradient, formula);
    }
    Tensor moved = noise.evaluate(update.outputShape(), formula);
    states.set(parameter, Optional.of(moved));
    return split(moved, weights.shape()).get(0);
  }

  /** What an operation stacked. */
  private static List<Tensor> split(Tensor stacked, Shape part) {
    List<Tensor> parts = new ArrayList<>();
    for (int from = 0; from < stacked.size(); from += part.size()) {
      double[] values =
          stacked.size() == part.size()
              ? stacked.values()
              : Arrays.copyOfRange(stacked.values(), from, from + part.size());
      parts.add(new Tensor(part, values));
    }
    return parts;
  }

  /**
   * That of the images' pass and, twice as much, of the gradients, if there are any: as is usual,
   * with the gradient of the images, which nobody needs. It is 3 % of a step of AlexNet, and 2 % of
   * one of ResNet18.
   */
  @Override
  public double forwardFlops() {
    double forward = layers().forwardFlops();
    return steps * (until == Stage.LOSS ? forward : 3 * forward);
  }
}
