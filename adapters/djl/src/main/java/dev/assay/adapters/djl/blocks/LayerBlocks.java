package dev.assay.adapters.djl.blocks;

import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.convolutional.Conv2dTranspose;
import dev.assay.reference.op.BatchNorm;
import dev.assay.reference.op.BatchNormInference;
import dev.assay.reference.op.Conv1d;
import dev.assay.reference.op.Conv2d;
import dev.assay.reference.op.Conv3d;
import dev.assay.reference.op.ConvTranspose2d;
import dev.assay.reference.op.Extent;
import dev.assay.reference.op.Extent3d;
import dev.assay.reference.op.LayerNorm;
import dev.assay.reference.op.Linear;
import dev.assay.spi.UnsupportedProblemException;
import java.util.stream.IntStream;

/** Blocks with parameters. */
final class LayerBlocks {
  private LayerBlocks() {}

  static Block conv1d(Conv1d conv) {
    check(conv.pad().before() == conv.pad().after());
    return ai.djl.nn.convolutional.Conv1d.builder()
        .setKernelShape(new Shape(conv.kernel()))
        .setFilters(conv.k())
        .optStride(new Shape(conv.stride()))
        .optPadding(new Shape(conv.pad().before()))
        .optDilation(new Shape(conv.dilation()))
        .optGroups(conv.groups())
        .optBias(conv.bias())
        .build();
  }

  static Block conv2d(Conv2d conv) {
    check(conv.pad().isSymmetric());
    return ai.djl.nn.convolutional.Conv2d.builder()
        .setKernelShape(shape(conv.kernel()))
        .setFilters(conv.k())
        .optStride(shape(conv.stride()))
        .optPadding(new Shape(conv.pad().top(), conv.pad().left()))
        .optDilation(shape(conv.dilation()))
        .optGroups(conv.groups())
        .optBias(conv.bias())
        .build();
  }

  static Block conv3d(Conv3d conv) {
    check(conv.pad().isSymmetric());
    return ai.djl.nn.convolutional.Conv3d.builder()
        .setKernelShape(shape(conv.kernel()))
        .setFilters(conv.k())
        .optStride(shape(conv.stride()))
        .optPadding(
            new Shape(conv.pad().d().before(), conv.pad().h().before(), conv.pad().w().before()))
        .optDilation(shape(conv.dilation()))
        .optGroups(conv.groups())
        .optBias(conv.bias())
        .build();
  }

  static Block convTranspose2d(ConvTranspose2d conv) {
    check(conv.pad().isSymmetric());
    return Conv2dTranspose.builder()
        .setKernelShape(shape(conv.kernel()))
        .setFilters(conv.k())
        .optStride(shape(conv.stride()))
        .optPadding(new Shape(conv.pad().top(), conv.pad().left()))
        .optOutPadding(shape(conv.outputPad()))
        .optDilation(shape(conv.dilation()))
        .optGroups(conv.groups())
        .optBias(conv.bias())
        .build();
  }

  private static void check(boolean symmetric) {
    if (!symmetric) {
      throw new UnsupportedProblemException("no padding that differs between the sides");
    }
  }

  private static Shape shape(Extent extent) {
    return new Shape(extent.h(), extent.w());
  }

  private static Shape shape(Extent3d extent) {
    return new Shape(extent.d(), extent.h(), extent.w());
  }

  static Block linear(Linear linear) {
    return ai.djl.nn.core.Linear.builder().setUnits(linear.out()).optBias(linear.bias()).build();
  }

  static Block layerNorm(LayerNorm norm) {
    int rank = norm.shape().rank();
    return ai.djl.nn.norm.LayerNorm.builder()
        .axis(IntStream.range(rank - norm.axes(), rank).toArray())
        .optEpsilon((float) norm.epsilon())
        .build();
  }

  static Block batchNorm(BatchNorm norm) {
    return batchNorm(norm.epsilon());
  }

  static Block batchNormInference(BatchNormInference norm) {
    return batchNorm(norm.epsilon());
  }

  private static Block batchNorm(double epsilon) {
    return ai.djl.nn.norm.BatchNorm.builder().optEpsilon((float) epsilon).build();
  }
}
