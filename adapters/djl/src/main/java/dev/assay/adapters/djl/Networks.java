package dev.assay.adapters.djl;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import dev.assay.reference.op.Inference;
import dev.assay.reference.op.TrainingStep;
import dev.assay.reference.tensor.Tensor;
import dev.assay.spi.Execution;
import java.util.List;

/** Networks in training and in use. */
final class Networks {
  private final Engine engine;
  private final Dialect dialect;
  private final ForwardPasses passes;

  Networks(Engine engine, Dialect dialect, ForwardPasses passes) {
    this.engine = engine;
    this.dialect = dialect;
    this.passes = passes;
  }

  /**
   * A network ready to be trained.
   *
   * @param own owns every array; closed with the execution
   */
  Execution training(NDManager own, TrainingStep step, List<Tensor> inputs) {
    return new Training(engine, dialect, passes, own, step, inputs);
  }

  /**
   * A network ready for use.
   *
   * @param own owns every array; closed with the execution
   */
  Execution inference(NDManager own, Inference inference, List<Tensor> inputs) {
    Inference.Given<NDArray> given = inference.given(DjlBackend.load(own, inputs));
    NDList images = new NDList(given.images());
    Formula pass = passes.inference(own, inference, given);
    return new DjlExecution(own, () -> new NDList(pass.apply(images)), dialect::synchronize);
  }
}
