package dev.assay.verify.generate;

import net.jqwik.api.Arbitrary;

/**
 * How many examples, channels or rows there are. Where there are many of one, there are few of the
 * others: elements grow with the product.
 */
final class Sizes {

  /** Sizes of batches and of outer dimensions. */
  static final Arbitrary<Integer> BATCHES = Choice.mostly(1, 2, 3, 4, 5, 8);

  /** Batches of what products of matrices compute: up to more than the rows of a block. */
  static final Arbitrary<Integer> PRODUCT_BATCHES = Choice.mostly(1, 2, 3, 4, 5, 8, 16, 17);

  /** Vector widths (8, 16, 32), their neighbours, and small numbers. */
  static final Arbitrary<Integer> CHANNELS =
      Choice.mostly(1, 2, 3, 4, 5, 7, 8, 9, 15, 16, 17, 31, 32, 33);

  static final Arbitrary<Integer> FEW = Choice.mostly(1, 2, 3);

  /** As many as in networks, beyond any vector and most tables, and their neighbours. */
  static final Arbitrary<Integer> MANY = Choice.any(64, 65, 129, 256);

  private Sizes() {}
}
