package dev.assay.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BinomialTest {
  /** Numbers below have lost some of their bits. */
  private static final double NOT_EXACT = 1e-300;

  /** Sums of the probabilities themselves are never larger, nor much smaller. */
  @ParameterizedTest
  @CsvSource({
    "1, 0.5",
    "2, 0.1",
    "7, 0.9",
    "44, 0.5",
    "100, 0.2",
    "1000, 0.5",
    "1000, 0.01",
    "5001, 0.82"
  })
  void boundsTheExactTail(int trials, double probability) {
    double[] chances = chances(trials, probability);
    Binomial binomial = new Binomial(trials, probability);
    double below = 0;
    for (int k = 0; k <= trials; k++) {
      below += chances[k];
      double above = 0;
      for (int more = trials; more >= k; more--) {
        above += chances[more];
      }
      double exact = k < trials * probability ? below : above;
      double share = (double) k / trials;
      double slack = Math.max(1, Math.sqrt(8 * trials * share * (1 - share)));
      if (chances[k] < NOT_EXACT) {
        continue;
      }

      assertThat(binomial.tail(k))
          .as("%d of %d with %s", k, trials, probability)
          .isGreaterThanOrEqualTo(exact * (1 - 1e-9))
          .isLessThanOrEqualTo(slack * chances[k] * (1 + 1e-9));
    }
  }

  /** From the logarithm of each, which does not underflow before the sum does. */
  private static double[] chances(int trials, double probability) {
    double[] chances = new double[trials + 1];
    double logarithm = trials * Math.log1p(-probability);
    for (int k = 0; k <= trials; k++) {
      chances[k] = Math.exp(logarithm);
      logarithm += Math.log((trials - k) * probability / ((k + 1) * (1 - probability)));
    }
    return chances;
  }

  @Test
  void isExactWhereAllOrNoneSucceed() {
    assertThat(new Binomial(44, 0.5).tail(44)).isCloseTo(0x1p-44, within(1e-20));
    assertThat(new Binomial(3, 0.2).tail(0)).isCloseTo(0.512, within(1e-15));
  }

  @Test
  void whatIsExpectedIsNotUnlikely() {
    assertThat(new Binomial(1000, 0.2).tail(200)).isEqualTo(1);
    assertThat(new Binomial(0, 0.5).tail(0)).isEqualTo(1);
    assertThat(new Binomial(5, 1).tail(5)).isEqualTo(1);
  }

  @Test
  void whatCannotHappenHasNoChance() {
    assertThat(new Binomial(5, 1).tail(4)).isZero();
    assertThat(new Binomial(5, 0).tail(1)).isZero();
  }
}
