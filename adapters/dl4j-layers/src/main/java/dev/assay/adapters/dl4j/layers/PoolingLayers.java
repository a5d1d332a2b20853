package dev.assay.adapters.dl4j.layers;

import dev.assay.adapters.dl4j.Poolings;
import dev.assay.reference.op.AveragePool1d;
import dev.assay.reference.op.AveragePool2d;
import dev.assay.reference.op.AveragePool3d;
import dev.assay.reference.op.Extent;
import dev.assay.reference.op.Extent3d;
import dev.assay.reference.op.MaxPool1d;
import dev.assay.reference.op.MaxPool2d;
import dev.assay.reference.op.MaxPool3d;
import dev.assay.reference.op.OneDimensional;
import dev.assay.reference.op.Padding3d;
import dev.assay.reference.problem.Problem;
import dev.assay.reference.tensor.Tensor;
import dev.assay.spi.Execution;
import dev.assay.spi.UnsupportedProblemException;
import java.util.List;
import org.deeplearning4j.nn.conf.layers.Convolution3D;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.Subsampling1DLayer;
import org.deeplearning4j.nn.conf.layers.Subsampling3DLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;

/** Poolings by the subsampling layers; global ones by {@code GlobalPoolingLayer}. */
final class PoolingLayers {
  private PoolingLayers() {}

  static Execution maxPool1d(MaxPool1d pool, Problem problem, List<Tensor> inputs) {
    return LayerExecution.of(
        pool.global()
            ? global(PoolingType.MAX)
            : sequences(
                PoolingType.MAX,
                Windows.of(
                    pool.l(), pool.kernel(), 1, pool.stride(), pool.pad(), pool.outputShape()),
                pool.kernel(),
                pool.stride(),
                false),
        problem,
        inputs);
  }

  static Execution averagePool1d(AveragePool1d pool, Problem problem, List<Tensor> inputs) {
    checkWhole((AveragePool2d) OneDimensional.onImages(pool));
    return LayerExecution.of(
        pool.global()
            ? global(PoolingType.AVG)
            : sequences(
                PoolingType.AVG,
                Windows.of(
                    pool.l(), pool.kernel(), 1, pool.stride(), pool.pad(), pool.outputShape()),
                pool.kernel(),
                pool.stride(),
                pool.countPad()),
        problem,
        inputs);
  }

  static Execution maxPool2d(MaxPool2d pool, Problem problem, List<Tensor> inputs) {
    return LayerExecution.of(maxPool2d(pool), problem, inputs);
  }

  static Layer maxPool2d(MaxPool2d pool) {
    Extent image = new Extent(pool.h(), pool.w());
    return pool.global()
        ? global(PoolingType.MAX)
        : images(
            PoolingType.MAX,
            Windows.of(image, pool.kernel(), pool.stride(), pool.pad(), pool.outputShape()),
            pool.kernel(),
            pool.stride(),
            false);
  }

  static Execution averagePool2d(AveragePool2d pool, Problem problem, List<Tensor> inputs) {
    return LayerExecution.of(averagePool2d(pool), problem, inputs);
  }

  static Layer averagePool2d(AveragePool2d pool) {
    checkWhole(pool);
    Extent image = new Extent(pool.h(), pool.w());
    return pool.global()
        ? global(PoolingType.AVG)
        : images(
            PoolingType.AVG,
            Windows.of(image, pool.kernel(), pool.stride(), pool.pad(), pool.outputShape()),
            pool.kernel(),
            pool.stride(),
            pool.countPad());
  }

  static Execution maxPool3d(MaxPool3d pool, Problem problem, List<Tensor> inputs) {
    Extent3d volume = new Extent3d(pool.d(), pool.h(), pool.w());
    return LayerExecution.of(
        pool.global()
            ? global(PoolingType.MAX)
            : volumes(
                PoolingType.MAX,
                Windows.of(
                    volume,
                    pool.kernel(),
                    new Extent3d(1, 1, 1),
                    pool.stride(),
                    pool.pad(),
                    pool.outputShape()),
                pool.kernel(),
                pool.stride()),
        problem,
        inputs);
  }

  static Execution averagePool3d(AveragePool3d pool, Problem problem, List<Tensor> inputs) {
    if (pool.global()) {
      return LayerExecution.of(global(PoolingType.AVG), problem, inputs);
    }
    Extent3d volume = new Extent3d(pool.d(), pool.h(), pool.w());
    Windows windows =
        Windows.of(
            volume,
            pool.kernel(),
            new Extent3d(1, 1, 1),
            pool.stride(),
            pool.pad(),
            pool.outputShape());
    if (pool.countPad() && (windows.isSame() || !pool.pad().equals(Padding3d.NONE))) {
      throw new UnsupportedProblemException("no average over volumes in which padding counts");
    }
    return LayerExecution.of(
        volumes(PoolingType.AVG, windows, pool.kernel(), pool.stride()), problem, inputs);
  }

  /** The divisor would be the whole window. */
  private static void checkWhole(AveragePool2d pool) {
    if (pool.countPad() && !pool.global() && Poolings.hasPartialWindow(pool)) {
      throw new UnsupportedProblemException(
          "no average over a partial last window in which padding counts");
    }
  }

  private static Layer global(PoolingType type) {
    return new GlobalPoolingLayer.Builder(type).collapseDimensions(false).build();
  }

  private static Layer sequences(
      PoolingType type, Windows windows, int kernel, int stride, boolean countPad) {
    // The constructor that takes a type forgets it.
    Subsampling1DLayer.Builder builder =
        new Subsampling1DLayer.Builder(kernel, stride, windows.padding()[1])
            .poolingType(type)
            .convolutionMode(windows.mode());
    builder.setAvgPoolIncludePadInDivisor(countPad);
    return builder.build();
  }

  private static Layer images(
      PoolingType type, Windows windows, Extent kernel, Extent stride, boolean countPad) {
    SubsamplingLayer.Builder builder =
        new SubsamplingLayer.Builder(
                type,
                new int[] {kernel.h(), kernel.w()},
                new int[] {stride.h(), stride.w()},
                windows.padding())
            .convolutionMode(windows.mode());
    builder.setAvgPoolIncludePadInDivisor(countPad);
    return builder.build();
  }

  private static Layer volumes(
      PoolingType type, Windows windows, Extent3d kernel, Extent3d stride) {
    return new Subsampling3DLayer.Builder(
            type,
            ConvolutionLayers.array(kernel),
            ConvolutionLayers.array(stride),
            windows.padding())
        .convolutionMode(windows.mode())
        .dataFormat(Convolution3D.DataFormat.NCDHW)
        .build();
  }
}
