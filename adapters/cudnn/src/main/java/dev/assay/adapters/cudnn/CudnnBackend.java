package dev.assay.adapters.cudnn;

import dev.assay.reference.op.Adam;
import dev.assay.reference.op.ArgMax;
import dev.assay.reference.op.AveragePool1d;
import dev.assay.reference.op.BatchNormStatistics;
import dev.assay.reference.op.BinaryCrossEntropy;
import dev.assay.reference.op.BinaryCrossEntropyOfProbabilities;
import dev.assay.reference.op.Conv1d;
import dev.assay.reference.op.CrossEntropy;
import dev.assay.reference.op.CrossEntropyOfProbabilities;
import dev.assay.reference.op.Inference;
import dev.assay.reference.op.MaxPool1d;
import dev.assay.reference.op.MeanSquaredError;
import dev.assay.reference.op.Momentum;
import dev.assay.reference.op.OneHot;
import dev.assay.reference.op.Operation;
import dev.assay.reference.op.RandomDropout;
import dev.assay.reference.op.Sgd;
import dev.assay.reference.op.TrainingStep;
import dev.assay.reference.problem.Problem;
import dev.assay.reference.tensor.Tensor;
import dev.assay.spi.Backend;
import dev.assay.spi.Description;
import dev.assay.spi.Device;
import dev.assay.spi.DeviceUnavailableException;
import dev.assay.spi.Execution;
import dev.assay.spi.KnownDivergence;
import dev.assay.spi.Lowerings;
import dev.assay.spi.UnsupportedProblemException;
import java.util.List;

/** cuDNN and cuBLAS on one card, in float32 unless system properties say otherwise. */
public final class CudnnBackend implements Backend {
  private final Device device;
  private final Gpu gpu;
  private final Lowerings lowerings;

  /**
   * Opens a card.
   *
   * @param threads of the processor, which computes nothing here
   */
  public CudnnBackend(Device device, int threads) {
    if (device.kind() != Device.Kind.CUDA) {
      throw new DeviceUnavailableException(
          "no " + device + ": cuDNN computes on NVIDIA cards; ask for cuda:0");
    }
    this.device = device;
    Settings settings = Settings.of(System.getProperties());
    Natives.load();
    gpu = new Gpu(device, settings);
    lowerings = lowerings(gpu);
  }

  private static Lowerings lowerings(Gpu gpu) {
    Lowerings lowerings = new Lowerings();
    Layers.operations().forEach(operation -> layer(lowerings, gpu, operation));
    layer(lowerings, gpu, Conv1d.class);
    layer(lowerings, gpu, MaxPool1d.class);
    layer(lowerings, gpu, AveragePool1d.class);
    return lowerings
        .on(
            BatchNormStatistics.class,
            (op, problem, inputs) -> Problems.batchNormStatistics(gpu, op, problem, inputs))
        .on(ArgMax.class, (op, problem, inputs) -> Problems.argMax(gpu, op, problem, inputs))
        .on(
            CrossEntropy.class,
            (op, problem, inputs) -> Loss.alone(gpu, op, problem, inputs, CrossEntropies::new))
        .on(
            MeanSquaredError.class,
            (op, problem, inputs) -> Loss.alone(gpu, op, problem, inputs, SquaredErrors::new))
        .on(
            BinaryCrossEntropy.class,
            (op, problem, inputs) ->
                Loss.alone(gpu, op, problem, inputs, BinaryCrossEntropies::new))
        .unsupported(CrossEntropyOfProbabilities.class, "no logarithm of probabilities")
        .unsupported(BinaryCrossEntropyOfProbabilities.class, "no logarithm of probabilities")
        .unsupported(OneHot.class, "no comparison of labels with classes")
        .unsupported(RandomDropout.class, "cudnnDropoutForward is not called yet")
        .on(Sgd.class, (op, problem, inputs) -> Updates.sgd(gpu, op, problem, inputs))
        .on(Momentum.class, (op, problem, inputs) -> Updates.momentum(gpu, op, problem, inputs))
        .on(Adam.class, (op, problem, inputs) -> Updates.adam(gpu, op, problem, inputs))
        .on(Inference.class, (op, problem, inputs) -> Networks.inference(gpu, op, inputs))
        .on(TrainingStep.class, (op, problem, inputs) -> Training.of(gpu, op, inputs));
  }

  private static <O extends Operation> void layer(Lowerings lowerings, Gpu gpu, Class<O> type) {
    lowerings.on(type, (op, problem, inputs) -> Problems.layer(gpu, op, problem, inputs));
  }

  @Override
  public Description description() {
    int notOfTheProcessor = 0;
    return new Description(
        device.toString(), notOfTheProcessor, Facts.of(gpu), gpu.settings().math().precision());
  }

  @Override
  public Execution prepare(Problem problem, List<Tensor> inputs) {
    if (gpu.settings().concernConvolutionsAlone() && !Convolutions.areIn(problem.operation())) {
      throw new UnsupportedProblemException("no convolution, so no algorithm to choose");
    }
    return lowerings.prepare(problem, inputs);
  }

  /** None is known: these calls have not been verified on a card yet. */
  @Override
  public List<KnownDivergence> knownDivergences() {
    return List.of();
  }

  @Override
  public void close() {
    gpu.close();
  }
}
