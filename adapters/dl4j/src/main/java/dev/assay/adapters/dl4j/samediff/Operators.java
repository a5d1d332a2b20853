package dev.assay.adapters.dl4j.samediff;

import dev.assay.adapters.dl4j.Layout;
import dev.assay.reference.op.Adam;
import dev.assay.reference.op.Add;
import dev.assay.reference.op.AveragePool2d;
import dev.assay.reference.op.BatchNorm;
import dev.assay.reference.op.BatchNormInference;
import dev.assay.reference.op.BinaryCrossEntropy;
import dev.assay.reference.op.BinaryCrossEntropyOfProbabilities;
import dev.assay.reference.op.Concat;
import dev.assay.reference.op.Conv2d;
import dev.assay.reference.op.CrossEntropy;
import dev.assay.reference.op.CrossEntropyOfProbabilities;
import dev.assay.reference.op.Dropout;
import dev.assay.reference.op.Flatten;
import dev.assay.reference.op.IdentityShortcut;
import dev.assay.reference.op.LeakyRelu;
import dev.assay.reference.op.Linear;
import dev.assay.reference.op.LocalResponseNorm;
import dev.assay.reference.op.LogSoftmax;
import dev.assay.reference.op.MaxPool2d;
import dev.assay.reference.op.MeanSquaredError;
import dev.assay.reference.op.Momentum;
import dev.assay.reference.op.Operation;
import dev.assay.reference.op.Relu;
import dev.assay.reference.op.Sgd;
import dev.assay.reference.op.Sigmoid;
import dev.assay.reference.op.Softmax;
import dev.assay.reference.op.Tanh;
import dev.assay.reference.tensor.Shape;
import dev.assay.spi.UnsupportedProblemException;
import dev.assay.spi.Vocabulary;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.nd4j.autodiff.loss.LossReduce;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.ops.impl.layers.convolution.config.LocalResponseNormalizationConfig;

/** What networks consist of, as SameDiff's operations: a line each. */
final class Operators {
  private final Vocabulary<Nodes> operators = new Vocabulary<>();

  /** Adds an operation to a graph. */
  @FunctionalInterface
  private interface Lowering<O extends Operation> {
    SDVariable add(Graph graph, O operation, List<SDVariable> operands);
  }

  /** An operation with its parameters filled in. */
  @FunctionalInterface
  private interface Nodes {
    SDVariable add(Graph graph, List<SDVariable> operands);
  }

  Operators() {
    on(Conv2d.class, Convolutions::conv2d);
    on(MaxPool2d.class, Poolings::max);
    on(AveragePool2d.class, Poolings::average);
    on(BatchNorm.class, Operators::batchNorm);
    on(BatchNormInference.class, Operators::batchNormInference);
    on(LocalResponseNorm.class, Operators::localResponseNorm);
    on(Relu.class, (graph, relu, x) -> graph.samediff().nn.relu(x.get(0), 0));
    on(LeakyRelu.class, (graph, relu, x) -> graph.samediff().nn.leakyRelu(x.get(0), relu.slope()));
    on(Sigmoid.class, (graph, sigmoid, x) -> graph.samediff().nn.sigmoid(x.get(0)));
    on(Tanh.class, (graph, tanh, x) -> graph.samediff().nn.tanh(x.get(0)));
    on(Softmax.class, Operators::softmax);
    on(LogSoftmax.class, Operators::logSoftmax);
    on(Linear.class, Operators::linear);
    on(Dropout.class, Operators::dropout);
    on(Flatten.class, Operators::flatten);
    on(Add.class, (graph, add, terms) -> terms.get(0).add(terms.get(1)));
    on(Concat.class, Operators::concat);
    on(IdentityShortcut.class, Operators::identityShortcut);
    on(CrossEntropy.class, Operators::crossEntropy);
    on(MeanSquaredError.class, Operators::meanSquaredError);
    on(BinaryCrossEntropy.class, Operators::binaryCrossEntropy);
    on(BinaryCrossEntropyOfProbabilities.class, Operators::logLoss);
    on(CrossEntropyOfProbabilities.class, Operators::crossEntropyOfProbabilities);
    for (Class<? extends Operation> rule : List.of(Sgd.class, Momentum.class, Adam.class)) {
      operators.unsupported(rule, "a step of an optimiser is part of training, and nothing alone");
    }
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
   * @throws UnsupportedProblemException if it cannot be said
   */
  SDVariable add(Graph graph, Operation operation, List<SDVariable> operands) {
    return operators.of(operation).add(graph, operands);
  }

  private static SDVariable batchNorm(Graph graph, BatchNorm norm, List<SDVariable> operands) {
    int[] others = allButChannels(graph, norm.shape());
    boolean keepDimensions = false;
    SDVariable[] moments = graph.samediff().math.moments(operands.get(0), others, keepDimensions);
    graph.keep(moments[0], moments[1]);
    List<SDVariable> all =
        List.of(operands.get(0), operands.get(1), operands.get(2), moments[0], moments[1]);
    return normalized(graph, norm.shape(), norm.epsilon(), all);
  }

  /**
   * Where gradients are to be made not by {@code nn.batchNorm}, whose axis SameDiff loses then.
   *
   * @param operands x, γ, β, mean, variance
   */
  private static SDVariable normalized(
      Graph graph, Shape shape, double epsilon, List<SDVariable> operands) {
    SDVariable x = operands.get(0);
    if (!graph.isDifferentiated()) {
      return graph
          .samediff()
          .nn
          .batchNorm(
              x,
              operands.get(3),
              operands.get(4),
              operands.get(1),
              operands.get(2),
              epsilon,
              graph.arrangement().axis(1, shape));
    }
    List<SDVariable> rows =
        operands.subList(1, operands.size()).stream()
            .map(perChannel -> overChannels(graph, shape, perChannel))
            .toList();
    SDVariable scale = graph.samediff().math.rsqrt(rows.get(3).add(epsilon)).mul(rows.get(0));
    return x.sub(rows.get(2)).mul(scale).add(rows.get(1));
  }

  private static SDVariable overChannels(Graph graph, Shape shape, SDVariable perChannel) {
    int channels = graph.arrangement().axis(1, shape);
    if (channels == shape.rank() - 1) {
      return perChannel;
    }
    long[] ones = new long[shape.rank()];
    Arrays.fill(ones, 1);
    ones[channels] = shape.dimension(1);
    return graph.samediff().reshape(perChannel, ones);
  }

  private static int[] allButChannels(Graph graph, Shape shape) {
    int channels = graph.arrangement().axis(1, shape);
    return IntStream.range(0, shape.rank()).filter(axis -> axis != channels).toArray();
  }

  private static SDVariable batchNormInference(
      Graph graph, BatchNormInference norm, List<SDVariable> operands) {
    return normalized(graph, norm.shape(), norm.epsilon(), operands);
  }

  /** SameDiff normalises over the last axis. */
  private static SDVariable localResponseNorm(
      Graph graph, LocalResponseNorm norm, List<SDVariable> x) {
    if (norm.size() == 1) {
      throw new UnsupportedProblemException("no window of one channel");
    }
    LocalResponseNormalizationConfig config =
        LocalResponseNormalizationConfig.builder()
            .depth(norm.size() / 2) // half the window
            .bias(norm.k())
            .alpha(norm.alpha())
            .beta(norm.beta())
            .build();
    SameDiff samediff = graph.samediff();
    if (graph.layout() == Layout.NHWC) {
      return samediff.cnn.localResponseNormalization(x.get(0), config);
    }
    SDVariable last = samediff.permute(x.get(0), 0, 2, 3, 1);
    return samediff.permute(samediff.cnn.localResponseNormalization(last, config), 0, 3, 1, 2);
  }

  private static SDVariable softmax(Graph graph, Softmax softmax, List<SDVariable> x) {
    int axis = graph.arrangement().axis(softmax.axis(), softmax.shape());
    return graph.samediff().nn.softmax(scaled(x.get(0), softmax.beta()), axis);
  }

  /** What a softmax is of: SameDiff's has no β. */
  private static SDVariable scaled(SDVariable x, double beta) {
    return beta == 1 ? x : x.mul(beta);
  }

  private static SDVariable logSoftmax(Graph graph, LogSoftmax softmax, List<SDVariable> x) {
    SDVariable scaled = scaled(x.get(0), softmax.beta());
    int axis = graph.arrangement().axis(softmax.axis(), softmax.shape());
    return axis == softmax.shape().rank() - 1
        ? graph.samediff().nn.logSoftmax(scaled)
        : graph.samediff().nn.logSoftmax(scaled, axis);
  }

  /** Not by {@code nn.linear}, which is wrong in every second pass. */
  private static SDVariable linear(Graph graph, Linear linear, List<SDVariable> operands) {
    SDVariable product = graph.samediff().mmul(operands.get(0), operands.get(1));
    return linear.bias() ? graph.samediff().nn.biasAdd(product, operands.get(2), false) : product;
  }

  /** SameDiff's own dropout draws its mask; with a given one it is two products. */
  private static SDVariable dropout(Graph graph, Dropout dropout, List<SDVariable> operands) {
    return operands.get(0).mul(operands.get(1)).mul(1 / (1 - dropout.rate()));
  }

  private static SDVariable flatten(Graph graph, Flatten flatten, List<SDVariable> x) {
    SDVariable natural = Arrangement.isImages(flatten.shape()) ? graph.asNchw(x.get(0)) : x.get(0);
    return graph.samediff().reshape(natural, flatten.outputShape().toLongArray());
  }

  private static SDVariable concat(Graph graph, Concat concat, List<SDVariable> operands) {
    int axis = graph.arrangement().axis(concat.axis(), concat.outputShape());
    return graph.samediff().concat(axis, operands.toArray(SDVariable[]::new));
  }

  private static SDVariable identityShortcut(
      Graph graph, IdentityShortcut shortcut, List<SDVariable> x) {
    Shape images = Shape.of(shortcut.n(), shortcut.c(), shortcut.h(), shortcut.w());
    long[] begin = new long[4];
    long[] end = new long[4];
    long[] strides = {1, 1, 1, 1};
    for (int axis = 0; axis < end.length; axis++) {
      end[graph.arrangement().axis(axis, images)] = images.dimension(axis);
    }
    strides[graph.arrangement().plane()[0]] = shortcut.stride().h();
    strides[graph.arrangement().plane()[1]] = shortcut.stride().w();
    SDVariable kept = graph.samediff().stridedSlice(x.get(0), begin, end, strides);
    if (shortcut.before() + shortcut.after() == 0) {
      return kept;
    }
    int[][] widths = new int[4][2];
    widths[graph.layout().channels()] = new int[] {shortcut.before(), shortcut.after()};
    return graph.pad(kept, widths, 0);
  }

  private static SDVariable crossEntropy(
      Graph graph, CrossEntropy loss, List<SDVariable> operands) {
    double smoothing = 0;
    return graph
        .samediff()
        .loss
        .softmaxCrossEntropy(
            operands.get(1), operands.get(0), null, LossReduce.MEAN_BY_WEIGHT, smoothing);
  }

  private static SDVariable meanSquaredError(
      Graph graph, MeanSquaredError loss, List<SDVariable> operands) {
    return graph
        .samediff()
        .loss
        .meanSquaredError(operands.get(1), operands.get(0), null, LossReduce.MEAN_BY_WEIGHT);
  }

  private static SDVariable binaryCrossEntropy(
      Graph graph, BinaryCrossEntropy loss, List<SDVariable> operands) {
    double smoothing = 0;
    return graph
        .samediff()
        .loss
        .sigmoidCrossEntropy(
            operands.get(1), operands.get(0), null, LossReduce.MEAN_BY_WEIGHT, smoothing);
  }

  private static SDVariable logLoss(
      Graph graph, BinaryCrossEntropyOfProbabilities loss, List<SDVariable> operands) {
    double epsilon = 0;
    return graph
        .samediff()
        .loss
        .logLoss(operands.get(1), operands.get(0), null, LossReduce.MEAN_BY_WEIGHT, epsilon);
  }

  /** SameDiff has no operation for it; its users write −mean(t·log p). */
  private static SDVariable crossEntropyOfProbabilities(
      Graph graph, CrossEntropyOfProbabilities loss, List<SDVariable> operands) {
    SDVariable terms = operands.get(1).mul(graph.samediff().math.log(operands.get(0)));
    return terms.sum().mul(-1.0 / loss.n());
  }
}
