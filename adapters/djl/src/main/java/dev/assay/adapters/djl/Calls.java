package dev.assay.adapters.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import dev.assay.reference.op.BatchNorm;
import dev.assay.reference.op.Inference;
import dev.assay.reference.op.Network;
import dev.assay.reference.op.Operation;
import dev.assay.reference.op.TrainingStep;
import dev.assay.spi.Layers;
import java.util.List;
import java.util.function.Function;

/** Forward passes call by call, as DJL's blocks make them. */
final class Calls implements ForwardPasses {
  private final Normalizer normalizer;
  private final Function<Operation, Formula> formulas;

  /**
   * Of an engine.
   *
   * @param formulas how an operation is said in DJL's interface
   */
  Calls(Normalizer normalizer, Function<Operation, Formula> formulas) {
    this.normalizer = normalizer;
    this.formulas = formulas;
  }

  @Override
  public Formula operation(NDManager own, Operation operation) {
    return formulas.apply(operation);
  }

  @Override
  public Formula training(NDManager own, TrainingStep step, TrainingStep.Given<NDArray> given) {
    return pass(
        step.layers(),
        given.parameters(),
        given.running(),
        given.masks(),
        layer ->
            layer instanceof BatchNorm norm
                ? normalizer.batchNorm(norm, step.statistics(norm).momentum())
                : formulas.apply(layer));
  }

  @Override
  public Formula inference(NDManager own, Inference inference, Inference.Given<NDArray> given) {
    return pass(
        inference.layers(),
        given.parameters(),
        given.running(),
        List.of(),
        layer -> formulas.apply(layer.forInference()));
  }

  private static Formula pass(
      Network network,
      List<NDArray> parameters,
      List<NDArray> running,
      List<NDArray> masks,
      Function<Operation, Formula> lowering) {
    Layers<NDArray> layers =
        new Layers<>(
            network,
            parameters,
            running,
            masks,
            layer -> {
              Formula formula = lowering.apply(layer);
              return operands -> formula.apply(new NDList(operands));
            });
    return images -> layers.logits(images.head());
  }
}
