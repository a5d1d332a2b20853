package dev.assay.verify.generate;

import dev.assay.reference.op.Conv1d;
import dev.assay.reference.op.Conv2d;
import dev.assay.reference.op.ConvTranspose2d;
import dev.assay.reference.op.Extent;
import dev.assay.reference.op.LocallyConnected2d;
import dev.assay.reference.op.Padding;
import dev.assay.reference.op.Sides;
import dev.assay.reference.tensor.Shape;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Convolutions of images and sequences. */
final class ConvolutionGenerators {
  private static final Arbitrary<Boolean> FLAGS = Choice.any(false, true);

  private ConvolutionGenerators() {}

  static Arbitrary<Conv2d> conv2d() {
    Arbitrary<Plane> small = Plane.ofShortConvolution();
    return Seldom.or(
        conv2d(Sizes.PRODUCT_BATCHES, Channels.usual(), Plane.ofConvolution()),
        conv2d(Sizes.MANY, Channels.few(), small),
        conv2d(Sizes.FEW, Channels.manyInputs(), small),
        conv2d(Sizes.FEW, Channels.manyOutputs(), small),
        conv2d(Sizes.FEW, Channels.manyGroups(), small),
        conv2d(Sizes.FEW, Channels.wideGroups(), small),
        conv2d(Sizes.FEW, Channels.few(), Plane.ofHighConvolution()),
        conv2d(Sizes.FEW, Channels.few(), Plane.ofWideConvolution()));
  }

  private static Arbitrary<Conv2d> conv2d(
      Arbitrary<Integer> batches, Arbitrary<Channels> channels, Arbitrary<Plane> planes) {
    return Combinators.combine(batches, channels, planes, FLAGS)
        .as(
            (n, channel, plane, bias) ->
                new Conv2d(
                    n,
                    channel.inputs(),
                    plane.h(),
                    plane.w(),
                    channel.outputs(),
                    plane.kernel(),
                    plane.stride(),
                    plane.pad(),
                    plane.dilation(),
                    channel.groups(),
                    bias));
  }

  /** The width of an image's convolution, and longer ones: a sequence is more than one row. */
  static Arbitrary<Conv1d> conv1d() {
    return Seldom.or(
        conv2d().map(ConvolutionGenerators::width),
        conv2d(Sizes.FEW, Channels.few(), Plane.ofSequence()).map(ConvolutionGenerators::width));
  }

  private static Conv1d width(Conv2d conv) {
    return new Conv1d(
        conv.n(),
        conv.c(),
        conv.w(),
        conv.k(),
        conv.kernel().w(),
        conv.stride().w(),
        new Sides(conv.pad().left(), conv.pad().right()),
        conv.dilation().w(),
        conv.groups(),
        conv.bias());
  }

  /**
   * Takes the output of a convolution back to the size of its image: what the stride leaves over
   * there is the padding of the output here.
   */
  static Arbitrary<ConvTranspose2d> convTranspose2d() {
    return conv2d()
        .map(
            conv -> {
              Shape y = conv.outputShape();
              Padding pad = conv.pad();
              int height = conv.h() + pad.top() + pad.bottom();
              int width = conv.w() + pad.left() + pad.right();
              return new ConvTranspose2d(
                  conv.n(),
                  conv.k(),
                  y.dimension(2),
                  y.dimension(3),
                  conv.c(),
                  conv.kernel(),
                  conv.stride(),
                  pad,
                  new Extent(
                      rest(height, conv.kernel().h(), conv.dilation().h(), conv.stride().h()),
                      rest(width, conv.kernel().w(), conv.dilation().w(), conv.stride().w())),
                  conv.dilation(),
                  conv.groups(),
                  conv.bias());
            });
  }

  private static int rest(int padded, int kernel, int dilation, int stride) {
    return (padded - (kernel - 1) * dilation - 1) % stride;
  }

  static Arbitrary<LocallyConnected2d> locallyConnected2d() {
    Arbitrary<Integer> channels = Choice.usually(1, 2, 3, 4, 8);
    Arbitrary<Axis> small = Axis.ofShortPooling();
    Arbitrary<Axis> large = Axis.ofLongPooling();
    return Seldom.or(
        locallyConnected2d(Sizes.BATCHES, channels, channels, small, small),
        locallyConnected2d(Sizes.MANY, Sizes.FEW, Sizes.FEW, small, small),
        locallyConnected2d(Sizes.FEW, Sizes.MANY, Sizes.FEW, small, small),
        locallyConnected2d(Sizes.FEW, Sizes.FEW, Sizes.MANY, small, small),
        locallyConnected2d(Sizes.FEW, Sizes.FEW, Sizes.FEW, large, small),
        locallyConnected2d(Sizes.FEW, Sizes.FEW, Sizes.FEW, small, large));
  }

  private static Arbitrary<LocallyConnected2d> locallyConnected2d(
      Arbitrary<Integer> batches,
      Arbitrary<Integer> inputs,
      Arbitrary<Integer> outputs,
      Arbitrary<Axis> height,
      Arbitrary<Axis> width) {
    return Combinators.combine(batches, inputs, outputs, height, width, FLAGS)
        .as(
            (n, c, k, h, w, bias) ->
                new LocallyConnected2d(
                    n,
                    c,
                    h.input(),
                    w.input(),
                    k,
                    new Extent(h.kernel(), w.kernel()),
                    new Extent(h.stride(), w.stride()),
                    new Padding(h.before(), h.after(), w.before(), w.after()),
                    bias));
  }
}
