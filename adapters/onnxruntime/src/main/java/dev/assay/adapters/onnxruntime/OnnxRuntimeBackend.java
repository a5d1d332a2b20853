package dev.assay.adapters.onnxruntime;

import dev.assay.reference.problem.Problem;
import dev.assay.reference.tensor.Tensor;
import dev.assay.spi.Backend;
import dev.assay.spi.Description;
import dev.assay.spi.Device;
import dev.assay.spi.DeviceUnavailableException;
import dev.assay.spi.Execution;
import dev.assay.spi.KnownDivergence;
import dev.assay.spi.UnsupportedProblemException;
import java.util.List;

/** ONNX Runtime through its own Java package, on the processor. */
public final class OnnxRuntimeBackend implements Backend {
  private final Operators operators = new Operators();
  private final Engine engine;

  public OnnxRuntimeBackend(Device device, int threads) {
    if (device.kind() != Device.Kind.CPU) {
      throw new DeviceUnavailableException(
          "this build of ONNX Runtime computes on the processor; use --device cpu");
    }
    engine = Refusal.rethrown(() -> new Engine(threads));
  }

  @Override
  public Description description() {
    return engine.description();
  }

  @Override
  public Execution prepare(Problem problem, List<Tensor> inputs) {
    if (problem.direction().isBackward()) {
      throw new UnsupportedProblemException(Operators.FORWARD_ONLY);
    }
    return Refusal.rethrown(() -> new ModelExecution(engine, operators, problem, inputs));
  }

  @Override
  public List<KnownDivergence> knownDivergences() {
    return Divergences.ALL;
  }

  /** Nothing: ONNX Runtime ends with the process. */
  @Override
  public void close() {}
}
