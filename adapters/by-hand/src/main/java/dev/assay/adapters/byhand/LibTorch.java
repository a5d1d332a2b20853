package dev.assay.adapters.byhand;

import dev.assay.reference.op.Conv2d;
import dev.assay.reference.op.Inference;
import dev.assay.reference.op.Stage;
import dev.assay.reference.op.TrainingStep;
import dev.assay.reference.problem.Problem;
import dev.assay.spi.Description;
import dev.assay.spi.Device;
import dev.assay.spi.Execution;
import dev.assay.spi.KnownDivergence;
import dev.assay.spi.known.HiddenCaches;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.AutoGradMode;
import org.bytedeco.pytorch.InferenceMode;
import org.bytedeco.pytorch.SGD;
import org.bytedeco.pytorch.SGDOptions;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.MemoryFormat;

/**
 * PyTorch's C++ interface through JavaCPP: functions, with channels last as PyTorch recommends, and
 * ReLU and sum in place as in torchvision. What was made in a scope ends with it, unless retained.
 */
public final class LibTorch extends ByHand {
  private static final long MEAN = 1;
  private static final long NO_IGNORED_INDEX = -100;

  public LibTorch(Device device, int threads) {
    super(device);
    torch.set_num_threads(threads);
  }

  @Override
  public Description description() {
    return new Description(Device.CPU.toString(), torch.get_num_threads(), new TreeMap<>());
  }

  @Override
  public List<KnownDivergence> knownDivergences() {
    return HiddenCaches.here() && !HiddenCaches.areMostlyAvoided()
        ? List.of(
            HiddenCaches.ofConvolutions(Problem.parse("inference network=resnet18 n=2 size=64x64")))
        : List.of();
  }

  @Override
  Execution convolution(Conv2d conv, List<dev.assay.reference.tensor.Tensor> inputs) {
    List<Tensor> operands = load(inputs);
    return new Forward(
        operands,
        () -> {
          TensorOptional bias =
              operands.size() > 2 ? new TensorOptional(operands.get(2)) : new TensorOptional();
          return convolved(operands.get(0), operands.get(1), bias, 1, 1).retainReference();
        });
  }

  @Override
  Execution inference(Inference inference, List<dev.assay.reference.tensor.Tensor> inputs) {
    List<Tensor> operands = load(inputs);
    ResNet18 network = new ResNet18(operands.subList(1, operands.size()), false);
    return new Forward(operands, () -> network.logits(operands.get(0)));
  }

  @Override
  Execution training(TrainingStep step, List<dev.assay.reference.tensor.Tensor> inputs) {
    return new Training(step, inputs);
  }

  private static List<Tensor> load(List<dev.assay.reference.tensor.Tensor> inputs) {
    List<Tensor> tensors = new ArrayList<>();
    try (PointerScope scope = new PointerScope()) {
      for (dev.assay.reference.tensor.Tensor input : inputs) {
        Tensor tensor = Tensor.create(input.toFloats(), input.shape().toLongArray());
        boolean images = tensor.dim() == 4;
        tensors.add(
            (images ? tensor.contiguous(MemoryFormat.ChannelsLast) : tensor).retainReference());
      }
    }
    return tensors;
  }

  private static float[] read(Tensor tensor) {
    float[] elements = new float[Math.toIntExact(tensor.numel())];
    try (PointerScope scope = new PointerScope()) {
      tensor.detach().contiguous().data_ptr_float().get(elements);
    }
    return elements;
  }

  private static Tensor convolved(
      Tensor x, Tensor weights, TensorOptional bias, long stride, long pad) {
    return torch.conv2d(
        x, weights, bias, new long[] {stride, stride}, new long[] {pad, pad}, new long[] {1, 1}, 1);
  }

  /** Its methods hand over one tensor, which the caller has to release. */
  private static final class ResNet18 {
    private final List<Tensor> parameters;
    private final List<Tensor> statistics;
    private final boolean training;
    private Iterator<Tensor> nextParameter;
    private Iterator<Tensor> nextStatistic;

    ResNet18(List<Tensor> state, boolean training) {
      this.parameters = state.subList(0, PARAMETERS);
      this.statistics = state.subList(PARAMETERS, state.size());
      this.training = training;
      this.nextParameter = parameters.iterator();
      this.nextStatistic = statistics.iterator();
    }

    Tensor logits(Tensor images) {
      nextParameter = parameters.iterator();
      nextStatistic = statistics.iterator();
      Tensor x = stem(images);
      for (int block = 0; block < BLOCKS; block++) {
        Tensor y = block(x, halves(block));
        x.releaseReference();
        x = y;
      }
      Tensor logits = head(x);
      x.releaseReference();
      return logits;
    }

    private Tensor stem(Tensor images) {
      try (PointerScope scope = new PointerScope()) {
        Tensor x = layer(images, 2, 3).relu_();
        long[] two = {2, 2};
        long[] one = {1, 1};
        return torch.max_pool2d(x, new long[] {3, 3}, two, one, one, false).retainReference();
      }
    }

    private Tensor block(Tensor x, boolean halves) {
      try (PointerScope scope = new PointerScope()) {
        Tensor y = layer(layer(x, halves ? 2 : 1, 1).relu_(), 1, 1);
        return y.add_(halves ? layer(x, 2, 0) : x).relu_().retainReference();
      }
    }

    private Tensor head(Tensor x) {
      try (PointerScope scope = new PointerScope()) {
        Tensor features = torch.adaptive_avg_pool2d(x, 1, 1).flatten(1, -1);
        Tensor weights = nextParameter.next();
        TensorOptional bias = new TensorOptional(nextParameter.next());
        return torch.linear(features, weights, bias).retainReference();
      }
    }

    /** A convolution and its normalisation. */
    private Tensor layer(Tensor x, long stride, long pad) {
      Tensor y = convolved(x, nextParameter.next(), new TensorOptional(), stride, pad);
      return torch.batch_norm(
          y,
          new TensorOptional(nextParameter.next()),
          new TensorOptional(nextParameter.next()),
          new TensorOptional(nextStatistic.next()),
          new TensorOptional(nextStatistic.next()),
          training,
          1 - TrainingStep.STATISTICS_MOMENTUM,
          EPSILON,
          false);
    }
  }

  private static final class Forward implements Execution {
    private final List<Tensor> operands;
    private final Supplier<Tensor> computation;
    private List<Tensor> result = List.of();

    Forward(List<Tensor> operands, Supplier<Tensor> computation) {
      this.operands = operands;
      this.computation = computation;
    }

    @Override
    public void run() {
      result.forEach(Pointer::releaseReference);
      try (InferenceMode unrecorded = new InferenceMode();
          PointerScope scope = new PointerScope()) {
        result = List.of(computation.get());
      }
    }

    @Override
    public List<float[]> outputs() {
      return result.stream().map(LibTorch::read).toList();
    }

    @Override
    public void close() {
      result.forEach(Pointer::releaseReference);
      operands.forEach(Pointer::releaseReference);
    }
  }

  private static final class Training implements Execution {
    private final TrainingStep step;
    private final List<dev.assay.reference.tensor.Tensor> inputs;
    private List<Tensor> operands;
    private SGD optimizer;
    private List<Tensor> results = List.of();
    private int updates;

    Training(TrainingStep step, List<dev.assay.reference.tensor.Tensor> inputs) {
      this.step = step;
      this.inputs = inputs;
      this.operands = load(inputs);
      this.optimizer = optimizer();
    }

    private SGD optimizer() {
      try (PointerScope scope = new PointerScope()) {
        parameters().forEach(parameter -> parameter.set_requires_grad(true));
        TensorVector all = new TensorVector(parameters().toArray(Tensor[]::new));
        return new SGD(all, new SGDOptions(step.learningRate())).retainReference();
      }
    }

    private List<Tensor> parameters() {
      return operands.subList(
          TrainingStep.FIRST_PARAMETER, TrainingStep.FIRST_PARAMETER + PARAMETERS);
    }

    @Override
    public void run() {
      for (int i = 0; i < step.steps(); i++) {
        results.forEach(Pointer::releaseReference);
        try (PointerScope scope = new PointerScope()) {
          results = step();
        }
      }
    }

    private List<Tensor> step() {
      optimizer.zero_grad();
      List<Tensor> state = operands.subList(TrainingStep.FIRST_PARAMETER, operands.size());
      boolean differentiates = step.until() != Stage.LOSS;
      Tensor logits;
      Tensor loss;
      try (AutoGradMode recorded = new AutoGradMode(differentiates)) {
        logits = new ResNet18(state, true).logits(operands.get(0));
        loss =
            torch.cross_entropy_loss(
                logits, operands.get(1), new TensorOptional(), MEAN, NO_IGNORED_INDEX, 0);
      }
      if (differentiates) {
        loss.backward();
      }
      if (step.until() == Stage.UPDATE) {
        optimizer.step();
        updates++;
      }
      return List.of(logits, loss.retainReference());
    }

    @Override
    public void reset() {
      close();
      results = List.of();
      operands = load(inputs);
      optimizer = optimizer();
      updates = 0;
    }

    @Override
    public List<float[]> outputs() {
      List<float[]> outputs = new ArrayList<>();
      results.forEach(result -> outputs.add(read(result)));
      if (step.until() == Stage.GRADIENTS) {
        try (PointerScope scope = new PointerScope()) {
          parameters().forEach(parameter -> outputs.add(read(parameter.grad())));
        }
      }
      if (step.until() == Stage.UPDATE) {
        parameters().forEach(parameter -> outputs.add(read(parameter)));
        List<float[]> running = new ArrayList<>();
        operands
            .subList(TrainingStep.FIRST_PARAMETER + PARAMETERS, operands.size())
            .forEach(statistic -> running.add(read(statistic)));
        makeBiased(step, updates, running, inputs);
        outputs.addAll(running);
      }
      return outputs;
    }

    @Override
    public void close() {
      results.forEach(Pointer::releaseReference);
      optimizer.releaseReference();
      operands.forEach(Pointer::releaseReference);
    }
  }
}
