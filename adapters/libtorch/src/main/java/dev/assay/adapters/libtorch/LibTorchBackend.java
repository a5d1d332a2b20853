package dev.assay.adapters.libtorch;

import dev.assay.reference.op.Inference;
import dev.assay.reference.op.TrainingStep;
import dev.assay.reference.problem.Problem;
import dev.assay.reference.tensor.Tensor;
import dev.assay.spi.Backend;
import dev.assay.spi.Description;
import dev.assay.spi.Device;
import dev.assay.spi.Execution;
import dev.assay.spi.KnownDivergence;
import dev.assay.spi.Releases;
import java.util.List;
import java.util.function.Supplier;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.BoolOptional;
import org.bytedeco.pytorch.InferenceMode;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/** PyTorch by its C++ interface, as JavaCPP's presets bind it. */
public final class LibTorchBackend implements Backend {
  private final Kept kept = new Kept();
  private final Formulas formulas = new Formulas();
  private final Layout layout;
  private final Engine engine;
  private final Memory memory;
  private final boolean onProcessor;
  private final List<KnownDivergence> divergences;

  /** Loads PyTorch, as system properties say. */
  public LibTorchBackend(Device device, int threads) {
    layout = Layout.of(System.getProperties());
    engine = new Engine(device, threads, Engine.precision(System.getProperties()));
    memory = new Memory(kept.make(engine::place), layout);
    // None is known on cards: nothing has been verified there yet.
    onProcessor = device.kind() == Device.Kind.CPU;
    divergences = onProcessor ? Divergences.here(layout) : List.of();
  }

  @Override
  public Description description() {
    return engine.description(layout);
  }

  @Override
  public Execution prepare(Problem problem, List<Tensor> inputs) {
    return Refusal.shortened(() -> execution(problem, inputs));
  }

  private Execution execution(Problem problem, List<Tensor> inputs) {
    if (problem.operation() instanceof TrainingStep step) {
      return new Training(memory, formulas, step, inputs);
    }
    Kept own = new Kept();
    try (PointerScope scope = new PointerScope()) {
      List<org.bytedeco.pytorch.Tensor> operands = own.keep(memory.load(inputs));
      return new TensorExecution(memory, own, computation(problem, operands, own));
    } catch (RuntimeException | Error e) {
      // An error too: another version may lack what is called.
      Releases.after(e, own::close);
      throw e;
    }
  }

  private Supplier<TensorVector> computation(
      Problem problem, List<org.bytedeco.pytorch.Tensor> operands, Kept own) {
    if (problem.operation() instanceof Inference inference) {
      Formula pass = Networks.forInference(formulas, inference, operands);
      return () -> {
        // As PyTorch advises: its tensors do not even count their versions.
        try (InferenceMode unrecorded = new InferenceMode()) {
          return new TensorVector(pass.apply(operands));
        }
      };
    }
    if (Optimizers.isFor(problem.operation())) {
      return new SingleUpdate(problem.operation(), operands, own);
    }
    if (onProcessor) {
      layout.checkDirection(problem);
    }
    Formula formula = formulas.of(problem.operation());
    return problem.direction().isBackward()
        ? backward(problem, operands, formula, own)
        : () -> new TensorVector(formula.apply(operands));
  }

  /** Records the forward pass; its graph is kept. */
  private static Supplier<TensorVector> backward(
      Problem problem, List<org.bytedeco.pytorch.Tensor> operands, Formula formula, Kept own) {
    TensorVector wanted = own.keep(new TensorVector());
    for (Problem.Result result : problem.results()) {
      wanted.push_back(operands.get(result.operand()).set_requires_grad(true));
    }
    org.bytedeco.pytorch.Tensor output = formula.apply(operands);
    // Losses have no axis here, where Assay's have one.
    org.bytedeco.pytorch.Tensor gradient =
        operands.get(operands.size() - 1).reshape(output.sizes());
    TensorVector outputs = own.keep(new TensorVector(output));
    TensorVector gradients = own.keep(new TensorVector(gradient));
    BoolOptional keepGraph = own.keep(new BoolOptional(true));
    return () -> torch.grad(outputs, wanted, gradients, keepGraph, false, false);
  }

  @Override
  public List<KnownDivergence> knownDivergences() {
    return divergences;
  }

  @Override
  public void close() {
    kept.close();
  }
}
