package dev.assay.adapters.dl4j.layers;

import dev.assay.adapters.dl4j.Plan;
import dev.assay.reference.problem.Problem;
import dev.assay.reference.tensor.Tensor;
import dev.assay.spi.Execution;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.jspecify.annotations.Nullable;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A prepared problem: a layer with its parameters, and calls of {@code activate} or {@code
 * backpropGradient}. The latter gives the gradients of input and parameters together, whichever are
 * asked for.
 */
final class LayerExecution implements Execution {
  private final Plan arrays;
  private final Scratch scratch;
  private final LayerWorkspaceMgr workspaces;
  private final Problem problem;
  private final List<Parameter> parameters;
  private final Layer layer;
  private final INDArray x;
  private final @Nullable INDArray outputGradient;

  private boolean training = true;
  private boolean remembers;
  private @Nullable INDArray computed;
  private @Nullable Gradient gradient;

  private LayerExecution(
      Plan arrays,
      org.deeplearning4j.nn.conf.layers.Layer layer,
      Problem problem,
      List<Tensor> inputs,
      Parameter... parameters) {
    this.arrays = arrays;
    this.problem = problem;
    this.parameters = Arrays.asList(parameters);
    this.layer = instantiate(layer);
    for (Parameter parameter : parameters) {
      INDArray own = this.layer.getParam(parameter.key());
      INDArray given = arrays.load(inputs.get(parameter.operand()));
      own.assign(parameter.toLayer(given, own.shape()));
    }
    x = arrays.load(inputs.get(0));
    outputGradient =
        problem.direction().isBackward() ? arrays.load(inputs.get(inputs.size() - 1)) : null;
    scratch = new Scratch();
    workspaces =
        scratch.holdingAllBut(
            ArrayType.INPUT,
            outputGradient == null ? ArrayType.ACTIVATIONS : ArrayType.ACTIVATION_GRAD);
  }

  /**
   * Makes the layer.
   *
   * @param layer its configuration
   * @param parameters how the layer names the operands that are its parameters
   */
  static LayerExecution of(
      org.deeplearning4j.nn.conf.layers.Layer layer,
      Problem problem,
      List<Tensor> inputs,
      Parameter... parameters) {
    return Plan.build(arrays -> new LayerExecution(arrays, layer, problem, inputs, parameters));
  }

  private Layer instantiate(org.deeplearning4j.nn.conf.layers.Layer layer) {
    NeuralNetConfiguration configuration =
        new NeuralNetConfiguration.Builder().layer(layer).build();
    long count = layer.initializer().numParams(configuration);
    INDArray values = count == 0 ? null : arrays.allocate(1, count);
    boolean initialize = false;
    Layer made = layer.instantiate(configuration, List.of(), 0, values, initialize, DataType.FLOAT);
    if (count > 0) {
      made.setBackpropGradientsViewArray(arrays.allocate(1, count).assign(0));
    }
    return made;
  }

  /** Activates it as in use, not as in training. */
  LayerExecution forInference() {
    training = false;
    return this;
  }

  /** Its gradients start from what the layer remembers of a forward pass, which is used up. */
  LayerExecution remembering() {
    remembers = true;
    return this;
  }

  @Override
  public void run() {
    release();
    computed = scratch.with(this::compute);
  }

  private INDArray compute() {
    layer.setInput(x, workspaces);
    if (outputGradient == null) {
      return layer.activate(training, workspaces).detach();
    }
    if (remembers) {
      layer.activate(training, workspaces);
    }
    Pair<Gradient, INDArray> gradients = layer.backpropGradient(outputGradient, workspaces);
    gradient = gradients.getFirst();
    return gradients.getSecond().detach();
  }

  @Override
  public List<float[]> outputs() {
    List<float[]> outputs = new ArrayList<>();
    for (Problem.Result result : problem.results()) {
      outputs.add(Plan.read(array(result)));
    }
    return outputs;
  }

  private INDArray array(Problem.Result result) {
    if (gradient == null || result.operand() == 0) {
      return Objects.requireNonNull(computed, "not run");
    }
    Parameter parameter =
        parameters.stream()
            .filter(candidate -> candidate.operand() == result.operand())
            .findFirst()
            .orElseThrow();
    return parameter.fromLayer(gradient.getGradientFor(parameter.key()));
  }

  private void release() {
    if (computed != null && computed.closeable()) {
      computed.close();
    }
    computed = null;
  }

  @Override
  public void close() {
    release();
    scratch.close();
    arrays.close();
  }
}
