package dev.assay.reports.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.assay.reports.compare.Scope.Level;
import org.junit.jupiter.api.Test;

class ScopeTest {
  @Test
  void everyProcessDrawsTheSame() {
    assertThat(new Scope("dl4j", Level.PROBLEM, "relu shape=3").seed()).isEqualTo(-387_322_575);
  }

  @Test
  void allMistakesTogetherAreAsRareAsIsSaid() {
    double all = 0;
    for (Level level : Level.values()) {
      all += 70 * level.mistake(70);
    }
    assertThat(all).isCloseTo(Level.MISTAKE, within(1e-12));
  }
}
