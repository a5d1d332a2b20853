package dev.assay.adapters.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import dev.assay.reference.op.Inference;
import dev.assay.reference.op.Operation;
import dev.assay.reference.op.TrainingStep;
import dev.assay.spi.UnsupportedProblemException;

/** How forward passes are put to an engine: call by call, or as graphs. */
public interface ForwardPasses {

  /**
   * That of a single operation, from its operands.
   *
   * @param own owns whatever it keeps
   * @throws UnsupportedProblemException if there is no way
   */
  Formula operation(NDManager own, Operation operation);

  /**
   * That of a network in training, from images to logits; normalisations move the running
   * statistics in place, at the latest with the backward pass.
   *
   * @param own owns whatever it keeps
   */
  Formula training(NDManager own, TrainingStep step, TrainingStep.Given<NDArray> given);

  /** That of a network in use; normalisations go by the running statistics. */
  Formula inference(NDManager own, Inference inference, Inference.Given<NDArray> given);
}
