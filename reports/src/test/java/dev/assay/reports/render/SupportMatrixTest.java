package dev.assay.reports.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.reports.record.SampleRuns;
import org.junit.jupiter.api.Test;

class SupportMatrixTest {
  @Test
  void directionsThatAreAlikeShareALine() {
    String table = SupportMatrix.render(SampleRuns.complete());

    assertThat(table.lines().findFirst())
        .contains("| operation | direction | djl-pytorch | djl-mxnet | dl4j |");
    assertThat(table.lines())
        .contains(
            "| `relu` | all | passed | passed | passed |",
            "| `cross-entropy` | all | passed | passed | unsupported: no cross-entropy |",
            "| `leaky-relu` | backward | passed | passed | known: *leaky-relu-slope-at-zero* |",
            "| `conv2d` | backward-weights | passed | **failed** | passed |",
            "| `average-pool2d` | backward | passed | passed | passed <sup>1</sup> |",
            "1. no padding=3x1,0x2 (per side)");
  }

  @Test
  void onlyWhatIsBetweenTheMarkersChanges() {
    String text =
        "before\n<!-- support matrix: begin -->\nold\n<!-- support matrix: end -->\nafter\n";

    String renewed = SupportMatrix.replaceIn(text, SampleRuns.complete());

    assertThat(renewed)
        .startsWith("before\n<!-- support matrix: begin -->\n| operation |")
        .endsWith("\n<!-- support matrix: end -->\nafter\n")
        .doesNotContain("old");
    assertThat(SupportMatrix.replaceIn(renewed, SampleRuns.complete())).isEqualTo(renewed);
    assertThatThrownBy(() -> SupportMatrix.replaceIn("nothing", SampleRuns.complete()))
        .hasMessageContaining("add the lines <!-- support matrix: begin --> and");
  }
}
