package dev.assay.adapters.byhand;

import dev.assay.reference.op.Conv2d;
import dev.assay.reference.op.Inference;
import dev.assay.reference.op.Stage;
import dev.assay.reference.op.TrainingStep;
import dev.assay.reference.tensor.Tensor;
import dev.assay.spi.Description;
import dev.assay.spi.Device;
import dev.assay.spi.Execution;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * ND4J's native operations, one after the other, on arrays that stay; images lie NHWC, as is faster
 * with oneDNN. All parameters are one array, and so are gradients and running statistics.
 */
public final class Nd4jArrays extends ByHand {

  /** Makes programs; {@code OMP_NUM_THREADS} sets ND4J's threads. */
  public Nd4jArrays(Device device, int threads) {
    super(device);
    Nd4j.getBackend(); // loads the natives
  }

  @Override
  public Description description() {
    return new Description(Device.CPU.toString(), 0, new TreeMap<>());
  }

  @Override
  Execution convolution(Conv2d conv, List<Tensor> inputs) {
    Program program = new Program(inputs.get(0), inputs.subList(1, inputs.size()), List.of());
    INDArray y = program.conv(program.images, 3, 1, conv.bias()).array;
    return program.yields(y.permute(0, 3, 1, 2));
  }

  @Override
  Execution inference(Inference inference, List<Tensor> inputs) {
    int ofStatistics = 1 + PARAMETERS;
    Program program =
        new Program(
            inputs.get(0),
            inputs.subList(1, ofStatistics),
            inputs.subList(ofStatistics, inputs.size()));
    return program.yields(program.logits(false).array);
  }

  @Override
  Execution training(TrainingStep step, List<Tensor> inputs) {
    int ofStatistics = TrainingStep.FIRST_PARAMETER + PARAMETERS;
    Program program =
        new Program(
            inputs.get(0),
            inputs.subList(TrainingStep.FIRST_PARAMETER, ofStatistics),
            inputs.subList(ofStatistics, inputs.size()));
    program.train(step, inputs.get(1));
    return program;
  }

  /** What a layer gives; its gradient comes into being on the way back. */
  private static final class Value {
    final INDArray array;
    @Nullable INDArray gradient;

    Value(INDArray array) {
      this.array = array;
    }

    INDArray gradient() {
      if (gradient == null) {
        throw new IllegalStateException("nothing depends on it");
      }
      return gradient;
    }
  }

  /** One array of several: a part of it is a tensor. */
  private static final class Parts implements AutoCloseable {
    final INDArray all;
    final List<INDArray> parts = new ArrayList<>();

    Parts(List<Tensor> like) {
      long size = like.stream().mapToLong(tensor -> tensor.shape().size()).sum();
      all = Nd4j.createUninitialized(DataType.FLOAT, Math.max(size, 1));
      long from = 0;
      for (Tensor tensor : like) {
        long to = from + tensor.shape().size();
        parts.add(
            all.get(NDArrayIndex.interval(from, to)).reshape('c', tensor.shape().toLongArray()));
        from = to;
      }
    }

    void load(List<Tensor> tensors) {
      int from = 0;
      for (Tensor tensor : tensors) {
        all.data().asNioFloat().put(from, tensor.toFloats());
        from += tensor.shape().size();
      }
    }

    @Override
    public void close() {
      all.close();
    }
  }

  /** The operations of a run, in order. */
  private static final class Program implements Execution {
    private static final long NHWC = 1;
    private static final long OIHW = 1;
    private static final long CHANNELS = 3;
    private static final long EXPLICIT = 0;
    private static final long MEAN = 2;

    final Value images;

    private final List<Tensor> initialParameters;
    private final List<Tensor> initialStatistics;
    private final Parts parameters;
    private final Parts gradients;
    private final Parts statistics;
    private final Parts ofBatch;
    private final List<INDArray> arrays = new ArrayList<>();
    private final List<Runnable> operations = new ArrayList<>();
    private final Deque<Runnable> back = new ArrayDeque<>();
    private final List<INDArray> results = new ArrayList<>();
    private int nextParameter;
    private int nextStatistic;
    private int steps = 1;

    Program(Tensor images, List<Tensor> parameters, List<Tensor> statistics) {
      initialParameters = parameters;
      initialStatistics = statistics;
      this.parameters = new Parts(parameters);
      this.gradients = new Parts(parameters);
      this.statistics = new Parts(statistics);
      this.ofBatch = new Parts(statistics);
      reset();
      try (INDArray nchw = load(images)) {
        this.images = new Value(own(nchw.permute(0, 2, 3, 1).dup('c')));
      }
    }

    private static INDArray load(Tensor tensor) {
      INDArray array = Nd4j.createUninitialized(DataType.FLOAT, tensor.shape().toLongArray(), 'c');
      array.data().asNioFloat().put(0, tensor.toFloats());
      return array;
    }

    private INDArray own(INDArray array) {
      arrays.add(array);
      return array;
    }

    private INDArray allocate(long... shape) {
      return own(Nd4j.createUninitialized(DataType.FLOAT, shape, 'c'));
    }

    Program yields(INDArray result) {
      results.add(result);
      return this;
    }

    Value logits(boolean training) {
      Value x = relu(layer(images, 7, 2, training));
      x = maxPool(x);
      for (int block = 0; block < BLOCKS; block++) {
        Value y = relu(layer(x, 3, halves(block) ? 2 : 1, training));
        y = layer(y, 3, 1, training);
        x = relu(sum(y, halves(block) ? layer(x, 1, 2, training) : x));
      }
      return linear(mean(x));
    }

    void train(TrainingStep step, Tensor distributions) {
      steps = step.steps();
      Value logits = logits(true);
      INDArray labels = own(load(distributions));
      INDArray weight = own(Nd4j.createUninitialized(DataType.FLOAT, 1).assign(1));
      INDArray loss = allocate();
      List<INDArray> compared = List.of(logits.array, weight, labels);
      cross("softmax_cross_entropy_loss", compared, loss);
      results.addAll(List.of(logits.array, loss));
      if (step.until() == Stage.LOSS) {
        return;
      }
      differentiate(
          logits,
          ofLogits ->
              cross(
                  "softmax_cross_entropy_loss_grad",
                  compared,
                  ofLogits,
                  allocate(1),
                  allocate(labels.shape())));
      back.forEach(Runnable::run);
      if (step.until() == Stage.GRADIENTS) {
        results.addAll(gradients.parts);
        return;
      }
      double momentum = TrainingStep.STATISTICS_MOMENTUM;
      operations.add(() -> parameters.all.subi(gradients.all.muli(step.learningRate())));
      operations.add(() -> statistics.all.muli(momentum).addi(ofBatch.all.muli(1 - momentum)));
      results.addAll(parameters.parts);
      results.addAll(statistics.parts);
    }

    private void cross(String name, List<INDArray> compared, INDArray... outputs) {
      DynamicCustomOp entropy = add(name, compared, outputs);
      entropy.addIArgument(MEAN);
      entropy.addTArgument(0); // no smoothing of labels
    }

    /** Adds an operation, whose arguments are still to be given. */
    private DynamicCustomOp add(String name, List<INDArray> inputs, INDArray... outputs) {
      DynamicCustomOp operation =
          new DynamicCustomOp(name, inputs.toArray(INDArray[]::new), outputs);
      operations.add(() -> Nd4j.exec(operation));
      return operation;
    }

    /** Has a gradient computed; where a value goes to two layers, theirs add up. */
    private void differentiate(Value x, Consumer<INDArray> computation) {
      INDArray part = allocate(x.array.shape());
      computation.accept(part);
      INDArray before = x.gradient;
      if (before == null) {
        x.gradient = part;
      } else {
        add("add", List.of(before, part), before);
      }
    }

    /** With as much padding as leaves the size to the stride. */
    Value conv(Value x, long kernel, long stride, boolean bias) {
      int weights = nextParameter++;
      List<INDArray> operands = new ArrayList<>(List.of(x.array, parameters.parts.get(weights)));
      if (bias) {
        operands.add(parameters.parts.get(nextParameter++));
      }
      long pad = kernel / 2;
      long[] windows = {kernel, kernel, stride, stride, pad, pad, 1, 1, EXPLICIT, NHWC, OIHW};
      Value y = image(x, operands.get(1).size(0), kernel, stride);
      add("conv2d", operands, y.array).addIArgument(windows);
      back.push(
          () ->
              differentiate(
                  x,
                  ofX ->
                      add(
                              "conv2d_bp",
                              List.of(x.array, operands.get(1), y.gradient()),
                              ofX,
                              gradients.parts.get(weights))
                          .addIArgument(windows)));
      return y;
    }

    private Value image(Value x, long channels, long kernel, long stride) {
      long rest = 2 * (kernel / 2) - kernel;
      long height = (x.array.size(1) + rest) / stride + 1;
      long width = (x.array.size(2) + rest) / stride + 1;
      return new Value(allocate(x.array.size(0), height, width, channels));
    }

    /** A convolution and its normalisation. */
    private Value layer(Value x, long kernel, long stride, boolean training) {
      Value y = conv(x, kernel, stride, false);
      int gamma = nextParameter++;
      int beta = nextParameter++;
      List<INDArray> moments = (training ? ofBatch : statistics).parts;
      INDArray mean = moments.get(nextStatistic++);
      INDArray variance = moments.get(nextStatistic++);
      if (training) {
        add("moments", List.of(y.array), mean, variance).addIArgument(0, 1, 2);
      }
      List<INDArray> operands = new ArrayList<>(List.of(y.array, mean, variance));
      operands.add(parameters.parts.get(gamma));
      operands.add(parameters.parts.get(beta));
      Value z = new Value(allocate(y.array.shape()));
      normalize(add("batchnorm", operands, z.array));
      back.push(
          () -> {
            operands.add(z.gradient());
            differentiate(
                y,
                ofY ->
                    normalize(
                        add(
                            "batchnorm_bp",
                            operands,
                            ofY,
                            allocate(mean.shape()),
                            allocate(variance.shape()),
                            gradients.parts.get(gamma),
                            gradients.parts.get(beta))));
          });
      return z;
    }

    /** With scale and shift. */
    private static void normalize(DynamicCustomOp normalization) {
      normalization.addIArgument(1, 1, CHANNELS);
      normalization.addTArgument(EPSILON);
    }

    /** In place, as is its gradient. */
    private Value relu(Value x) {
      add("relu", List.of(x.array), x.array).addTArgument(0);
      back.push(() -> add("relu_bp", List.of(x.array, x.gradient()), x.gradient()).addTArgument(0));
      return x;
    }

    /** Of windows of 3x3. */
    private Value maxPool(Value x) {
      long[] windows = {3, 3, 2, 2, 1, 1, 1, 1, EXPLICIT, 0, NHWC};
      Value y = image(x, x.array.size(3), 3, 2);
      add("maxpool2d", List.of(x.array), y.array).addIArgument(windows);
      back.push(
          () ->
              differentiate(
                  x,
                  ofX ->
                      add("maxpool2d_bp", List.of(x.array, y.gradient()), ofX)
                          .addIArgument(windows)));
      return y;
    }

    /** In place of the first; both have its gradient. */
    private Value sum(Value x, Value shortcut) {
      add("add", List.of(x.array, shortcut.array), x.array);
      back.push(() -> shortcut.gradient = x.gradient());
      return x;
    }

    private Value mean(Value x) {
      Value y = new Value(allocate(x.array.size(0), x.array.size(3)));
      add("reduce_mean", List.of(x.array), y.array).addIArgument(1, 2);
      back.push(
          () ->
              differentiate(
                  x,
                  ofX ->
                      add("reduce_mean_bp", List.of(x.array, y.gradient()), ofX)
                          .addIArgument(1, 2)));
      return y;
    }

    private Value linear(Value x) {
      int weights = nextParameter++;
      int bias = nextParameter++;
      INDArray w = parameters.parts.get(weights);
      Value y = new Value(allocate(x.array.size(0), w.size(0)));
      add("matmul", List.of(x.array, w), y.array).addIArgument(0, 1);
      add("biasadd", List.of(y.array, parameters.parts.get(bias)), y.array);
      back.push(
          () -> {
            INDArray g = y.gradient();
            differentiate(x, ofX -> add("matmul", List.of(g, w), ofX).addIArgument(0, 0));
            add("matmul", List.of(g, x.array), gradients.parts.get(weights)).addIArgument(1, 0);
            add("reduce_sum", List.of(g), gradients.parts.get(bias)).addIArgument(0);
          });
      return y;
    }

    @Override
    public void run() {
      for (int i = 0; i < steps; i++) {
        operations.forEach(Runnable::run);
      }
    }

    @Override
    public void reset() {
      parameters.load(initialParameters);
      statistics.load(initialStatistics);
    }

    @Override
    public List<float[]> outputs() {
      List<float[]> outputs = new ArrayList<>();
      for (INDArray result : results) {
        try (INDArray rowMajor = result.dup('c')) {
          float[] values = new float[Math.toIntExact(rowMajor.length())];
          rowMajor.data().asNioFloat().get(0, values);
          outputs.add(values);
        }
      }
      return outputs;
    }

    @Override
    public void close() {
      arrays.forEach(INDArray::close);
      List.of(parameters, gradients, statistics, ofBatch).forEach(Parts::close);
    }
  }
}
