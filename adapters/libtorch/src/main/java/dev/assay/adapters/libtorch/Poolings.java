package dev.assay.adapters.libtorch;

import dev.assay.reference.op.AveragePool1d;
import dev.assay.reference.op.AveragePool2d;
import dev.assay.reference.op.AveragePool3d;
import dev.assay.reference.op.MaxPool1d;
import dev.assay.reference.op.MaxPool2d;
import dev.assay.reference.op.MaxPool3d;
import dev.assay.reference.tensor.Shape;
import java.util.List;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.T_TensorTensor_T;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * Poolings of sequences, images and volumes.
 *
 * <p>PyTorch takes padding as an argument if both sides are alike and it is half the window at
 * most. Other padding is put around first: −∞ for maxima, zeros for averages. An average that
 * leaves it out is then one that counts it, divided by the same average of an image of ones.
 */
final class Poolings {
  private Poolings() {}

  /** One of PyTorch's functions for maxima. */
  @FunctionalInterface
  private interface Maxima {
    Tensor apply(
        Tensor x, long[] kernel, long[] stride, long[] padding, long[] dilation, boolean up);
  }

  /** One of PyTorch's functions for averages. */
  @FunctionalInterface
  private interface Averages {
    Tensor apply(
        Tensor x, long[] kernel, long[] stride, long[] padding, boolean up, boolean countPad);
  }

  /** Either, its padding still open. */
  @FunctionalInterface
  private interface Pooling {
    Tensor apply(Tensor x, long[] padding);
  }

  static Formula maxPool1d(MaxPool1d pool) {
    if (pool.global()) {
      return operands -> maxima(torch.adaptive_max_pool1d(operands.get(0), 1));
    }
    return max(Windows.of(pool), torch::max_pool1d);
  }

  static Formula maxPool2d(MaxPool2d pool) {
    if (pool.global()) {
      return operands -> maxima(torch.adaptive_max_pool2d(operands.get(0), 1, 1));
    }
    return max(Windows.of(pool), torch::max_pool2d);
  }

  static Formula maxPool3d(MaxPool3d pool) {
    if (pool.global()) {
      return operands -> maxima(torch.adaptive_max_pool3d(operands.get(0), 1, 1, 1));
    }
    return max(Windows.of(pool), torch::max_pool3d);
  }

  /** Not those of the pair, which end with it. */
  private static Tensor maxima(T_TensorTensor_T maximaAndPlaces) {
    return new Tensor(maximaAndPlaces.get0());
  }

  private static Formula max(Windows windows, Maxima maxima) {
    long[] undilated = windows.undilated();
    return pooling(
        windows,
        Double.NEGATIVE_INFINITY,
        (x, padding) ->
            maxima.apply(
                x, windows.kernel(), windows.stride(), padding, undilated, windows.roundUp()));
  }

  static Formula averagePool1d(AveragePool1d pool) {
    if (pool.global()) {
      return operands -> torch.adaptive_avg_pool1d(operands.get(0), 1);
    }
    return average(Windows.of(pool), pool.countPad(), torch::avg_pool1d);
  }

  static Formula averagePool2d(AveragePool2d pool) {
    if (pool.global()) {
      return operands -> torch.adaptive_avg_pool2d(operands.get(0), 1, 1);
    }
    return average(
        Windows.of(pool),
        pool.countPad(),
        (x, kernel, stride, padding, up, countPad) ->
            torch.avg_pool2d(x, kernel, stride, padding, up, countPad, new LongOptional()));
  }

  static Formula averagePool3d(AveragePool3d pool) {
    if (pool.global()) {
      return operands -> torch.adaptive_avg_pool3d(operands.get(0), 1, 1, 1);
    }
    return average(
        Windows.of(pool),
        pool.countPad(),
        (x, kernel, stride, padding, up, countPad) ->
            torch.avg_pool3d(x, kernel, stride, padding, up, countPad, new LongOptional()));
  }

  private static Formula average(Windows windows, boolean countPad, Averages averages) {
    boolean leavesOut = !countPad && !windows.takePadding();
    Formula average =
        pooling(
            windows,
            0,
            (x, padding) ->
                averages.apply(
                    x,
                    windows.kernel(),
                    windows.stride(),
                    padding,
                    windows.roundUp(),
                    countPad || leavesOut));
    return leavesOut ? withoutPadding(average, windows.input()) : average;
  }

  /** The divisor counts padding twice, and cancels out. */
  private static Formula withoutPadding(Formula average, Shape input) {
    long[] image = input.toLongArray();
    image[0] = 1;
    image[1] = 1;
    return operands -> {
      Tensor ones = operands.get(0).new_ones(image);
      Tensor counted = average.apply(List.of(ones));
      return average.apply(operands).div(counted);
    };
  }

  /** Windows that start in padding that was put around, and so count, are cut off. */
  private static Formula pooling(Windows windows, double padValue, Pooling pooling) {
    Surround pad = windows.pad();
    if (windows.takePadding()) {
      long[] padding = pad.before();
      return operands -> pooling.apply(operands.get(0), padding);
    }
    return operands -> {
      Tensor y = pooling.apply(pad.around(operands.get(0), padValue), pad.none());
      return Slices.cut(y, pad.none(), windows.output());
    };
  }
}
