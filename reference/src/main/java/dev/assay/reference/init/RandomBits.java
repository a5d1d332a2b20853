package dev.assay.reference.init;

/**
 * SplitMix64 (Steele, Lea &amp; Flood 2014), written out because a problem's seed must give the
 * same numbers on every JDK for ever, which no class of the JDK promises.
 */
public final class RandomBits {
  private long state;

  public RandomBits(long seed) {
    this.state = seed;
  }

  public long next() {
    state += 0x9E3779B97F4A7C15L;
    long z = state;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  /** Uniform in [0, bound), up to a bias below bound/2^32. */
  public int below(int bound) {
    return (int) (((next() >>> 32) * bound) >>> 32);
  }

  /** Uniform in [0, 1), a multiple of 2^-53. */
  public double unit() {
    return (next() >>> 11) * 0x1p-53;
  }
}
