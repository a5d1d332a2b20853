package dev.assay.verify.network;

import dev.assay.reference.op.BatchNorm;
import dev.assay.reference.op.Composite;
import dev.assay.reference.op.Direction;
import dev.assay.reference.op.Inference;
import dev.assay.reference.op.Network;
import dev.assay.reference.op.Operation;
import dev.assay.reference.op.Stage;
import dev.assay.reference.op.TrainingStep;
import dev.assay.reference.oracle.FloatBackend;
import dev.assay.reference.problem.Fill;
import dev.assay.reference.problem.Problem;
import dev.assay.reference.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Training steps and inference in float32, layer by layer, written apart from the oracle's. */
public final class FloatNetwork {
  private final Way way;
  private final Network layers;
  private final boolean inference;
  private final List<float[]> parameters;
  private final List<float[]> running;
  private final List<float[]> masks;
  private final Map<Integer, float[]> remembered = new HashMap<>();

  /**
   * @param state every parameter, then the running statistics, then the masks
   */
  private FloatNetwork(Way way, Composite whole, List<float[]> state) {
    this.way = way;
    this.layers = whole.layers();
    this.inference = whole instanceof Inference;
    int learned = layers.parameters().size();
    this.parameters = new ArrayList<>(state.subList(0, learned));
    int ofMasks = learned + 2 * layers.normalizations().size();
    this.running = new ArrayList<>(state.subList(learned, ofMasks));
    this.masks = state.subList(ofMasks, state.size());
  }

  /** How layers are computed, and what comes of their being in one network. */
  @FunctionalInterface
  public interface Way {
    /** No layer, but a loss, an update or statistics. */
    int NOWHERE = -1;

    /**
     * All results of an operation.
     *
     * @param node where in the network it is, or {@link #NOWHERE}
     * @param inputs not copied: those of a layer are others' outputs
     */
    List<float[]> compute(Network network, int node, Problem operation, List<float[]> inputs);

    /**
     * The gradient of an output that goes to several layers.
     *
     * @param node whose output it is
     */
    default float[] sum(Network network, int node, float[] a, float[] b) {
      float[] sum = a.clone();
      for (int i = 0; i < sum.length; i++) {
        sum[i] += b[i];
      }
      return sum;
    }
  }

  /**
   * All results.
   *
   * @param floats computes the layers
   */
  static List<float[]> results(Composite whole, List<Tensor> inputs, FloatBackend floats) {
    return results(whole, inputs, (network, node, operation, in) -> floats.compute(operation, in));
  }

  /**
   * All results.
   *
   * @param way computes the layers
   */
  public static List<float[]> results(Composite whole, List<Tensor> inputs, Way way) {
    List<float[]> all = FloatBackend.floats(inputs);
    if (whole instanceof TrainingStep training) {
      FloatNetwork network =
          new FloatNetwork(way, whole, all.subList(TrainingStep.FIRST_PARAMETER, all.size()));
      List<float[]> results = List.of();
      for (int number = 1; number <= training.steps(); number++) {
        results = network.step(training, all.get(0), all.get(1), number);
      }
      return results;
    }
    FloatNetwork network = new FloatNetwork(way, whole, all.subList(1, all.size()));
    List<float[]> outputs = network.forward(all.get(0));
    return List.of(outputs.get(outputs.size() - 1));
  }

  private List<float[]> step(TrainingStep step, float[] images, float[] labels, int number) {
    List<float[]> outputs = forward(images);
    float[] logits = outputs.get(outputs.size() - 1);
    List<float[]> results = new ArrayList<>(List.of(logits, forward(step.loss(), logits, labels)));
    if (step.until() == Stage.LOSS) {
      return results;
    }
    if (step.until() == Stage.UPDATE) {
      statistics(step, images, outputs);
    }
    float[] one = {1};
    float[] ofLogits =
        compute(Way.NOWHERE, step.loss(), Direction.BACKWARD_DATA, List.of(logits, labels, one))
            .get(0);
    List<float[]> gradients = backward(images, outputs, ofLogits);
    if (step.until() == Stage.GRADIENTS) {
      results.addAll(gradients);
      return results;
    }
    for (int i = 0; i < parameters.size(); i++) {
      move(step, i, gradients.get(i), number);
    }
    results.addAll(parameters);
    results.addAll(running);
    return results;
  }

  private List<float[]> forward(float[] images) {
    List<float[]> outputs = new ArrayList<>();
    for (int node = 0; node < layers.nodes().size(); node++) {
      Operation layer = layers.nodes().get(node).operation();
      Operation operation = inference ? layer.forInference() : layer;
      outputs.add(
          compute(node, operation, Direction.FORWARD, operands(node, images, outputs)).get(0));
    }
    return outputs;
  }

  private List<float[]> operands(int node, float[] images, List<float[]> outputs) {
    List<float[]> operands = new ArrayList<>();
    for (int source : layers.nodes().get(node).sources()) {
      operands.add(source == Network.IMAGES ? images : outputs.get(source));
    }
    for (int i = 0; i < parameters.size(); i++) {
      if (layers.parameters().get(i).node() == node) {
        operands.add(parameters.get(i));
      }
    }
    int normalization = layers.normalizations().indexOf(node);
    if (inference && normalization >= 0) {
      operands.addAll(running.subList(2 * normalization, 2 * normalization + 2));
    }
    int dropout = layers.dropouts().indexOf(node);
    if (dropout >= 0) {
      operands.add(masks.get(dropout));
    }
    return operands;
  }

  /** The gradient of every parameter. */
  private List<float[]> backward(float[] images, List<float[]> outputs, float[] ofLogits) {
    float[][] ofParameters = new float[parameters.size()][];
    Map<Integer, float[]> ofOutputs = new HashMap<>();
    ofOutputs.put(outputs.size() - 1, ofLogits);
    for (int node = outputs.size() - 1; node >= 0; node--) {
      Operation operation = layers.nodes().get(node).operation();
      Direction direction =
          operation.directions().contains(Direction.BACKWARD)
              ? Direction.BACKWARD
              : Direction.BACKWARD_DATA;
      List<float[]> inputs = operands(node, images, outputs);
      inputs.add(ofOutputs.get(node));
      List<Problem.Result> kinds = problem(operation, direction).results();
      List<float[]> gradients = compute(node, operation, direction, inputs);
      List<Integer> sources = layers.nodes().get(node).sources();
      for (int r = 0; r < kinds.size(); r++) {
        int operand = kinds.get(r).operand();
        float[] gradient = gradients.get(r);
        if (operand < sources.size()) {
          int source = sources.get(operand);
          ofOutputs.merge(source, gradient, (a, b) -> way.sum(layers, source, a, b));
        } else {
          ofParameters[parameter(node, operand)] = gradient;
        }
      }
    }
    return Arrays.asList(ofParameters);
  }

  private int parameter(int node, int operand) {
    for (int i = 0; i < parameters.size(); i++) {
      Network.Parameter parameter = layers.parameters().get(i);
      if (parameter.node() == node && parameter.operand() == operand) {
        return i;
      }
    }
    throw new IllegalArgumentException("no parameter " + operand + " of node " + node);
  }

  private void statistics(TrainingStep step, float[] images, List<float[]> outputs) {
    for (int i = 0; i < layers.normalizations().size(); i++) {
      int node = layers.normalizations().get(i);
      float[] x = operands(node, images, outputs).get(0);
      BatchNorm norm = (BatchNorm) layers.nodes().get(node).operation();
      float[] moved = forward(step.statistics(norm), x, running.get(2 * i), running.get(2 * i + 1));
      running.set(2 * i, Arrays.copyOf(moved, moved.length / 2));
      running.set(2 * i + 1, Arrays.copyOfRange(moved, moved.length / 2, moved.length));
    }
  }

  /** Moves one parameter, and what the optimiser remembers of it. */
  private void move(TrainingStep step, int parameter, float[] gradient, int number) {
    float[] weights = parameters.get(parameter);
    Operation update = step.update(weights.length, number);
    int states = update.operands().size() - 2;
    float[] state = remembered.getOrDefault(parameter, new float[states * weights.length]);
    List<float[]> inputs = new ArrayList<>(List.of(weights, gradient));
    for (int i = 0; i < states; i++) {
      inputs.add(Arrays.copyOfRange(state, i * weights.length, (i + 1) * weights.length));
    }
    float[] moved = compute(Way.NOWHERE, update, Direction.FORWARD, inputs).get(0);
    parameters.set(parameter, Arrays.copyOf(moved, weights.length));
    remembered.put(parameter, Arrays.copyOfRange(moved, weights.length, moved.length));
  }

  private float[] forward(Operation operation, float[]... inputs) {
    return compute(Way.NOWHERE, operation, Direction.FORWARD, List.of(inputs)).get(0);
  }

  private List<float[]> compute(
      int node, Operation operation, Direction direction, List<float[]> inputs) {
    return way.compute(layers, node, problem(operation, direction), inputs);
  }

  private static Problem problem(Operation operation, Direction direction) {
    return Problem.of(operation, direction, Fill.REAL, 0);
  }
}
