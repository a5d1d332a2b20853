package dev.assay.adapters.dl4j;

import dev.assay.reference.op.Add;
import dev.assay.reference.op.AveragePool2d;
import dev.assay.reference.op.BatchNorm;
import dev.assay.reference.op.BatchNormInference;
import dev.assay.reference.op.Concat;
import dev.assay.reference.op.Conv2d;
import dev.assay.reference.op.ConvTranspose2d;
import dev.assay.reference.op.Direction;
import dev.assay.reference.op.Dropout;
import dev.assay.reference.op.Flatten;
import dev.assay.reference.op.IdentityShortcut;
import dev.assay.reference.op.LeakyRelu;
import dev.assay.reference.op.Linear;
import dev.assay.reference.op.LocalResponseNorm;
import dev.assay.reference.op.LogSoftmax;
import dev.assay.reference.op.MaxPool2d;
import dev.assay.reference.op.Operation;
import dev.assay.reference.op.Relu;
import dev.assay.reference.op.Sigmoid;
import dev.assay.reference.op.Softmax;
import dev.assay.reference.op.Tanh;
import dev.assay.reference.problem.Problem;
import dev.assay.reference.tensor.Tensor;
import dev.assay.spi.Execution;
import dev.assay.spi.Lowerings.Lowering;
import dev.assay.spi.UnsupportedProblemException;
import dev.assay.spi.Vocabulary;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;

/** What operations are as layers of a network: a line each. */
final class Layers {
  private static final Vocabulary<Function<Layout, Layer>> LAYERS = new Vocabulary<>();

  static {
    on(Conv2d.class, Convolutions::new);
    on(MaxPool2d.class, Poolings::maxPool2d);
    on(AveragePool2d.class, Poolings::averagePool2d);
    on(BatchNorm.class, BatchNormalization::new);
    on(BatchNormInference.class, BatchNormalizationInference::new);
    on(LocalResponseNorm.class, LocalResponses::new);
    on(Linear.class, (linear, layout) -> new Linears(linear, false));
    on(Add.class, Structures::add);
    on(Concat.class, Structures::concat);
    on(Flatten.class, Structures::flatten);
    on(IdentityShortcut.class, Shortcut::new);
    on(Dropout.class, MaskedDropout::new);
    on(Relu.class, (relu, layout) -> new Activation(relu, layout, "relu", 0));
    on(LeakyRelu.class, (relu, layout) -> new Activation(relu, layout, "lrelu", relu.slope()));
    on(Sigmoid.class, (sigmoid, layout) -> new Activation(sigmoid, layout, "sigmoid"));
    on(Softmax.class, Softmaxes::new);
    on(LogSoftmax.class, Softmaxes::new);
    on(ConvTranspose2d.class, TransposedConvolutions::new);
    on(Tanh.class, (tanh, layout) -> new Activation(tanh, layout, "tanh"));
  }

  private Layers() {}

  private static <O extends Operation> void on(
      Class<O> operation, BiFunction<O, Layout, Layer> maker) {
    LAYERS.on(operation, values -> layout -> maker.apply(values, layout));
  }

  /**
   * A layer.
   *
   * @param layout of its images
   * @throws UnsupportedProblemException if the operation has no line
   */
  static Layer of(Operation operation, Layout layout) {
    return LAYERS.of(operation).apply(layout);
  }

  /**
   * A layer of a network, whose weights lie in the order of the operation.
   *
   * @throws UnsupportedProblemException if it has no line, or takes another order
   */
  static Layer inNetwork(Operation operation, Layout layout) {
    if (operation instanceof Conv2d conv && conv.groups() > 1) {
      throw new UnsupportedProblemException("no grouped convolution in a network");
    }
    return of(operation, layout);
  }

  /** A problem of one of these operations, images in this layout. */
  static <O extends Operation> Lowering<O> alone(Layout layout) {
    return (operation, problem, inputs) -> of(operation, layout).alone(problem, inputs);
  }

  static Execution linear(Linear linear, Problem problem, List<Tensor> inputs) {
    boolean inFirst = problem.direction() == Direction.FORWARD;
    return new Linears(linear, inFirst).alone(problem, inputs);
  }

  static Execution batchNormInference(
      BatchNormInference norm, Problem problem, List<Tensor> inputs) {
    if (problem.results().get(0).operand() == 0) {
      throw new UnsupportedProblemException(
          "the data's gradient takes the statistics for those of the batch");
    }
    return new BatchNormalizationInference(norm, Layout.NCHW).alone(problem, inputs);
  }
}
