package dev.assay.verify;

/**
 * How many of several independent trials succeed.
 *
 * @param trials n
 * @param probability p, that one of them succeeds
 */
record Binomial(int trials, double probability) {

  /**
   * No less than the chance that as many succeed as here or even more, where that is more than
   * expected; or as few or even fewer, where it is less. By Chernoff,
   *
   * <pre>
   *   e^(−n·D)    with    D = a·ln(a/p) + (1 − a)·ln((1 − a)/(1 − p)),    a = k/n
   * </pre>
   *
   * <p>For every t ≥ 1 the chance of k or more of n is at most E[t^K]/t^k = (1 − p + p·t)^n/t^k
   * (Markov's inequality), and for every t ≤ 1 that of k or fewer; with t = a·(1 − p)/(p·(1 − a)),
   * which makes it least, that is the above. It is exact where all or none succeed, and otherwise
   * no more than √(8·n·a·(1 − a)) times the chance of k itself (Ash, <i>Information Theory</i>,
   * lemma 4.7.1).
   *
   * @param successes k
   */
  double tail(int successes) {
    if (trials == 0) {
      return 1;
    }
    double share = (double) successes / trials;
    double divergence = term(share, probability) + term(1 - share, 1 - probability);
    return Math.exp(-trials * divergence);
  }

  /** Infinite where what happened cannot. */
  private static double term(double share, double probability) {
    return share == 0 ? 0 : share * Math.log(share / probability);
  }
}
