package dev.assay.reference.op;

/**
 * How often a network is computed with random errors, to see how far a backend may be off.
 *
 * @param count how many times
 * @param errors how large they may be, in the {@linkplain
 *     dev.assay.reference.numeric.ErrorBound#deviation deviations} that each operation's gauge
 *     allows
 */
public record NoisyPasses(int count, int errors) {

  /** Enough for networks that somebody chose once and for all. */
  public static final NoisyPasses FEW = new NoisyPasses(2, 1);

  /**
   * Enough to accuse a random network. Among many of these there is one with a unit so close to
   * being switched off that none of a few passes does it; one with a result of a single element,
   * whose error is small in all of them; and one that adds up hundreds of equal terms one by one,
   * whose roundings are alike: half as many as there are terms, where the deviation has their
   * square root.
   */
  public static final NoisyPasses MANY = new NoisyPasses(32, 4);
}
