package dev.assay.adapters.djl;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import dev.assay.reference.op.BatchNorm;
import dev.assay.reference.op.BatchNormInference;
import dev.assay.reference.op.Inference;
import dev.assay.reference.op.Operation;
import dev.assay.reference.op.TrainingStep;
import dev.assay.reference.tensor.Tensor;
import dev.assay.spi.Execution;
import java.util.List;
import java.util.function.Function;

/** Networks in training and in use, of layers as an engine has them. */
final class Networks {
  private final Engine engine;
  private final Dialect dialect;
  private final Function<Operation, Formula> formulas;

  /**
   * Of an engine.
   *
   * @param formulas how a layer is said in DJL's interface
   */
  Networks(Engine engine, Dialect dialect, Function<Operation, Formula> formulas) {
    this.engine = engine;
    this.dialect = dialect;
    this.formulas = formulas;
  }

  /**
   * A network ready to be trained.
   *
   * @param own owns every array; closed with the execution
   */
  Execution training(NDManager own, TrainingStep step, List<Tensor> inputs) {
    Normalizer normalizer = dialect.normalizer();
    Function<Operation, Formula> layers =
        operation ->
            operation instanceof BatchNorm norm
                ? normalizer.batchNorm(norm, step.statistics(norm).momentum())
                : formulas.apply(operation);
    return new Training(engine, dialect, own, step, inputs, layers);
  }

  /**
   * A network ready for use; batch normalisations go by their running statistics.
   *
   * @param own owns every array; closed with the execution
   */
  Execution inference(NDManager own, Inference inference, List<Tensor> inputs) {
    NDList arrays = DjlBackend.load(own, inputs);
    NDArray images = arrays.head();
    int learned = inference.layers().parameters().size();
    Layers layers =
        new Layers(
            inference.layers(),
            arrays.subNDList(1, 1 + learned),
            arrays.subNDList(1 + learned),
            operation ->
                formulas.apply(
                    operation instanceof BatchNorm norm
                        ? new BatchNormInference(norm.shape(), norm.epsilon())
                        : operation));
    return new DjlExecution(own, () -> new NDList(layers.logits(images)), dialect::synchronize);
  }
}
