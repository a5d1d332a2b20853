package dev.assay.verify.generate;

import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/**
 * Channels of a convolution.
 *
 * @param inputs of all groups together
 * @param outputs likewise
 */
record Channels(int inputs, int outputs, int groups) {

  /** None in two of three convolutions. Where there are many, there is a channel in each. */
  private static final Arbitrary<Integer> GROUPS =
      Combinators.combine(Choice.mostly(false, true), Choice.any(2, 3, 8, 16, 17, 32))
          .as((several, groups) -> several ? groups : 1);

  private static final Arbitrary<Integer> BESIDE_MANY = Choice.mostly(1, 2, 3, 33, 64);

  static Arbitrary<Channels> usual() {
    return Combinators.combine(Sizes.CHANNELS, Sizes.CHANNELS, GROUPS, Choice.any(false, true))
        .as(
            (inputs, outputs, groups, asManyOutputs) -> {
              // Many groups of many channels are many multiplications and nothing new.
              int widest = groups == 1 ? Integer.MAX_VALUE : Math.max(1, 8 / groups);
              int c = groups * Math.min(inputs, widest);
              int k = asManyOutputs ? c : groups * Math.min(outputs, widest);
              return new Channels(c, k, groups);
            });
  }

  static Arbitrary<Channels> few() {
    return Combinators.combine(Sizes.FEW, Sizes.FEW).as((c, k) -> new Channels(c, k, 1));
  }

  static Arbitrary<Channels> manyInputs() {
    return Combinators.combine(Sizes.MANY, BESIDE_MANY).as((c, k) -> new Channels(c, k, 1));
  }

  static Arbitrary<Channels> manyOutputs() {
    return Combinators.combine(BESIDE_MANY, Sizes.MANY).as((c, k) -> new Channels(c, k, 1));
  }

  /** One channel in each. */
  static Arbitrary<Channels> manyGroups() {
    return Sizes.MANY.map(groups -> new Channels(groups, groups, groups));
  }
}
