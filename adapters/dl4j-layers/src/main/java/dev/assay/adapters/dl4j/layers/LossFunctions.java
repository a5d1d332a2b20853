package dev.assay.adapters.dl4j.layers;

import dev.assay.adapters.dl4j.Plan;
import dev.assay.reference.op.BinaryCrossEntropy;
import dev.assay.reference.op.BinaryCrossEntropyOfProbabilities;
import dev.assay.reference.op.CrossEntropy;
import dev.assay.reference.op.CrossEntropyOfProbabilities;
import dev.assay.reference.op.MeanSquaredError;
import dev.assay.reference.problem.Problem;
import dev.assay.reference.tensor.Shape;
import dev.assay.reference.tensor.Tensor;
import dev.assay.spi.Execution;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.activations.impl.ActivationSigmoid;
import org.nd4j.linalg.activations.impl.ActivationSoftmax;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.lossfunctions.ILossFunction;
import org.nd4j.linalg.lossfunctions.impl.LossBinaryXENT;
import org.nd4j.linalg.lossfunctions.impl.LossMCXENT;
import org.nd4j.linalg.lossfunctions.impl.LossMSE;

/**
 * Losses as an output layer calls them: the score, averaged over the examples, and the gradient,
 * which Deeplearning4j divides by the number of examples afterwards.
 */
final class LossFunctions implements Execution {
  private final Plan arrays;
  private final Scratch scratch;
  private final ILossFunction loss;
  private final IActivation activation;

  /** What the score and the gradient are multiplied by beside. */
  private final double factor;

  private final INDArray prediction;
  private final INDArray target;
  private final boolean forward;

  private double score;
  private @Nullable INDArray gradient;

  private LossFunctions(
      Plan arrays,
      ILossFunction loss,
      IActivation activation,
      Shape matrix,
      boolean perOutput,
      Problem problem,
      List<Tensor> inputs) {
    this.arrays = arrays;
    this.loss = loss;
    this.activation = activation;
    prediction = arrays.load(inputs.get(0).reshape(matrix));
    target = arrays.load(inputs.get(1).reshape(matrix));
    forward = !problem.direction().isBackward();
    double mean = perOutput ? 1.0 / matrix.dimension(1) : 1;
    factor = forward ? mean : mean * inputs.get(2).get(0) / matrix.dimension(0);
    scratch = new Scratch();
  }

  private static Execution of(
      ILossFunction loss,
      IActivation activation,
      Shape matrix,
      boolean perOutput,
      Problem problem,
      List<Tensor> inputs) {
    return Plan.build(
        arrays -> new LossFunctions(arrays, loss, activation, matrix, perOutput, problem, inputs));
  }

  static Execution crossEntropy(CrossEntropy loss, Problem problem, List<Tensor> inputs) {
    Shape matrix = Shape.of(loss.n(), loss.classes());
    return of(new LossMCXENT(), new ActivationSoftmax(), matrix, false, problem, inputs);
  }

  static Execution crossEntropyOfProbabilities(
      CrossEntropyOfProbabilities loss, Problem problem, List<Tensor> inputs) {
    Shape matrix = Shape.of(loss.n(), loss.classes());
    return of(new LossMCXENT(), new ActivationIdentity(), matrix, false, problem, inputs);
  }

  /** The sum over an example's outputs, where the operation takes their mean. */
  static Execution binaryCrossEntropy(
      BinaryCrossEntropy loss, Problem problem, List<Tensor> inputs) {
    return of(
        new LossBinaryXENT(), new ActivationSigmoid(), matrix(loss.shape()), true, problem, inputs);
  }

  static Execution binaryCrossEntropyOfProbabilities(
      BinaryCrossEntropyOfProbabilities loss, Problem problem, List<Tensor> inputs) {
    return of(
        new LossBinaryXENT(),
        new ActivationIdentity(),
        matrix(loss.shape()),
        true,
        problem,
        inputs);
  }

  static Execution meanSquaredError(MeanSquaredError loss, Problem problem, List<Tensor> inputs) {
    return of(
        new LossMSE(), new ActivationIdentity(), matrix(loss.shape()), false, problem, inputs);
  }

  /** An example per row. */
  private static Shape matrix(Shape shape) {
    return Shape.of(shape.dimension(0), shape.size() / shape.dimension(0));
  }

  @Override
  public void run() {
    release();
    // Activations overwrite what they are given; an output layer makes it anew in each step.
    if (forward) {
      score =
          scratch.with(
              () -> loss.computeScore(target, prediction.dup(), activation, null, true) * factor);
    } else {
      gradient =
          scratch.with(
              () ->
                  loss.computeGradient(target, prediction.dup(), activation, null)
                      .muli(factor)
                      .detach());
    }
  }

  @Override
  public List<float[]> outputs() {
    return List.of(gradient == null ? new float[] {(float) score} : Plan.read(gradient));
  }

  private void release() {
    if (gradient != null && gradient.closeable()) {
      gradient.close();
    }
    gradient = null;
  }

  @Override
  public void close() {
    release();
    scratch.close();
    arrays.close();
  }
}
