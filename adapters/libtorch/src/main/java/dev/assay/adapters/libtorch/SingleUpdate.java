package dev.assay.adapters.libtorch;

import dev.assay.reference.op.Adam;
import dev.assay.reference.op.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.bytedeco.pytorch.InputArchive;
import org.bytedeco.pytorch.Optimizer;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/**
 * A step of an optimizer on its own. The optimizer is made once; each run puts back, on the device,
 * the weights and what it remembers of the steps before, and has it take the step.
 */
final class SingleUpdate implements Supplier<TensorVector> {
  private static final int GRADIENT = 1;

  /** Weights, then what the optimizer remembers, as they are given. */
  private final List<Tensor> given;

  /** The same, which the step changes: parts of the result. */
  private final List<Tensor> moved;

  private final Tensor result;
  private final Optimizer optimizer;

  /** What tells the optimizer how many steps it has taken; empty if it does not count them. */
  private final Optional<InputArchive> count;

  /**
   * Makes a step ready.
   *
   * @param rule one for which there is an {@linkplain Optimizers#isFor optimizer}
   * @param operands weights, their gradient, and what the optimizer remembers
   */
  SingleUpdate(Operation rule, List<Tensor> operands, Kept own) {
    given = new ArrayList<>(operands);
    Tensor gradient = given.remove(GRADIENT);
    result = own.keep(torch.stack(new TensorVector(given.toArray(Tensor[]::new))));
    moved = own.keep(rows(result));
    Tensor weights = moved.get(0);
    weights.mutable_grad().put(gradient);
    optimizer = own.keep(Optimizers.of(rule, new TensorVector(weights)));
    Optional<InputArchive> before =
        Optimizers.checkpoint(rule, moved).map(checkpoint -> own.keep(checkpoint.reread()));
    before.ifPresent(optimizer::load);
    count = before.filter(checkpoint -> rule instanceof Adam);
  }

  private static List<Tensor> rows(Tensor tensor) {
    List<Tensor> rows = new ArrayList<>();
    for (long row = 0; row < tensor.size(0); row++) {
      rows.add(tensor.select(0, row));
    }
    return rows;
  }

  @Override
  public TensorVector get() {
    for (int i = 0; i < moved.size(); i++) {
      moved.get(i).copy_(given.get(i));
    }
    count.ifPresent(optimizer::load);
    optimizer.step();
    return new TensorVector(result);
  }
}
