package dev.assay.adapters.libtorch;

import dev.assay.reference.op.Direction;
import dev.assay.reference.op.GroupNorm;
import dev.assay.reference.problem.Problem;
import dev.assay.spi.UnsupportedProblemException;
import java.util.Arrays;
import java.util.Properties;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.MemoryFormat;

/** In which order the elements of images and volumes lie in memory, filters included. */
enum Layout {
  /** NHWC and NDHWC: what PyTorch recommends for convolutions. */
  CHANNELS_LAST("channels-last"),
  /** NCHW and NCDHW: what PyTorch does if it is not told otherwise. */
  CONTIGUOUS("contiguous");

  static final String PROPERTY = "assay.libtorch.layout";

  private static final int IMAGES = 4;
  private static final int VOLUMES = 5;

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
    if (this == CONTIGUOUS) {
      return tensor;
    }
    return switch (Math.toIntExact(tensor.dim())) {
      case IMAGES -> tensor.contiguous(MemoryFormat.ChannelsLast);
      case VOLUMES -> tensor.contiguous(MemoryFormat.ChannelsLast3d);
      default -> tensor;
    };
  }

  /**
   * Refuses what would end the process: where the gradients of the weights are wanted but not that
   * of the data, group normalisation writes the latter to no memory if channels lie last.
   */
  void checkDirection(Problem problem) {
    if (this == CHANNELS_LAST
        && problem.operation() instanceof GroupNorm norm
        && norm.shape().rank() >= IMAGES
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
