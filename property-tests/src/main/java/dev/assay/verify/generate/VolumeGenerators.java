package dev.assay.verify.generate;

import dev.assay.reference.op.AveragePool3d;
import dev.assay.reference.op.Conv3d;
import dev.assay.reference.op.Extent3d;
import dev.assay.reference.op.MaxPool3d;
import dev.assay.reference.op.Padding3d;
import dev.assay.reference.op.Rounding;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Convolutions and poolings of volumes, whose axes are short: elements grow with their cube. */
final class VolumeGenerators {
  private static final Arbitrary<Integer> CHANNELS = Choice.usually(1, 2, 3, 4, 8, 16, 17);

  private static final Arbitrary<Integer> GROUPS = Choice.usually(1, 2, 3, 8);

  private static final Arbitrary<Boolean> FLAGS = Choice.any(false, true);

  private static final Arbitrary<Boolean> GLOBAL = Choice.usually(false, true);

  private static final Arbitrary<Rounding> ROUNDINGS = Choice.any(Rounding.values());

  private VolumeGenerators() {}

  static Arbitrary<Conv3d> conv3d() {
    Arbitrary<Axis> small = Axis.ofShortConvolution();
    Arbitrary<Axis> large = Axis.ofLongConvolution();
    return Seldom.or(
        conv3d(Sizes.FEW, usualChannels(), small, small, small),
        conv3d(Sizes.MANY, Channels.few(), small, small, small),
        conv3d(Sizes.FEW, Channels.manyInputs(), small, small, small),
        conv3d(Sizes.FEW, Channels.manyOutputs(), small, small, small),
        conv3d(Sizes.FEW, Channels.few(), large, small, small),
        conv3d(Sizes.FEW, Channels.few(), small, large, small),
        conv3d(Sizes.FEW, Channels.few(), small, small, large));
  }

  private static Arbitrary<Channels> usualChannels() {
    return Combinators.combine(CHANNELS, CHANNELS, GROUPS)
        .as((inputs, outputs, groups) -> new Channels(groups * inputs, groups * outputs, groups));
  }

  private static Arbitrary<Conv3d> conv3d(
      Arbitrary<Integer> batches,
      Arbitrary<Channels> channels,
      Arbitrary<Axis> depth,
      Arbitrary<Axis> height,
      Arbitrary<Axis> width) {
    return Combinators.combine(batches, channels, depth, height, width, FLAGS)
        .as(
            (n, channel, d, h, w, bias) ->
                new Conv3d(
                    n,
                    channel.inputs(),
                    d.input(),
                    h.input(),
                    w.input(),
                    channel.outputs(),
                    new Extent3d(d.kernel(), h.kernel(), w.kernel()),
                    new Extent3d(d.stride(), h.stride(), w.stride()),
                    new Padding3d(d.pad(), h.pad(), w.pad()),
                    new Extent3d(d.dilation(), h.dilation(), w.dilation()),
                    channel.groups(),
                    bias));
  }

  static Arbitrary<AveragePool3d> averagePool3d() {
    Arbitrary<Axis> small = Axis.ofShortPooling();
    Arbitrary<Axis> large = Axis.ofLongPooling();
    return Seldom.or(
        averagePool3d(Sizes.FEW, CHANNELS, small, small, small),
        averagePool3d(Sizes.MANY, Sizes.FEW, small, small, small),
        averagePool3d(Sizes.FEW, Sizes.MANY, small, small, small),
        averagePool3d(Sizes.FEW, Sizes.FEW, large, small, small),
        averagePool3d(Sizes.FEW, Sizes.FEW, small, large, small),
        averagePool3d(Sizes.FEW, Sizes.FEW, small, small, large));
  }

  private static Arbitrary<AveragePool3d> averagePool3d(
      Arbitrary<Integer> batches,
      Arbitrary<Integer> channels,
      Arbitrary<Axis> depths,
      Arbitrary<Axis> heights,
      Arbitrary<Axis> widths) {
    return Combinators.combine(batches, channels, depths, heights, widths, ROUNDINGS, FLAGS, GLOBAL)
        .as(
            (n, c, depth, height, width, rounding, countPad, global) -> {
              Axis d = global ? depth.global() : depth;
              Axis h = global ? height.global() : height;
              Axis w = global ? width.global() : width;
              return new AveragePool3d(
                  n,
                  c,
                  d.input(),
                  h.input(),
                  w.input(),
                  new Extent3d(d.kernel(), h.kernel(), w.kernel()),
                  new Extent3d(d.stride(), h.stride(), w.stride()),
                  new Padding3d(d.pad(), h.pad(), w.pad()),
                  rounding,
                  countPad,
                  global);
            });
  }

  static Arbitrary<MaxPool3d> maxPool3d() {
    return averagePool3d()
        .map(
            o ->
                new MaxPool3d(
                    o.n(),
                    o.c(),
                    o.d(),
                    o.h(),
                    o.w(),
                    o.kernel(),
                    o.stride(),
                    o.pad(),
                    o.rounding(),
                    o.global()));
  }
}
