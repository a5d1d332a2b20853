package dev.assay.adapters.djl.mxnet.symbol;

import ai.djl.mxnet.engine.MxOpParams;
import ai.djl.ndarray.types.Shape;
import dev.assay.adapters.djl.mxnet.Attributes;
import dev.assay.reference.op.Add;
import dev.assay.reference.op.AveragePool2d;
import dev.assay.reference.op.BatchNorm;
import dev.assay.reference.op.BatchNormInference;
import dev.assay.reference.op.Concat;
import dev.assay.reference.op.Conv2d;
import dev.assay.reference.op.Dropout;
import dev.assay.reference.op.Extent;
import dev.assay.reference.op.Flatten;
import dev.assay.reference.op.IdentityShortcut;
import dev.assay.reference.op.LeakyRelu;
import dev.assay.reference.op.Linear;
import dev.assay.reference.op.LocalResponseNorm;
import dev.assay.reference.op.MaxPool2d;
import dev.assay.reference.op.Operation;
import dev.assay.reference.op.Padding;
import dev.assay.reference.op.Padding3d;
import dev.assay.reference.op.Relu;
import dev.assay.reference.op.Sides;
import dev.assay.reference.op.Sigmoid;
import dev.assay.reference.op.Softmax;
import dev.assay.reference.op.Tanh;
import dev.assay.reference.op.TrainingStep;
import dev.assay.spi.UnsupportedProblemException;
import dev.assay.spi.Vocabulary;
import java.util.ArrayList;
import java.util.List;

/** What networks consist of, as nodes of a graph. */
final class Operators {
  static final MxOpParams NO_ATTRIBUTES = new MxOpParams();

  private static final int CHANNELS = 1;

  private final Vocabulary<Nodes> operators = new Vocabulary<>();

  /** Adds an operation to a graph; says where its output is. */
  @FunctionalInterface
  private interface Lowering<O extends Operation> {
    int add(Graph graph, O operation, List<Integer> operands);
  }

  /** An operation with its parameters filled in. */
  @FunctionalInterface
  private interface Nodes {
    int add(Graph graph, List<Integer> operands);
  }

  Operators() {
    on(Conv2d.class, Operators::conv2d);
    on(MaxPool2d.class, Pooling::max);
    on(AveragePool2d.class, Pooling::average);
    on(BatchNorm.class, Operators::batchNorm);
    on(BatchNormInference.class, Operators::batchNormInference);
    on(LocalResponseNorm.class, Operators::localResponseNorm);
    on(Relu.class, (graph, relu, x) -> activation(graph, "relu", x));
    on(Sigmoid.class, (graph, sigmoid, x) -> activation(graph, "sigmoid", x));
    on(Tanh.class, (graph, tanh, x) -> activation(graph, "tanh", x));
    on(LeakyRelu.class, Operators::leakyRelu);
    on(Softmax.class, Operators::softmax);
    on(Linear.class, Operators::linear);
    on(Dropout.class, Operators::dropout);
    on(Flatten.class, (graph, flatten, x) -> graph.node("Flatten", NO_ATTRIBUTES, x));
    on(Add.class, (graph, add, operands) -> graph.node("elemwise_add", NO_ATTRIBUTES, operands));
    on(Concat.class, Operators::concat);
    on(IdentityShortcut.class, Operators::identityShortcut);
  }

  private <O extends Operation> void on(Class<O> operation, Lowering<O> lowering) {
    operators.on(operation, values -> (graph, operands) -> lowering.add(graph, values, operands));
  }

  boolean include(Operation operation) {
    return operators.has(operation);
  }

  /**
   * Adds an operation to a graph.
   *
   * @param operands where they are; those of a batch normalisation end with mean and variance
   * @return where its output is
   * @throws UnsupportedProblemException if it cannot be said
   */
  int add(Graph graph, Operation operation, List<Integer> operands) {
    return operators.of(operation).add(graph, operands);
  }

  /** Padding that differs between the sides is put around first. */
  private static int conv2d(Graph graph, Conv2d conv, List<Integer> operands) {
    boolean asArgument = conv.pad().isSymmetric();
    MxOpParams attributes = new MxOpParams();
    attributes.addParam("kernel", shape(conv.kernel()));
    attributes.addParam("stride", shape(conv.stride()));
    attributes.addParam("dilate", shape(conv.dilation()));
    attributes.addParam("pad", shape(asArgument ? conv.pad() : Padding.NONE));
    attributes.addParam("num_filter", conv.k());
    attributes.addParam("num_group", conv.groups());
    attributes.addParam("no_bias", !conv.bias());
    List<Integer> inputs = new ArrayList<>(operands);
    if (!asArgument) {
      inputs.set(0, graph.node("Pad", Attributes.pad(conv.pad(), 0), operands.subList(0, 1)));
    }
    return graph.node("Convolution", attributes, inputs);
  }

  private static int batchNorm(Graph graph, BatchNorm norm, List<Integer> operands) {
    return batchNorm(graph, norm.epsilon(), false, operands);
  }

  private static int batchNormInference(
      Graph graph, BatchNormInference norm, List<Integer> operands) {
    return batchNorm(graph, norm.epsilon(), true, operands);
  }

  private static int batchNorm(Graph graph, double epsilon, boolean given, List<Integer> operands) {
    MxOpParams attributes = Attributes.batchNorm(epsilon, TrainingStep.STATISTICS_MOMENTUM, given);
    return graph.node("BatchNorm", attributes, operands);
  }

  private static int localResponseNorm(Graph graph, LocalResponseNorm norm, List<Integer> x) {
    return graph.node("LRN", Attributes.localResponseNorm(norm), x);
  }

  /** MXNet's own dropout draws its mask; with a given one it is two products. */
  private static int dropout(Graph graph, Dropout dropout, List<Integer> operands) {
    MxOpParams scale = new MxOpParams();
    scale.addParam("scalar", 1 / (1 - dropout.rate()));
    int kept = graph.node("elemwise_mul", NO_ATTRIBUTES, operands);
    return graph.node("_mul_scalar", scale, List.of(kept));
  }

  private static int activation(Graph graph, String type, List<Integer> x) {
    MxOpParams attributes = new MxOpParams();
    attributes.add("act_type", type);
    return graph.node("Activation", attributes, x);
  }

  private static int leakyRelu(Graph graph, LeakyRelu relu, List<Integer> x) {
    MxOpParams attributes = new MxOpParams();
    attributes.add("act_type", "leaky");
    attributes.addParam("slope", (float) relu.slope());
    return graph.node("LeakyReLU", attributes, x);
  }

  private static int softmax(Graph graph, Softmax softmax, List<Integer> x) {
    MxOpParams attributes = new MxOpParams();
    attributes.addParam("axis", softmax.axis());
    return graph.node("softmax", attributes, softmax.beta() == 1 ? x : scaled(graph, softmax, x));
  }

  private static List<Integer> scaled(Graph graph, Softmax softmax, List<Integer> x) {
    MxOpParams attributes = new MxOpParams();
    attributes.addParam("scalar", (float) softmax.beta());
    return List.of(graph.node("_mul_scalar", attributes, x));
  }

  private static int linear(Graph graph, Linear linear, List<Integer> operands) {
    MxOpParams attributes = new MxOpParams();
    attributes.addParam("num_hidden", linear.out());
    attributes.addParam("flatten", false);
    attributes.addParam("no_bias", !linear.bias());
    return graph.node("FullyConnected", attributes, operands);
  }

  private static int concat(Graph graph, Concat concat, List<Integer> operands) {
    MxOpParams attributes = new MxOpParams();
    attributes.addParam("dim", concat.axis());
    attributes.addParam("num_args", operands.size());
    return graph.node("Concat", attributes, operands);
  }

  /** Channels of zeros are padding of the first axis of a volume. */
  private static int identityShortcut(Graph graph, IdentityShortcut shortcut, List<Integer> x) {
    MxOpParams kept = new MxOpParams();
    kept.addTupleParam("begin", 0, 0, 0, 0);
    kept.addTupleParam("end", shortcut.n(), shortcut.c(), shortcut.h(), shortcut.w());
    kept.addTupleParam("step", 1, 1, shortcut.stride().h(), shortcut.stride().w());
    int small = graph.node("slice", kept, x);
    Sides zeros = new Sides(shortcut.before(), shortcut.after());
    if (zeros.equals(Sides.NONE)) {
      return small;
    }
    MxOpParams channels = new MxOpParams();
    channels.addParam("axis", CHANNELS);
    int volume = graph.node("expand_dims", channels, List.of(small));
    MxOpParams widths = Attributes.pad(new Padding3d(zeros, Sides.NONE, Sides.NONE), 0);
    int padded = graph.node("Pad", widths, List.of(volume));
    return graph.node("squeeze", channels, List.of(padded));
  }

  static Shape shape(Extent extent) {
    return new Shape(extent.h(), extent.w());
  }

  static Shape shape(Padding symmetric) {
    return new Shape(symmetric.top(), symmetric.left());
  }
}
