package dev.assay.reports.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class QuickestTest {
  private static final double[] TIMES = {5, 2, 11, 3};

  @Test
  void ofAllRoundsItIsTheLeast() {
    assertThat(new Quickest(4).applyAsDouble(TIMES)).isEqualTo(2);
    assertThat(TIMES).containsExactly(5, 2, 11, 3);
  }

  @Test
  void ofOneRoundItIsTheMean() {
    assertThat(new Quickest(1).applyAsDouble(TIMES)).isCloseTo(5.25, within(1e-12));
  }

  @Test
  void ofSomeRoundsItIsTheMeanOverAllWaysToChooseThem() {
    double ofPairs = (2 + 2 + 2 + 3 + 3 + 5) / 6.0;
    double ofTriples = (2 + 2 + 2 + 3) / 4.0;

    assertThat(new Quickest(2).applyAsDouble(TIMES)).isCloseTo(ofPairs, within(1e-12));
    assertThat(new Quickest(3).applyAsDouble(TIMES)).isCloseTo(ofTriples, within(1e-12));
  }

  @Test
  void aSingleRoundSpeaksForItself() {
    assertThat(new Quickest(1).applyAsDouble(new double[] {7})).isEqualTo(7);
  }
}
