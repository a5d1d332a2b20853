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
  private static final Arbitrary<Integer> BATCHES = Choice.mostly(1, 2, 3);

  private static final Arbitrary<Integer> CHANNELS = Choice.usually(1, 2, 3, 4, 8, 16, 17);

  private static final Arbitrary<Integer> GROUPS = Choice.usually(1, 2, 3, 4);

  private static final Arbitrary<Boolean> FLAGS = Choice.any(false, true);

  private static final Arbitrary<Boolean> GLOBAL = Choice.usually(false, true);

  private static final Arbitrary<Rounding> ROUNDINGS = Choice.any(Rounding.values());

  private VolumeGenerators() {}

  static Arbitrary<Conv3d> conv3d() {
    Arbitrary<Axis> axis = Axis.ofShortConvolution();
    return Combinators.combine(BATCHES, CHANNELS, CHANNELS, GROUPS, FLAGS, axis, axis, axis)
        .as(
            (n, inputs, outputs, groups, bias, d, h, w) -> {
              int widest = groups == 1 ? Integer.MAX_VALUE : 2;
              return new Conv3d(
                  n,
                  groups * Math.min(inputs, widest),
                  d.input(),
                  h.input(),
                  w.input(),
                  groups * Math.min(outputs, widest),
                  new Extent3d(d.kernel(), h.kernel(), w.kernel()),
                  new Extent3d(d.stride(), h.stride(), w.stride()),
                  new Padding3d(d.pad(), h.pad(), w.pad()),
                  new Extent3d(d.dilation(), h.dilation(), w.dilation()),
                  groups,
                  bias);
            });
  }

  static Arbitrary<AveragePool3d> averagePool3d() {
    Arbitrary<Axis> axis = Axis.ofShortPooling();
    return Combinators.combine(BATCHES, CHANNELS, axis, axis, axis, ROUNDINGS, FLAGS, GLOBAL)
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
