package dev.assay.adapters.libtorch;

import dev.assay.reference.op.Direction;
import dev.assay.reference.op.GroupNorm;
import dev.assay.reference.problem.Problem;
import dev.assay.spi.UnsupportedProblemException;
import java.util.Arrays;
import java.util.Properties;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.MemoryFormat;

/**
 * In which order the elements of images lie in memory, and those of filters.
 *
 * <p>Volumes are NCDHW in any case. Channels last they are convolved no faster on the whole
 * (measured: from half to twice the time), and where the padding of the depth is larger than its
 * stride and no multiple of it, PyTorch 2.10.0 then computes gradients of filters outside of its
 * memory: {@code conv3d backward-weights n=1 c=2 d=2 h=1 w=1 k=2 kernel=4x1x1 stride=2x1x1
 * pad=3x0x0 groups=2}.
 */
enum Layout {
  /** NHWC: what PyTorch recommends for convolutions on processors, and on tensor cores. */
  CHANNELS_LAST("channels-last"),
  /** NCHW: what PyTorch does if it is not told otherwise. */
  CONTIGUOUS("contiguous");

  static final String PROPERTY = "assay.libtorch.layout";

  private static final int IMAGES = 4;

  private final String text;

  Layout(String text) {
    this.text = text;
  }

  /**
   * Reads the system property.
   *
   * @throws IllegalArgumentException if it makes no sense, with what does
   */
  static Layout of(Properties properties) {
    String asked = properties.getProperty(PROPERTY, CHANNELS_LAST.text);
    return Arrays.stream(values())
        .filter(layout -> layout.text.equals(asked))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    PROPERTY + "=" + asked + " must be channels-last or contiguous"));
  }

  /** The same tensor, its elements in this order. */
  Tensor arrange(Tensor tensor) {
    return this == CHANNELS_LAST && tensor.dim() == IMAGES
        ? tensor.contiguous(MemoryFormat.ChannelsLast)
        : tensor;
  }

  /**
   * Refuses what would end the process: where the gradients of the weights are wanted but not that
   * of the data, group normalisation writes the latter to no memory if channels lie last.
   */
  void checkDirection(Problem problem) {
    if (this == CHANNELS_LAST
        && problem.operation() instanceof GroupNorm norm
        && norm.shape().rank() == IMAGES
        && problem.direction() == Direction.BACKWARD_WEIGHTS) {
      throw new UnsupportedProblemException(
          "the gradients of the weights alone, channels last, end the process");
    }
  }

  @Override
  public String toString() {
    return text;
  }
}
