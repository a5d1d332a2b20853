package dev.assay.adapters.byhand;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.BatchNorm;
import ai.djl.nn.pooling.Pool;
import ai.djl.training.GradientCollector;
import ai.djl.training.loss.Loss;
import ai.djl.training.loss.SoftmaxCrossEntropyLoss;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;
import dev.assay.reference.op.Conv2d;
import dev.assay.reference.op.Inference;
import dev.assay.reference.op.Stage;
import dev.assay.reference.op.TrainingStep;
import dev.assay.reference.tensor.Tensor;
import dev.assay.spi.Description;
import dev.assay.spi.Device;
import dev.assay.spi.Execution;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;

/** Programs in DJL's interface, which is the same for both of its engines. */
abstract class Djl extends ByHand {
  private static final Loss CROSS_ENTROPY = new SoftmaxCrossEntropyLoss("loss", 1, -1, false, true);

  private final Engine engine;

  Djl(String engineName, Device device) {
    super(device);
    engine = Engine.getEngine(engineName);
  }

  /** Returns when the engine has computed all that it was asked for. */
  abstract void await();

  /** 0 if the engine does not tell. */
  abstract int threads();

  /** Whether running variances are of batches' variances that were divided by one less. */
  abstract boolean isVarianceUnbiased();

  @Override
  public final Description description() {
    SortedMap<String, String> facts = new TreeMap<>();
    facts.put("library", "DJL " + Engine.getDjlVersion());
    facts.put("engine", engine.getEngineName() + " " + engine.getVersion());
    return new Description(Device.CPU.toString(), threads(), facts);
  }

  @Override
  final Execution convolution(Conv2d conv, List<Tensor> inputs) {
    NDManager manager = engine.newBaseManager();
    List<NDArray> operands = load(manager, inputs);
    NDArray bias = operands.size() > 2 ? operands.get(2) : null;
    return new Forward(
        manager,
        () ->
            ai.djl.nn.convolutional.Conv2d.conv2d(
                    operands.get(0), operands.get(1), bias, new Shape(1, 1), new Shape(1, 1))
                .singletonOrThrow());
  }

  @Override
  final Execution inference(Inference inference, List<Tensor> inputs) {
    NDManager manager = engine.newBaseManager();
    List<NDArray> operands = load(manager, inputs);
    ResNet18 network = new ResNet18(operands.subList(1, operands.size()), false);
    return new Forward(manager, () -> network.logits(operands.get(0)));
  }

  @Override
  final Execution training(TrainingStep step, List<Tensor> inputs) {
    return new Training(step, inputs);
  }

  private static List<NDArray> load(NDManager manager, List<Tensor> tensors) {
    List<NDArray> arrays = new ArrayList<>();
    for (Tensor tensor : tensors) {
      arrays.add(manager.create(tensor.toFloats(), new Shape(tensor.shape().toLongArray())));
    }
    return arrays;
  }

  private static final class ResNet18 {
    private final List<NDArray> parameters;
    private final List<NDArray> statistics;
    private final boolean training;
    private Iterator<NDArray> nextParameter;
    private Iterator<NDArray> nextStatistic;

    ResNet18(List<NDArray> state, boolean training) {
      this.parameters = state.subList(0, PARAMETERS);
      this.statistics = state.subList(PARAMETERS, state.size());
      this.training = training;
      this.nextParameter = parameters.iterator();
      this.nextStatistic = statistics.iterator();
    }

    NDArray logits(NDArray images) {
      nextParameter = parameters.iterator();
      nextStatistic = statistics.iterator();
      NDArray x = Activation.relu(convolved(images, 2, 3));
      x = Pool.maxPool2d(x, new Shape(3, 3), new Shape(2, 2), new Shape(1, 1), false);
      for (int block = 0; block < BLOCKS; block++) {
        NDArray y = Activation.relu(convolved(x, halves(block) ? 2 : 1, 1));
        y = convolved(y, 1, 1);
        x = Activation.relu(y.add(halves(block) ? convolved(x, 2, 0) : x));
      }
      NDArray features = Pool.globalAvgPool2d(x);
      return Linear.linear(features, nextParameter.next(), nextParameter.next()).singletonOrThrow();
    }

    /** And normalised. */
    private NDArray convolved(NDArray x, int stride, int pad) {
      NDArray weights = nextParameter.next();
      NDArray y =
          ai.djl.nn.convolutional.Conv2d.conv2d(
                  x, weights, null, new Shape(stride, stride), new Shape(pad, pad))
              .singletonOrThrow();
      NDArray mean = nextStatistic.next();
      NDArray variance = nextStatistic.next();
      NDArray gamma = nextParameter.next();
      NDArray beta = nextParameter.next();
      float momentum = (float) TrainingStep.STATISTICS_MOMENTUM;
      return BatchNorm.batchNorm(y, mean, variance, gamma, beta, 1, momentum, EPSILON, training)
          .head();
    }
  }

  private final class Forward implements Execution {
    private final NDManager manager;
    private final Supplier<NDArray> computation;
    private NDList result = new NDList();

    Forward(NDManager manager, Supplier<NDArray> computation) {
      this.manager = manager;
      this.computation = computation;
    }

    @Override
    public void run() {
      result.close();
      try (NDScope scope = new NDScope()) {
        scope.suppressNotUsedWarning();
        result = new NDList(computation.get());
        NDScope.unregister(result);
        await();
      }
    }

    @Override
    public List<float[]> outputs() {
      return List.of(result.singletonOrThrow().toFloatArray());
    }

    @Override
    public void close() {
      manager.close();
    }
  }

  private final class Training implements Execution {
    private final TrainingStep step;
    private final List<Tensor> inputs;
    private final Optimizer optimizer;
    private NDManager manager;
    private List<NDArray> operands;
    private NDList results = new NDList();
    private int updates;

    Training(TrainingStep step, List<Tensor> inputs) {
      this.step = step;
      this.inputs = inputs;
      float rate = (float) step.learningRate();
      this.optimizer = Optimizer.sgd().setLearningRateTracker(Tracker.fixed(rate)).build();
      this.manager = engine.newBaseManager();
      this.operands = load(manager, inputs);
      parameters().forEach(parameter -> parameter.setRequiresGradient(true));
    }

    private List<NDArray> parameters() {
      return operands.subList(
          TrainingStep.FIRST_PARAMETER, TrainingStep.FIRST_PARAMETER + PARAMETERS);
    }

    @Override
    public void run() {
      for (int i = 0; i < step.steps(); i++) {
        results.close();
        try (NDScope scope = new NDScope()) {
          scope.suppressNotUsedWarning();
          results = step();
          NDScope.unregister(results);
          await();
        }
      }
    }

    private NDList step() {
      if (step.until() == Stage.GRADIENTS) {
        parameters().forEach(Training::clearGradient); // The optimizer does so otherwise.
      }
      NDList logitsAndLoss;
      try (GradientCollector collector = engine.newGradientCollector()) {
        List<NDArray> state = operands.subList(TrainingStep.FIRST_PARAMETER, operands.size());
        NDList logits = new NDList(new ResNet18(state, true).logits(operands.get(0)));
        NDArray loss = CROSS_ENTROPY.evaluate(new NDList(operands.get(1)), logits);
        logitsAndLoss = new NDList(logits.head(), loss);
        if (step.until() != Stage.LOSS) {
          collector.backward(loss);
        }
      }
      if (step.until() == Stage.UPDATE) {
        updates++;
        for (int i = 0; i < PARAMETERS; i++) {
          NDArray parameter = parameters().get(i);
          optimizer.update(String.valueOf(i), parameter, parameter.getGradient());
        }
      }
      return logitsAndLoss;
    }

    private static void clearGradient(NDArray parameter) {
      NDArray gradient = parameter.getGradient();
      gradient.subi(gradient);
    }

    @Override
    public void reset() {
      manager.close();
      results = new NDList();
      manager = engine.newBaseManager();
      operands = load(manager, inputs);
      parameters().forEach(parameter -> parameter.setRequiresGradient(true));
      updates = 0;
    }

    @Override
    public List<float[]> outputs() {
      List<float[]> outputs = new ArrayList<>();
      results.forEach(result -> outputs.add(result.toFloatArray()));
      for (NDArray parameter : step.until() == Stage.LOSS ? List.<NDArray>of() : parameters()) {
        if (step.until() == Stage.UPDATE) {
          outputs.add(parameter.toFloatArray());
        } else {
          try (NDArray gradient = parameter.getGradient()) {
            outputs.add(gradient.toFloatArray());
          }
        }
      }
      if (step.until() == Stage.UPDATE) {
        List<float[]> running = new ArrayList<>();
        operands
            .subList(TrainingStep.FIRST_PARAMETER + PARAMETERS, operands.size())
            .forEach(statistic -> running.add(statistic.toFloatArray()));
        if (isVarianceUnbiased()) {
          makeBiased(step, updates, running, inputs);
        }
        outputs.addAll(running);
      }
      return outputs;
    }

    @Override
    public void close() {
      manager.close();
    }
  }
}
