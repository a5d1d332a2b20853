package dev.assay.adapters.cudnn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.reference.op.Conv2d;
import dev.assay.reference.op.Conv3d;
import dev.assay.reference.op.Extent;
import dev.assay.reference.op.Extent3d;
import dev.assay.reference.op.InvalidOperationException;
import dev.assay.reference.op.MaxPool2d;
import dev.assay.reference.op.Operation;
import dev.assay.reference.op.Padding;
import dev.assay.reference.op.Padding3d;
import dev.assay.reference.op.Rounding;
import dev.assay.reference.op.Sides;
import dev.assay.spi.DeviceUnavailableException;
import dev.assay.spi.Releases;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import org.bytedeco.cuda.cudnn.cudnnConvolutionStruct;
import org.bytedeco.cuda.global.cudnn;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What cuDNN itself makes of its descriptors, which takes its libraries but no card. */
class WithoutACardTest {
  private static final int PROBLEMS = 2000;
  private static final String MISSING = missing();

  private final SplittableRandom random = new SplittableRandom(7);
  private final Releases open = new Releases();
  private final Descriptors descriptors = new Descriptors(open);

  /** Why the libraries cannot be loaded; empty if they can. */
  private static String missing() {
    try {
      Natives.load();
      return "";
    } catch (DeviceUnavailableException e) {
      return String.valueOf(e.getMessage());
    }
  }

  @BeforeEach
  void needsTheLibraries() {
    Assumptions.assumeTrue(MISSING.isEmpty(), MISSING);
  }

  @AfterEach
  void release() {
    open.close();
  }

  private int from(int least, int most) {
    return random.nextInt(least, most + 1);
  }

  private Extent extent(int least, int most) {
    return new Extent(from(least, most), from(least, most));
  }

  private Sides sides(int most) {
    return new Sides(from(0, most), from(0, most));
  }

  /** The next that makes sense. */
  private static <O extends Operation> O next(Supplier<O> operations) {
    while (true) {
      try {
        return operations.get();
      } catch (InvalidOperationException e) {
        // A kernel larger than its image, say.
      }
    }
  }

  @Test
  void convolutionsOfImagesHaveTheSizeThatTheReferenceSays() {
    haveTheSize(this::conv2d, ConvolutionShape::windows, Conv2d::groups);
  }

  private Conv2d conv2d() {
    int groups = from(1, 3);
    return new Conv2d(
        from(1, 3),
        groups * from(1, 3),
        from(1, 12),
        from(1, 12),
        groups * from(1, 3),
        extent(1, 5),
        extent(1, 4),
        new Padding(from(0, 3), from(0, 3), from(0, 3), from(0, 3)),
        extent(1, 3),
        groups,
        false);
  }

  @Test
  void convolutionsOfVolumesHaveTheSizeThatTheReferenceSays() {
    haveTheSize(this::conv3d, ConvolutionShape::windows, Conv3d::groups);
  }

  private Conv3d conv3d() {
    return new Conv3d(
        from(1, 2),
        from(1, 3),
        from(1, 6),
        from(1, 6),
        from(1, 6),
        from(1, 3),
        new Extent3d(from(1, 3), from(1, 3), from(1, 3)),
        new Extent3d(from(1, 3), from(1, 3), from(1, 3)),
        new Padding3d(sides(2), sides(2), sides(2)),
        new Extent3d(from(1, 2), from(1, 2), from(1, 2)),
        1,
        false);
  }

  private <O extends Operation> void haveTheSize(
      Supplier<O> operations, Function<O, Windows> windows, ToIntFunction<O> groups) {
    for (int i = 0; i < PROBLEMS; i++) {
      O conv = next(operations);

      assertThat(sizesOfCudnn(conv, windows.apply(conv), groups.applyAsInt(conv)))
          .as("%s", conv)
          .isEqualTo(conv.outputShape().toArray());
      release();
    }
  }

  private int[] sizesOfCudnn(Operation conv, Windows windows, int groups) {
    int[] x = Border.sizes(conv.operands().get(0).shape().toArray(), windows);
    int[] weights = conv.operands().get(1).shape().toArray();
    cudnnConvolutionStruct convolution =
        descriptors.convolution(windows.pads(), windows.strides(), windows.dilations(), groups);
    int[] y = new int[x.length];
    Check.cudnn(
        "cudnnGetConvolutionNdForwardOutputDim",
        cudnn.cudnnGetConvolutionNdForwardOutputDim(
            convolution, descriptors.tensor(x), descriptors.filter(weights), y.length, y));
    return y;
  }

  @Test
  void poolingsHaveTheSizeThatTheReferenceSays() {
    for (int i = 0; i < PROBLEMS; i++) {
      MaxPool2d pool = next(this::maxPool2d);
      Windows windows =
          Windows.overImages(
              pool.operands().get(0).shape(),
              pool.outputShape(),
              pool.kernel(),
              pool.stride(),
              pool.pad(),
              new Extent(1, 1));
      int[] x = Border.sizes(pool.operands().get(0).shape().toArray(), windows);
      int[] y = new int[x.length];
      Check.cudnn(
          "cudnnGetPoolingNdForwardOutputDim",
          cudnn.cudnnGetPoolingNdForwardOutputDim(
              descriptors.pooling(
                  cudnn.CUDNN_POOLING_MAX_DETERMINISTIC,
                  windows.kernel(),
                  windows.pads(),
                  windows.strides()),
              descriptors.tensor(x),
              y.length,
              y));

      assertThat(y).as("%s", pool).isEqualTo(pool.outputShape().toArray());
      release();
    }
  }

  private MaxPool2d maxPool2d() {
    Rounding[] roundings = Rounding.values();
    return new MaxPool2d(
        from(1, 2),
        from(1, 3),
        from(1, 12),
        from(1, 12),
        extent(1, 5),
        extent(1, 6),
        new Padding(from(0, 3), from(0, 3), from(0, 3), from(0, 3)),
        roundings[from(0, 1)],
        false);
  }

  /** Both libraries have to agree on what is beyond their limits. */
  @Test
  void limitsOfLocalResponsesAreThoseOfTheLibrary() {
    descriptors.localResponse(16, 1, 0.01, 1e-5);

    assertThat(refuses(() -> descriptors.localResponse(17, 1, 0.75, 1))).isTrue();
    assertThat(refuses(() -> descriptors.localResponse(5, 1, 0.009, 1))).isTrue();
    assertThat(refuses(() -> descriptors.localResponse(5, 1, 0.75, 0.9e-5))).isTrue();
  }

  private static boolean refuses(Runnable call) {
    try {
      call.run();
      return false;
    } catch (CudaException e) {
      return true;
    }
  }
}
