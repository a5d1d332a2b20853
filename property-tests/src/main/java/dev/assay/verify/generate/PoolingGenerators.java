package dev.assay.verify.generate;

import dev.assay.reference.op.AveragePool1d;
import dev.assay.reference.op.AveragePool2d;
import dev.assay.reference.op.MaxPool1d;
import dev.assay.reference.op.MaxPool2d;
import dev.assay.reference.op.Rounding;
import dev.assay.reference.op.Sides;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Poolings of images and sequences. */
final class PoolingGenerators {
  private static final Arbitrary<Boolean> FLAGS = Choice.any(false, true);

  private static final Arbitrary<Boolean> GLOBAL = Choice.usually(false, true);

  private static final Arbitrary<Rounding> ROUNDINGS = Choice.any(Rounding.values());

  /** More elements than that are much memory and nothing new. */
  private static final int MOST_ELEMENTS = 1 << 16;

  private PoolingGenerators() {}

  static Arbitrary<AveragePool2d> averagePool2d() {
    Arbitrary<Plane> small = Plane.ofShortPooling();
    return Seldom.or(
        averagePool2d(Sizes.BATCHES, Sizes.CHANNELS, Plane.ofPooling()),
        averagePool2d(Sizes.MANY, Sizes.FEW, small),
        averagePool2d(Sizes.FEW, Sizes.MANY, small),
        averagePool2d(Sizes.FEW, Sizes.FEW, Plane.ofHighPooling()),
        averagePool2d(Sizes.FEW, Sizes.FEW, Plane.ofWidePooling()));
  }

  private static Arbitrary<AveragePool2d> averagePool2d(
      Arbitrary<Integer> batches, Arbitrary<Integer> channels, Arbitrary<Plane> planes) {
    return Combinators.combine(batches, channels, planes, ROUNDINGS, FLAGS, GLOBAL)
        .as(
            (n, c, windows, rounding, countPad, global) -> {
              Plane plane = global ? windows.global() : windows;
              return new AveragePool2d(
                  n,
                  c,
                  plane.h(),
                  plane.w(),
                  plane.kernel(),
                  plane.stride(),
                  plane.pad(),
                  rounding,
                  countPad,
                  global);
            });
  }

  static Arbitrary<MaxPool2d> maxPool2d() {
    return averagePool2d()
        .map(
            pool ->
                new MaxPool2d(
                    pool.n(),
                    pool.c(),
                    pool.h(),
                    pool.w(),
                    pool.kernel(),
                    pool.stride(),
                    pool.pad(),
                    pool.rounding(),
                    pool.global()));
  }

  static Arbitrary<MaxPool1d> maxPool1d() {
    return averagePool1d()
        .map(
            pool ->
                new MaxPool1d(
                    pool.n(),
                    pool.c(),
                    pool.l(),
                    pool.kernel(),
                    pool.stride(),
                    pool.pad(),
                    pool.rounding(),
                    pool.global()));
  }

  /** The width of an image's pooling, and longer ones: a sequence is more than one row. */
  static Arbitrary<AveragePool1d> averagePool1d() {
    return Combinators.combine(averagePool2d(), Choice.usually(0, 16, 64, 250, 1000))
        .as(
            (pool, longer) -> {
              int most = MOST_ELEMENTS / (pool.n() * pool.c());
              int more = pool.global() ? 0 : Math.min(longer, most);
              return new AveragePool1d(
                  pool.n(),
                  pool.c(),
                  pool.w() + more,
                  pool.kernel().w(),
                  pool.stride().w(),
                  new Sides(pool.pad().left(), pool.pad().right()),
                  pool.rounding(),
                  pool.countPad(),
                  pool.global());
            });
  }
}
