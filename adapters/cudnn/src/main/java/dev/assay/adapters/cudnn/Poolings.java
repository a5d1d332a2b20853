package dev.assay.adapters.cudnn;

import dev.assay.reference.op.AveragePool2d;
import dev.assay.reference.op.AveragePool3d;
import dev.assay.reference.op.Extent;
import dev.assay.reference.op.Extent3d;
import dev.assay.reference.op.MaxPool2d;
import dev.assay.reference.op.MaxPool3d;
import dev.assay.reference.op.Operation;
import dev.assay.reference.tensor.Shape;
import java.util.Optional;
import org.bytedeco.cuda.cudnn.cudnnPoolingStruct;
import org.bytedeco.cuda.cudnn.cudnnTensorStruct;
import org.bytedeco.cuda.global.cudnn;
import org.jspecify.annotations.Nullable;

/**
 * Poolings of images and volumes; global ones have a window of the whole.
 *
 * <p>Where cuDNN's padding cannot express the windows, elements are put around the data by a copy:
 * −∞ for maxima, zeros for averages. Averages of such windows are taken over all their elements,
 * and then multiplied by how many that are for each that counts.
 */
final class Poolings implements Layer {
  private static final int X = 0;
  private static final Extent NOT_DILATED = new Extent(1, 1);
  private static final Extent3d NOT_DILATED_3D = new Extent3d(1, 1, 1);

  private final Plan plan;
  private final int[] y;
  private final Border border;
  private final cudnnPoolingStruct pooling;
  private final cudnnTensorStruct input;
  private final cudnnTensorStruct output;
  private final Optional<WindowShares> shares;

  /** The data with their border. */
  private @Nullable DeviceArray bordered;

  private Poolings(
      Plan plan,
      Operation pool,
      Windows windows,
      int mode,
      double outside,
      Optional<WindowShares> shares) {
    this.plan = plan;
    this.shares = shares;
    y = pool.outputShape().toArray();
    border = new Border(plan, pool.operands().get(X).shape().toArray(), windows, outside);
    Descriptors descriptors = plan.descriptors();
    pooling = descriptors.pooling(mode, windows.kernel(), windows.pads(), windows.strides());
    input = descriptors.tensor(border.sizes());
    output = descriptors.tensor(y);
  }

  static Layer of(Plan plan, MaxPool2d pool) {
    Windows windows =
        Windows.overImages(
            x(pool), pool.outputShape(), pool.kernel(), pool.stride(), pool.pad(), NOT_DILATED);
    return maximum(plan, pool, windows);
  }

  static Layer of(Plan plan, MaxPool3d pool) {
    Windows windows =
        Windows.overVolumes(
            x(pool), pool.outputShape(), pool.kernel(), pool.stride(), pool.pad(), NOT_DILATED_3D);
    return maximum(plan, pool, windows);
  }

  private static Layer maximum(Plan plan, Operation pool, Windows windows) {
    return new Poolings(
        plan,
        pool,
        windows,
        cudnn.CUDNN_POOLING_MAX_DETERMINISTIC,
        Double.NEGATIVE_INFINITY,
        Optional.empty());
  }

  static Layer of(Plan plan, AveragePool2d pool) {
    Windows windows =
        Windows.overImages(
            x(pool), pool.outputShape(), pool.kernel(), pool.stride(), pool.pad(), NOT_DILATED);
    return average(plan, pool, windows, pool.countPad());
  }

  static Layer of(Plan plan, AveragePool3d pool) {
    Windows windows =
        Windows.overVolumes(
            x(pool), pool.outputShape(), pool.kernel(), pool.stride(), pool.pad(), NOT_DILATED_3D);
    return average(plan, pool, windows, pool.countPad());
  }

  private static Layer average(Plan plan, Operation pool, Windows windows, boolean countPad) {
    WindowShares shares = new WindowShares(windows.axes(), countPad);
    boolean wholeWindows = countPad && shares.areAllOne();
    boolean own = wholeWindows || (!countPad && !windows.needBorder());
    return new Poolings(
        plan,
        pool,
        windows,
        countPad || !own
            ? cudnn.CUDNN_POOLING_AVERAGE_COUNT_INCLUDE_PADDING
            : cudnn.CUDNN_POOLING_AVERAGE_COUNT_EXCLUDE_PADDING,
        0,
        own ? Optional.empty() : Optional.of(shares));
  }

  private static Shape x(Operation pool) {
    return pool.operands().get(X).shape();
  }

  @Override
  public void forward(Pass pass) {
    bordered = border.around(pass.x());
    DeviceArray x = bordered;
    Gpu gpu = plan.gpu();
    plan.cudnn(
        "cudnnPoolingForward",
        () ->
            cudnn.cudnnPoolingForward(
                gpu.dnn(),
                pooling,
                gpu.one(),
                input,
                x.pointer(),
                gpu.zero(),
                output,
                pass.result().pointer()));
    shares.ifPresent(factors -> multiply(factors, pass.result(), pass.result()));
  }

  @Override
  public void backward(Pass pass, DeviceArray ofResult, Gradients gradients) {
    DeviceArray x = bordered == null ? pass.x() : bordered;
    gradients.of(
        X,
        ofX -> {
          DeviceArray place = border.place(ofX);
          DeviceArray ofWindows =
              shares.map(factors -> multiplied(factors, ofResult)).orElse(ofResult);
          Gpu gpu = plan.gpu();
          plan.cudnn(
              "cudnnPoolingBackward",
              () ->
                  cudnn.cudnnPoolingBackward(
                      gpu.dnn(),
                      pooling,
                      gpu.one(),
                      output,
                      pass.result().pointer(),
                      output,
                      ofWindows.pointer(),
                      input,
                      x.pointer(),
                      gpu.zero(),
                      input,
                      place.pointer()));
          border.takeOut(place, ofX);
        });
  }

  private DeviceArray multiplied(WindowShares factors, DeviceArray array) {
    DeviceArray product = plan.allocate(array.size());
    multiply(factors, array, product);
    return product;
  }

  private void multiply(WindowShares factors, DeviceArray array, DeviceArray product) {
    Arithmetic arithmetic = new Arithmetic(plan);
    int[] plane = y.clone();
    plane[0] = 1;
    plane[1] = 1;
    Arithmetic.Operand perWindow = arithmetic.operand(plan.load(factors.values()), plane);
    arithmetic.multiply(arithmetic.operand(array, y), perWindow, product);
  }
}
