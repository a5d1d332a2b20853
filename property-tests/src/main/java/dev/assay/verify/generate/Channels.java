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

  /** None in two of three convolutions. */
  private static final Arbitrary<Integer> GROUPS =
      Combinators.combine(Choice.mostly(false, true), Choice.any(2, 3, 8, 16, 17, 32))
          .as((several, groups) -> several ? groups : 1);

  /** Of all groups together: many groups of many channels are many multiplications. */
  private static final int MOST_OF_SEVERAL_GROUPS = 24;

  /** As many in each group as fill vectors, and one more. */
  private static final Arbitrary<Integer> WIDE = Choice.any(8, 16, 17);

  private static final Arbitrary<Integer> BESIDE_MANY = Choice.mostly(1, 2, 3, 33, 64);

  static Arbitrary<Channels> usual() {
    return Combinators.combine(Sizes.CHANNELS, Sizes.CHANNELS, GROUPS, Choice.any(false, true))
        .as(
            (inputs, outputs, groups, asManyOutputs) -> {
              int widest =
                  groups == 1 ? Integer.MAX_VALUE : Math.max(1, MOST_OF_SEVERAL_GROUPS / groups);
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

  /** As networks have them that split their layers up, from AlexNet to ResNeXt. */
  static Arbitrary<Channels> wideGroups() {
    return Combinators.combine(WIDE, WIDE, Choice.any(2, 3, 8))
        .as((inputs, outputs, groups) -> new Channels(groups * inputs, groups * outputs, groups));
  }

  /** One channel in each. */
  static Arbitrary<Channels> manyGroups() {
    return Sizes.MANY.map(groups -> new Channels(groups, groups, groups));
  }
}
