package dev.assay.adapters.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.pooling.Pool;
import ai.djl.training.GradientCollector;
import dev.assay.reference.op.AveragePool2d;
import dev.assay.reference.op.Conv2d;
import dev.assay.reference.op.ConvTranspose2d;
import dev.assay.reference.op.Dropout;
import dev.assay.reference.op.Extent;
import dev.assay.reference.op.IdentityShortcut;
import dev.assay.reference.op.LayerNorm;
import dev.assay.reference.op.LeakyRelu;
import dev.assay.reference.op.Linear;
import dev.assay.reference.op.LogSoftmax;
import dev.assay.reference.op.MaxPool2d;
import dev.assay.reference.op.Operation;
import dev.assay.reference.op.Padding;
import dev.assay.reference.op.Padding3d;
import dev.assay.reference.op.RandomDropout;
import dev.assay.reference.op.RandomizedLeakyRelu;
import dev.assay.reference.op.Relu;
import dev.assay.reference.op.Rounding;
import dev.assay.reference.op.Sides;
import dev.assay.reference.op.Sigmoid;
import dev.assay.reference.op.Softmax;
import dev.assay.reference.op.Tanh;

/**
 * Layers in DJL's own interface, as its users write them.
 *
 * <p>Padding that an engine's operation does not take as an argument is put around the image first,
 * by the engine's own padding operation: zeros for convolutions and for averages that count
 * padding; −∞ for max pooling, whose windows each hold an element of the image.
 */
final class Formulas {
  private static final Shape NO_PADDING = new Shape(0, 0);

  private final Dialect dialect;

  Formulas(Dialect dialect) {
    this.dialect = dialect;
  }

  Formula conv2d(Conv2d conv) {
    Shape stride = shape(conv.stride());
    Shape dilation = shape(conv.dilation());
    boolean asArgument = conv.pad().isSymmetric();
    Shape padding = asArgument ? shape(conv.pad()) : NO_PADDING;
    return operands -> {
      NDArray x = operands.get(0);
      return ai.djl.nn.convolutional.Conv2d.conv2d(
              asArgument ? x : dialect.pad(x, conv.pad(), 0),
              operands.get(1),
              conv.bias() ? operands.get(2) : null,
              stride,
              padding,
              dilation,
              conv.groups())
          .singletonOrThrow();
    };
  }

  /** Padding that differs between the sides is cut off the output afterwards. */
  Formula convTranspose2d(ConvTranspose2d conv) {
    Padding pad = conv.pad();
    if (pad.isSymmetric()) {
      return dialect.convTranspose2d(conv, pad);
    }
    Formula uncut = dialect.convTranspose2d(conv, Padding.NONE);
    int bottom = pad.top() + conv.outputShape().dimension(2);
    int right = pad.left() + conv.outputShape().dimension(3);
    return operands ->
        uncut
            .apply(operands)
            .get(
                new NDIndex()
                    .addAllDim(2)
                    .addSliceDim(pad.top(), bottom)
                    .addSliceDim(pad.left(), right));
  }

  Formula maxPool2d(MaxPool2d pool) {
    if (pool.global()) {
      return operands -> asImages(Pool.globalMaxPool2d(operands.head()));
    }
    Shape kernel = shape(pool.kernel());
    Shape stride = shape(pool.stride());
    boolean up = pool.rounding() == Rounding.UP;
    Pooling.Window window = (x, padding) -> Pool.maxPool2d(x, kernel, stride, padding, up);
    return pooling(pool, window, pool.kernel(), pool.pad(), Double.NEGATIVE_INFINITY);
  }

  /** DJL drops rows and columns of which there is one. */
  private static NDArray asImages(NDArray channels) {
    return channels.expandDims(2).expandDims(3);
  }

  Formula averagePool2d(AveragePool2d pool) {
    if (pool.global()) {
      return operands -> asImages(Pool.globalAvgPool2d(operands.head()));
    }
    if (!pool.countPad() && !dialect.poolingTakes(pool.kernel(), pool.pad())) {
      throw Pooling.countsPadding();
    }
    Shape kernel = shape(pool.kernel());
    Shape stride = shape(pool.stride());
    boolean up = pool.rounding() == Rounding.UP;
    Pooling.Window window =
        (x, padding) -> Pool.avgPool2d(x, kernel, stride, padding, up, pool.countPad());
    return pooling(pool, window, pool.kernel(), pool.pad(), 0);
  }

  private Formula pooling(
      Operation pool, Pooling.Window window, Extent kernel, Padding padding, double padValue) {
    return dialect.poolingTakes(kernel, padding)
        ? Pooling.withArgument(pool, window, shape(padding))
        : Pooling.padded(pool, window, x -> dialect.pad(x, padding, padValue));
  }

  /** Channels of zeros are padding of the first axis of a volume. */
  Formula identityShortcut(IdentityShortcut shortcut) {
    NDIndex kept =
        new NDIndex()
            .addAllDim(2)
            .addSliceDim(0, shortcut.h(), shortcut.stride().h())
            .addSliceDim(0, shortcut.w(), shortcut.stride().w());
    Sides zeros = new Sides(shortcut.before(), shortcut.after());
    Padding3d channels = new Padding3d(zeros, Sides.NONE, Sides.NONE);
    return operands -> {
      NDArray y = operands.head().get(kept);
      return zeros.equals(Sides.NONE) ? y : dialect.pad(y.expandDims(1), channels, 0).squeeze(1);
    };
  }

  Formula relu(Relu relu) {
    return operands -> Activation.relu(operands.head());
  }

  Formula leakyRelu(LeakyRelu relu) {
    return operands -> Activation.leakyRelu(operands.head(), (float) relu.slope());
  }

  Formula sigmoid(Sigmoid sigmoid) {
    return operands -> Activation.sigmoid(operands.head());
  }

  Formula tanh(Tanh tanh) {
    return operands -> Activation.tanh(operands.head());
  }

  Formula softmax(Softmax softmax) {
    float beta = (float) softmax.beta();
    return beta == 1
        ? operands -> operands.head().softmax(softmax.axis())
        : operands -> operands.head().mul(beta).softmax(softmax.axis());
  }

  Formula logSoftmax(LogSoftmax softmax) {
    float beta = (float) softmax.beta();
    return beta == 1
        ? operands -> operands.head().logSoftmax(softmax.axis())
        : operands -> operands.head().mul(beta).logSoftmax(softmax.axis());
  }

  Formula randomizedLeakyRelu(RandomizedLeakyRelu relu) {
    return operands -> dialect.leakyRelu(operands.get(0), operands.get(1));
  }

  /** DJL's own dropout draws its mask; with a given one it is two products. */
  Formula dropout(Dropout dropout) {
    float scale = (float) (1 / (1 - dropout.rate()));
    return operands -> operands.get(0).mul(operands.get(1)).mul(scale);
  }

  /** DJL's own. MXNet drops only while gradients are recorded, so they always are. */
  Formula randomDropout(RandomDropout dropout) {
    float rate = (float) dropout.rate();
    return operands -> {
      NDArray x = operands.head();
      x.setRequiresGradient(true);
      NDArray y = recordedDropout(x, rate);
      if (!dropout.gradient()) {
        return y;
      }
      NDList gradients = dialect.differentiation(y, new NDList(x), operands.get(1)).get();
      return NDArrays.stack(new NDList(y, gradients.singletonOrThrow()));
    };
  }

  @SuppressWarnings("try") // It works by being open.
  private static NDArray recordedDropout(NDArray x, float rate) {
    try (GradientCollector recording = x.getManager().getEngine().newGradientCollector()) {
      return ai.djl.nn.norm.Dropout.dropout(x, rate, true).singletonOrThrow();
    }
  }

  Formula linear(Linear linear) {
    return operands ->
        ai.djl.nn.core.Linear.linear(
                operands.get(0), operands.get(1), linear.bias() ? operands.get(2) : null)
            .singletonOrThrow();
  }

  Formula layerNorm(LayerNorm norm) {
    Shape normalized = new Shape(norm.parameterShape().toLongArray());
    float epsilon = (float) norm.epsilon();
    return operands ->
        ai.djl.nn.norm.LayerNorm.layerNorm(
                operands.get(0), normalized, operands.get(1), operands.get(2), epsilon)
            .singletonOrThrow();
  }

  private static Shape shape(Extent extent) {
    return new Shape(extent.h(), extent.w());
  }

  private static Shape shape(Padding symmetric) {
    return new Shape(symmetric.top(), symmetric.left());
  }
}
