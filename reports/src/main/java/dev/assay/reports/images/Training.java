package dev.assay.reports.images;

import dev.assay.reference.init.Initializer;
import dev.assay.reference.init.RandomBits;
import dev.assay.reference.numeric.Gauge;
import dev.assay.reference.op.Direction;
import dev.assay.reference.op.Dropout;
import dev.assay.reference.op.Network;
import dev.assay.reference.op.Operation;
import dev.assay.reference.op.Stage;
import dev.assay.reference.op.TrainingStep;
import dev.assay.reference.oracle.Oracle;
import dev.assay.reference.problem.Fill;
import dev.assay.reference.problem.Problem;
import dev.assay.reference.tensor.Shape;
import dev.assay.reference.tensor.Tensor;
import dev.assay.reports.render.TrainingCurves.Expected;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.DoubleConsumer;
import java.util.stream.Stream;

/**
 * A training: where it starts, which batches it sees, and how a step is made of problems, whoever
 * computes them.
 *
 * <p>A step of plain gradient descent is one problem, a {@link TrainingStep}. Momentum and Adam
 * remember something from step to step, and a training step as a problem begins without memory. So
 * their steps are made of a problem that gives the gradients and one that has all parameters moved
 * by the rule, with what it remembers. Where there are batch normalisations, a third one is needed
 * for their running statistics: a plain step of which nothing else is taken.
 */
public final class Training {
  private static final int LOSS = 1;
  private static final int FIRST_OF_STATE = 2;

  private final ImageInput input;
  private final Recipe recipe;
  private final Batches batches;
  private final int steps;
  private final Network layers;
  private final TrainingState start;
  private final long seed;

  /**
   * @param batches which of the images each step sees
   * @param steps how many there will be
   * @param weights the rule for those to start from
   * @param seed of the weights, and of what is dropped
   */
  public Training(
      ImageInput input, Batches batches, int steps, Recipe recipe, Initializer weights, long seed) {
    this.input = input;
    this.recipe = recipe;
    this.batches = batches;
    this.steps = steps;
    this.seed = seed;
    TrainingStep first = step(0);
    step(steps - 1); // refuses a learning rate that comes down to nothing
    this.layers = first.layers();
    this.start =
        new TrainingState(
            layers.initialState(weights, seed),
            Stream.generate(() -> zeros(parameters())).limit(remembered(first)).toList());
  }

  /** That of the first step. */
  public double learningRate() {
    return recipe.learningRate();
  }

  public int steps() {
    return steps;
  }

  Network layers() {
    return layers;
  }

  TrainingState start() {
    return start;
  }

  /** A step of the recipe, but for what the rule remembers. */
  private TrainingStep step(int number) {
    return new TrainingStep(
        input.network(),
        batches.size(),
        input.images().size(),
        Stage.UPDATE,
        recipe.optimizer(),
        recipe.learningRate(number),
        recipe.momentum(),
        recipe.decay(),
        1);
  }

  /** A step that goes so far by the usual rule, whatever the recipe says. */
  private Problem usual(Stage until) {
    return Problem.parse(
        String.format(
            "training-step network=%s n=%d size=%s until=%s",
            input.network().name(), batches.size(), input.images().size(), until));
  }

  private static Problem problem(Operation operation) {
    return Problem.of(operation, Direction.FORWARD, Fill.REAL, 0);
  }

  /** How many numbers the rule remembers of each parameter, beside weight and gradient. */
  private static int remembered(TrainingStep step) {
    return step.update(1, 1).operands().size() - 2;
  }

  private int parameters() {
    return Math.toIntExact(layers.parameterCount());
  }

  /** The problems of a step, but for their inputs. */
  public List<Problem> problems() {
    if (start.memory().isEmpty()) {
      return List.of(problem(step(0)));
    }
    List<Problem> problems =
        new ArrayList<>(List.of(usual(Stage.GRADIENTS), problem(step(0).update(parameters(), 1))));
    if (!layers.normalizations().isEmpty()) {
      problems.add(usual(Stage.UPDATE));
    }
    return problems;
  }

  /**
   * Computes problems: the reference, or a backend.
   *
   * @param <E> what is thrown if there are no results
   */
  @FunctionalInterface
  interface Solver<E extends Exception> {
    List<float[]> solve(Problem problem, List<Tensor> inputs) throws E;
  }

  /**
   * A step that was made.
   *
   * @param loss before it
   * @param after where it leads
   */
  record Advance(double loss, TrainingState after) {}

  /**
   * Makes a step.
   *
   * @param number which one, from 0 on
   */
  <E extends Exception> Advance advance(int number, TrainingState before, Solver<E> solver)
      throws E {
    int[] chosen = batches.images(number);
    List<Tensor> inputs = new ArrayList<>();
    inputs.add(input.images().batch(chosen, input.normalization()));
    inputs.add(input.images().labels(chosen, input.network().classes()));
    inputs.addAll(before.network());
    inputs.addAll(masks(number));
    return before.memory().isEmpty()
        ? whole(number, inputs, solver)
        : inParts(number, inputs, before.memory(), solver);
  }

  /** What a step keeps of what goes into each dropout. */
  private List<Tensor> masks(int number) {
    RandomBits random = new RandomBits(new RandomBits(seed + number).next());
    List<Tensor> masks = new ArrayList<>();
    for (int node : layers.dropouts()) {
      Dropout dropout = (Dropout) layers.nodes().get(node).operation();
      Tensor mask = new Tensor(dropout.shape(), new double[dropout.shape().size()]);
      Arrays.setAll(mask.values(), i -> random.unit() < dropout.rate() ? 0 : 1);
      masks.add(mask);
    }
    return masks;
  }

  private <E extends Exception> Advance whole(int number, List<Tensor> inputs, Solver<E> solver)
      throws E {
    List<float[]> results = solver.solve(problem(step(number)), inputs);
    List<Tensor> network = tensors(results.subList(FIRST_OF_STATE, results.size()), 0);
    return new Advance(results.get(LOSS)[0], new TrainingState(network, List.of()));
  }

  private <E extends Exception> Advance inParts(
      int number, List<Tensor> inputs, List<Tensor> memory, Solver<E> solver) throws E {
    int ofStatistics = FIRST_OF_STATE + layers.parameters().size();
    List<float[]> gradients = solver.solve(usual(Stage.GRADIENTS), inputs);
    List<Tensor> moved =
        moved(
            number,
            inputs.subList(FIRST_OF_STATE, ofStatistics).stream().map(Tensor::toFloats).toList(),
            gradients.subList(FIRST_OF_STATE, gradients.size()),
            memory,
            solver);
    List<Tensor> network = new ArrayList<>(parameters(moved.get(0)));
    if (!layers.normalizations().isEmpty()) {
      List<float[]> results = solver.solve(usual(Stage.UPDATE), inputs);
      network.addAll(
          tensors(results.subList(ofStatistics, results.size()), layers.parameters().size()));
    }
    return new Advance(
        gradients.get(LOSS)[0], new TrainingState(network, moved.subList(1, moved.size())));
  }

  /** All parameters in a row as they are moved, then what the rule remembers of them. */
  private <E extends Exception> List<Tensor> moved(
      int number,
      List<float[]> parameters,
      List<float[]> gradients,
      List<Tensor> memory,
      Solver<E> solver)
      throws E {
    List<Tensor> inputs = new ArrayList<>(List.of(inARow(parameters), inARow(gradients)));
    inputs.addAll(memory);
    Problem update = problem(step(number).update(parameters(), number + 1));
    float[] stacked = solver.solve(update, inputs).get(0);
    return split(stacked, Collections.nCopies(1 + memory.size(), Shape.of(parameters())));
  }

  private Tensor inARow(List<float[]> arrays) {
    Tensor row = zeros(parameters());
    int to = 0;
    for (float[] array : arrays) {
      for (float element : array) {
        row.values()[to++] = element;
      }
    }
    return row;
  }

  private List<Tensor> parameters(Tensor row) {
    return split(
        row.toFloats(), layers.parameters().stream().map(Network.Parameter::shape).toList());
  }

  private static List<Tensor> split(float[] stacked, List<Shape> shapes) {
    List<Tensor> parts = new ArrayList<>();
    int from = 0;
    for (Shape shape : shapes) {
      double[] values = new double[shape.size()];
      for (int i = 0; i < values.length; i++) {
        values[i] = stacked[from++];
      }
      parts.add(new Tensor(shape, values));
    }
    return parts;
  }

  /** Results in the shapes of what the training started from, from the given tensor on. */
  private List<Tensor> tensors(List<float[]> results, int first) {
    List<Tensor> tensors = new ArrayList<>();
    for (float[] result : results) {
      tensors.add(Tensor.ofFloats(start.network().get(first + tensors.size()).shape(), result));
    }
    return tensors;
  }

  private static Tensor zeros(int size) {
    return new Tensor(Shape.of(size), new double[size]);
  }

  /**
   * A step of the reference.
   *
   * @param oracles of its problems, in order: they judge those who start from the same and multiply
   *     in float32; all that is kept of a step are its results
   */
  public record Reference(List<Oracle> oracles, Expected loss) {}

  /**
   * Trains by the reference.
   *
   * @param first how many steps
   * @param done told of every step
   */
  public List<Reference> reference(int first, DoubleConsumer done) {
    List<Reference> way = new ArrayList<>();
    TrainingState state = start;
    for (int i = 0; i < first; i++) {
      List<Oracle> oracles = new ArrayList<>();
      state =
          advance(
                  i,
                  state,
                  (problem, inputs) -> {
                    Oracle oracle = new Oracle(problem, inputs);
                    oracles.add(oracle);
                    return floats(oracle);
                  })
              .after();
      Gauge gauge = new Gauge();
      oracles.get(0).element(LOSS, 0, gauge);
      way.add(new Reference(oracles, new Expected(gauge.value(), oracles.get(0).bound(gauge))));
      done.accept(gauge.value());
    }
    return way;
  }

  /** What a backend would have to give that makes no error. */
  static List<float[]> floats(Oracle oracle) {
    return oracle.results().stream().map(Tensor::toFloats).toList();
  }
}
