package dev.assay.adapters.libtorch;

import dev.assay.reference.op.Stage;
import dev.assay.reference.op.TrainingStep;
import dev.assay.reference.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.TensorVector;

/**
 * Steps of training as PyTorch's users write them: forward and loss, which are recorded, backward,
 * and the optimizer's step for all parameters.
 */
final class Training extends DeviceExecution {
  private final Memory memory;
  private final Formulas formulas;
  private final TrainingStep step;
  private final List<Tensor> inputs;
  private final Results results = new Results();
  private TrainingState state;

  /**
   * Makes training ready.
   *
   * @param inputs as {@link TrainingStep#operands} lists them
   */
  Training(Memory memory, Formulas formulas, TrainingStep step, List<Tensor> inputs) {
    super(memory);
    this.memory = memory;
    this.formulas = formulas;
    this.step = step;
    this.inputs = inputs;
    this.state = new TrainingState(memory, formulas, step, inputs);
  }

  @Override
  void start() {
    for (int i = 0; i < step.steps(); i++) {
      results.replace(step.until() == Stage.LOSS ? this::unrecorded : this::step);
    }
  }

  private TensorVector unrecorded() {
    try (NoGradGuard unrecorded = new NoGradGuard()) {
      return state.forward();
    }
  }

  private TensorVector step() {
    state.optimizer().zero_grad();
    TensorVector logitsAndLoss = state.forward();
    logitsAndLoss.get(1).backward();
    if (step.until() == Stage.UPDATE) {
      state.update();
    }
    return logitsAndLoss;
  }

  @Override
  public void reset() {
    state.close();
    state = Refusal.shortened(() -> new TrainingState(memory, formulas, step, inputs));
  }

  @Override
  public List<float[]> outputs() {
    List<float[]> outputs = new ArrayList<>(results.read());
    try (PointerScope scope = new PointerScope()) {
      outputs.addAll(state.outputs());
    }
    return outputs;
  }

  @Override
  public void close() {
    results.close();
    state.close();
  }
}
