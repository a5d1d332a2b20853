package dev.assay.reports.job;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RoofTimingsTest {
  @Test
  void theRoofIsTriedWithAThreadOnEachCoreToo() {
    assertThat(RoofTimings.counts(12, 6)).containsExactly(1, 2, 4, 6, 8, 12);
    assertThat(RoofTimings.counts(8, 4)).containsExactly(1, 2, 4, 8);
    assertThat(RoofTimings.counts(2, 64)).as("in a container").containsExactly(1, 2);
    assertThat(RoofTimings.counts(3, null)).containsExactly(1, 2, 3);
  }
}
