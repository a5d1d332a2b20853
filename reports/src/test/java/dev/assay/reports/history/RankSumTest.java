package dev.assay.reports.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RankSumTest {
  /** By counting: each way to choose which ranks the first sample has. */
  private static double counted(int pairs, int one, int other) {
    int all = one + other;
    long ways =
        IntStream.range(0, 1 << all)
            .filter(chosen -> Integer.bitCount(chosen) == one)
            .filter(chosen -> larger(chosen, all) <= pairs)
            .count();
    long total =
        IntStream.range(0, 1 << all).filter(chosen -> Integer.bitCount(chosen) == one).count();
    return (double) ways / total;
  }

  private static int larger(int chosen, int all) {
    int pairs = 0;
    for (int i = 0; i < all; i++) {
      for (int j = i + 1; j < all; j++) {
        pairs += (chosen >> i & 1) == 1 && (chosen >> j & 1) == 0 ? 1 : 0;
      }
    }
    return pairs;
  }

  @Test
  void isWhatCountingGives() {
    for (int one = 1; one <= 6; one++) {
      for (int other = 1; other <= 6; other++) {
        for (int pairs = -1; pairs <= one * other + 1; pairs++) {
          assertThat(RankSum.atMost(pairs, one, other))
              .as("%d of %d × %d", pairs, one, other)
              .isCloseTo(counted(pairs, one, other), within(1e-12));
        }
      }
    }
  }

  @Test
  void rareCountsAreExact() {
    // Only one way of C(60, 30) has no pair.
    assertThat(RankSum.atMost(0, 30, 30) * 118264581564861424L).isCloseTo(1, within(1e-9));
    // As published for samples of 5 and 30.
    assertThat(RankSum.twoSided(0, 5, 30)).isCloseTo(2 / 324632.0, within(1e-15));
  }

  @Test
  void halfOfAnOddCountIsSymmetric() {
    assertThat(RankSum.atMost(449, 30, 30) + RankSum.atMost(450, 30, 30))
        .isCloseTo(1, within(1e-12));
    assertThat(RankSum.twoSided(12.5, 5, 5)).isEqualTo(1);
    assertThat(RankSum.twoSided(25, 5, 5)).isEqualTo(RankSum.twoSided(0, 5, 5));
  }

  @Test
  void equalValuesMakeItNoLessLikely() {
    assertThat(RankSum.twoSided(0.5, 8, 8)).isEqualTo(RankSum.twoSided(1, 8, 8));
  }

  @Test
  void largestStaysBelow() {
    int count = RankSum.largest(0.025, 10, 10);
    assertThat(RankSum.atMost(count, 10, 10)).isLessThanOrEqualTo(0.025);
    assertThat(RankSum.atMost(count + 1, 10, 10)).isGreaterThan(0.025);
    assertThat(count).as("as in printed tables").isEqualTo(23);
  }
}
