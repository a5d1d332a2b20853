package dev.assay.adapters.byhand;

import dev.assay.reference.op.Conv2d;
import dev.assay.reference.op.Inference;
import dev.assay.reference.op.Stage;
import dev.assay.reference.op.TrainingStep;
import dev.assay.reference.tensor.Shape;
import dev.assay.reference.tensor.Tensor;
import dev.assay.spi.Description;
import dev.assay.spi.Device;
import dev.assay.spi.Execution;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.TensorFlow;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.Scope;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.core.VarHandleOp;
import org.tensorflow.op.nn.FusedBatchNorm;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.family.TType;

/**
 * TensorFlow's graphs, with images NHWC and all that is learned in variables. Padding that {@code
 * SAME} does not mean is put around the images, as in Keras.
 */
public final class TensorFlowGraphs extends ByHand {
  private final ConfigProto config;

  public TensorFlowGraphs(Device device, int threads) {
    super(device);
    config =
        ConfigProto.newBuilder()
            .setIntraOpParallelismThreads(threads)
            .setInterOpParallelismThreads(threads)
            .build();
  }

  /** It does not tell its threads. */
  @Override
  public Description description() {
    SortedMap<String, String> facts = new TreeMap<>();
    facts.put("TensorFlow", TensorFlow.version());
    return new Description(Device.CPU.toString(), 0, facts);
  }

  @Override
  Execution convolution(Conv2d conv, List<Tensor> inputs) {
    Program program = new Program(config, inputs.get(0), inputs.subList(1, inputs.size()));
    Operand<TFloat32> y = program.conv(program.images, 3, 1);
    if (conv.bias()) {
      y = program.tf.nn.biasAdd(y, program.next());
    }
    return program.yielding(y);
  }

  @Override
  Execution inference(Inference inference, List<Tensor> inputs) {
    Program program = new Program(config, inputs.get(0), inputs.subList(1, inputs.size()));
    return program.yielding(program.logits(false));
  }

  @Override
  Execution training(TrainingStep step, List<Tensor> inputs) {
    return new Training(config, step, inputs);
  }

  /** Where each axis of NHWC, or of HWIO, is among those of Assay; others stay. */
  private static int[] axes(Shape shape, boolean images) {
    return switch (shape.rank()) {
      case 4 -> images ? new int[] {0, 2, 3, 1} : new int[] {2, 3, 1, 0};
      case 2 -> images ? new int[] {0, 1} : new int[] {1, 0};
      default -> new int[] {0};
    };
  }

  /** Visits an array row by row, with the axes in another order. */
  private static void walk(Shape shape, int[] axes, int axis, int from, Visitor visitor) {
    if (axis == axes.length) {
      visitor.visit(from);
      return;
    }
    for (int i = 0; i < shape.dimension(axes[axis]); i++) {
      walk(shape, axes, axis + 1, from + i * shape.stride(axes[axis]), visitor);
    }
  }

  @FunctionalInterface
  private interface Visitor {
    void visit(int position);
  }

  private static TFloat32 load(Tensor tensor, boolean images) {
    int[] axes = axes(tensor.shape(), images);
    long[] sizes = new long[axes.length];
    for (int i = 0; i < axes.length; i++) {
      sizes[i] = tensor.shape().dimension(axes[i]);
    }
    float[] values = tensor.toFloats();
    FloatBuffer arranged = FloatBuffer.allocate(values.length);
    walk(tensor.shape(), axes, 0, 0, position -> arranged.put(values[position]));
    return TFloat32.tensorOf(
        org.tensorflow.ndarray.Shape.of(sizes), DataBuffers.of(arranged.array()));
  }

  private static float[] read(TFloat32 tensor, Shape shape, boolean images) {
    FloatBuffer arranged = FloatBuffer.allocate(shape.size());
    tensor.copyTo(DataBuffers.of(arranged.array()));
    float[] values = new float[shape.size()];
    walk(shape, axes(shape, images), 0, 0, position -> values[position] = arranged.get());
    return values;
  }

  /** A graph that images are fed to. */
  private static final class Program implements AutoCloseable {
    final Graph graph = new Graph();
    final Ops tf = Ops.create(graph);
    final Operand<TFloat32> images;
    final List<Operand<? extends TType>> variables = new ArrayList<>();
    final List<Operand<TFloat32>> values = new ArrayList<>();

    /** The running statistics as they are after this batch. */
    final List<Operand<TFloat32>> statistics = new ArrayList<>();

    private final Session session;
    private final TFloat32 batch;
    private final List<Operand<TFloat32>> initial = new ArrayList<>();
    private final List<Op> initialization = new ArrayList<>();
    private final Iterator<Operand<TFloat32>> nextParameter;
    private Iterator<Operand<TFloat32>> nextStatistic;

    Program(ConfigProto config, Tensor images, List<Tensor> state) {
      session = new Session(graph, config);
      batch = load(images, true);
      this.images = tf.placeholder(TFloat32.class, Placeholder.shape(batch.shape()));
      for (Tensor tensor : state) {
        try (TFloat32 numbers = load(tensor, false)) {
          String name = "variable" + variables.size();
          Operand<? extends TType> variable =
              tf.varHandleOp(TFloat32.class, numbers.shape(), VarHandleOp.sharedName(name));
          variables.add(variable);
          values.add(tf.readVariableOp(variable, TFloat32.class));
          initial.add(tf.placeholder(TFloat32.class, Placeholder.shape(numbers.shape())));
          initialization.add(tf.assignVariableOp(variable, initial.get(initial.size() - 1)));
          assign(initial.size() - 1, numbers);
        }
      }
      nextParameter = values.iterator();
      nextStatistic = values.iterator();
    }

    void reset(List<Tensor> state) {
      for (int i = 0; i < state.size(); i++) {
        try (TFloat32 numbers = load(state.get(i), false)) {
          assign(i, numbers);
        }
      }
    }

    private void assign(int variable, TFloat32 numbers) {
      session
          .runner()
          .feed(initial.get(variable), numbers)
          .addTarget(initialization.get(variable))
          .run()
          .close();
    }

    Session.Runner runner() {
      return session.runner().feed(images, batch);
    }

    float[] read(int variable, Shape shape) {
      try (Result result = session.runner().fetch(values.get(variable)).run()) {
        return TensorFlowGraphs.read((TFloat32) result.get(0), shape, false);
      }
    }

    Execution yielding(Operand<TFloat32> result) {
      return new Forward(this, result);
    }

    Operand<TFloat32> next() {
      return nextParameter.next();
    }

    Operand<TFloat32> logits(boolean training) {
      nextStatistic = values.listIterator(PARAMETERS);
      Operand<TFloat32> x = tf.nn.relu(layer(images, 7, 2, training));
      x = maxPool(padded(x, 1));
      for (int block = 0; block < BLOCKS; block++) {
        Operand<TFloat32> y = tf.nn.relu(layer(x, 3, halves(block) ? 2 : 1, training));
        y = layer(y, 3, 1, training);
        x = tf.nn.relu(tf.math.add(y, halves(block) ? layer(x, 1, 2, training) : x));
      }
      Operand<TFloat32> features = tf.math.mean(x, tf.array(1, 2));
      return tf.nn.biasAdd(tf.linalg.matMul(features, next()), next());
    }

    /** With as much padding as leaves the size to the stride. */
    Operand<TFloat32> conv(Operand<TFloat32> x, int kernel, long stride) {
      boolean same = stride == 1;
      return tf.nn.conv2d(
          same || kernel == 1 ? x : padded(x, kernel / 2),
          next(),
          List.of(1L, stride, stride, 1L),
          same ? "SAME" : "VALID");
    }

    private Operand<TFloat32> padded(Operand<TFloat32> x, int border) {
      int[][] borders = {{0, 0}, {border, border}, {border, border}, {0, 0}};
      return tf.pad(x, tf.constant(borders), tf.constant(0f));
    }

    /**
     * Of windows of 3x3; padding with zeros is as good as any, after a ReLU. It is the operation of
     * Python: the gradient of {@code tf.nn.maxPool}, which is another one, takes ten times as long.
     */
    private Operand<TFloat32> maxPool(Operand<TFloat32> x) {
      Scope scope = tf.scope();
      return graph
          .opBuilder("MaxPool", scope.makeOpName("MaxPool"), scope)
          .addInput(x.asOutput())
          .setAttr("ksize", new long[] {1, 3, 3, 1})
          .setAttr("strides", new long[] {1, 2, 2, 1})
          .setAttr("padding", "VALID")
          .build()
          .output(0);
    }

    /** A convolution and its normalisation. */
    private Operand<TFloat32> layer(
        Operand<TFloat32> x, int kernel, long stride, boolean training) {
      Operand<TFloat32> y = conv(x, kernel, stride);
      Operand<TFloat32> mean = nextStatistic.next();
      Operand<TFloat32> variance = nextStatistic.next();
      Operand<TFloat32> none = tf.constant(new float[0]);
      FusedBatchNorm<TFloat32, TFloat32> norm =
          tf.nn.fusedBatchNorm(
              y,
              next(),
              next(),
              training ? none : mean,
              training ? none : variance,
              FusedBatchNorm.epsilon(EPSILON),
              FusedBatchNorm.isTraining(training));
      statistics.add(moved(mean, norm.batchMean()));
      statistics.add(moved(variance, norm.batchVariance()));
      return norm.y();
    }

    private Operand<TFloat32> moved(Operand<TFloat32> old, Operand<TFloat32> ofBatch) {
      float momentum = (float) TrainingStep.STATISTICS_MOMENTUM;
      return tf.math.add(
          tf.math.mul(tf.constant(momentum), old), tf.math.mul(tf.constant(1 - momentum), ofBatch));
    }

    @Override
    public void close() {
      session.close();
      graph.close();
      batch.close();
    }
  }

  private static final class Forward implements Execution {
    private final Program program;
    private final Session.Runner runner;
    private final Shape shape;
    private @Nullable Result result;

    Forward(Program program, Operand<TFloat32> output) {
      this.program = program;
      this.runner = program.runner().fetch(output);
      org.tensorflow.ndarray.Shape sizes = output.shape();
      int[] dimensions = new int[sizes.numDimensions()];
      int[] axes = dimensions.length == 4 ? new int[] {0, 3, 1, 2} : new int[] {0, 1};
      for (int i = 0; i < dimensions.length; i++) {
        dimensions[i] = Math.toIntExact(sizes.get(axes[i]));
      }
      this.shape = Shape.of(dimensions);
    }

    @Override
    public void run() {
      free();
      result = runner.run();
    }

    private void free() {
      if (result != null) {
        result.close();
        result = null;
      }
    }

    @Override
    public List<float[]> outputs() {
      return result == null
          ? List.of()
          : List.of(TensorFlowGraphs.read((TFloat32) result.get(0), shape, true));
    }

    @Override
    public void close() {
      free();
      program.close();
    }
  }

  private static final class Training implements Execution {
    private static final int LABELS = 1;

    private final TrainingStep step;
    private final List<Tensor> inputs;
    private final Program program;
    private final TFloat32 labels;
    private final Session.Runner runner;
    private @Nullable Result results;
    private int updates;

    Training(ConfigProto config, TrainingStep step, List<Tensor> inputs) {
      this.step = step;
      this.inputs = inputs;
      this.program = new Program(config, inputs.get(0), state());
      Ops tf = program.tf;
      this.labels = load(inputs.get(LABELS), true);
      Operand<TFloat32> targets = tf.placeholder(TFloat32.class, Placeholder.shape(labels.shape()));
      Operand<TFloat32> logits = program.logits(true);
      Operand<TFloat32> losses = tf.nn.softmaxCrossEntropyWithLogits(logits, targets).loss();
      Operand<TFloat32> loss = tf.math.mean(losses, tf.array(0));
      this.runner = program.runner().feed(targets, labels).fetch(logits).fetch(loss);
      if (step.until() != Stage.LOSS) {
        addGradients(loss);
      }
    }

    private List<Tensor> state() {
      return inputs.subList(TrainingStep.FIRST_PARAMETER, inputs.size());
    }

    private void addGradients(Operand<TFloat32> loss) {
      Output<?>[] parameters =
          program.values.subList(0, PARAMETERS).stream()
              .map(Operand::asOutput)
              .toArray(Output<?>[]::new);
      Output<?>[] gradients = program.graph.addGradients(loss.asOutput(), parameters);
      if (step.until() == Stage.GRADIENTS) {
        for (Output<?> gradient : gradients) {
          runner.fetch(gradient);
        }
        return;
      }
      Ops tf = program.tf;
      Operand<TFloat32> rate = tf.constant((float) step.learningRate());
      for (int i = 0; i < PARAMETERS; i++) {
        Operand<TFloat32> gradient = gradients[i].expect(TFloat32.class);
        runner.addTarget(
            tf.train.resourceApplyGradientDescent(program.variables.get(i), rate, gradient));
      }
      for (int i = 0; i < program.statistics.size(); i++) {
        runner.addTarget(
            tf.assignVariableOp(program.variables.get(PARAMETERS + i), program.statistics.get(i)));
      }
    }

    @Override
    public void run() {
      for (int i = 0; i < step.steps(); i++) {
        free();
        results = runner.run();
        updates++;
      }
    }

    private void free() {
      if (results != null) {
        results.close();
        results = null;
      }
    }

    @Override
    public void reset() {
      program.reset(state());
      updates = 0;
    }

    @Override
    public List<float[]> outputs() {
      List<float[]> outputs = new ArrayList<>();
      Shape ofLogits = inputs.get(LABELS).shape();
      for (int i = 0; results != null && i < results.size(); i++) {
        Shape shape =
            switch (i) {
              case 0 -> ofLogits;
              case 1 -> Shape.of(1);
              default -> inputs.get(i).shape();
            };
        outputs.add(TensorFlowGraphs.read((TFloat32) results.get(i), shape, i == 0));
      }
      if (step.until() == Stage.UPDATE) {
        for (int i = 0; i < PARAMETERS; i++) {
          outputs.add(program.read(i, state().get(i).shape()));
        }
        List<float[]> running = new ArrayList<>();
        for (int i = PARAMETERS; i < state().size(); i++) {
          running.add(program.read(i, state().get(i).shape()));
        }
        makeBiased(step, updates, running, inputs);
        outputs.addAll(running);
      }
      return outputs;
    }

    @Override
    public void close() {
      free();
      program.close();
      labels.close();
    }
  }
}
