package dev.assay.reports.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.reports.record.RunRecord;
import dev.assay.reports.record.SampleRuns;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TerminalSummaryTest {
  @Test
  void showsVerdictsOutcomesTimesAndReproduceLines() {
    RunRecord run = SampleRuns.complete();
    String text = Report.of(run).summary(false);
    assertThat(text)
        .contains(
            "djl-mxnet         wrong               13 of 9 580 checked, 1 law, 3 timed layers",
            "invalid problems: 1\u00a0accepted silently",
            "invalid problems: 1\u00a0crashed")
        .containsPattern("conv2d backward-weights +P +56 %  400 +F 1 340×  12 of 400 +P")
        .containsPattern("stride is subsampling conv2d +P +21 %  400 +F 1 340×  3 of 400")
        .containsPattern("forward +212 +247 +27 of 28 layers")
        .contains(
            "Fastest for training resnet18, batches of 4, 2 threads: djl-pytorch 5.88 images/s")
        .contains("Roof with 2 threads: 215 GFLOP/s (djl-pytorch), 23.0 GB/s (djl-pytorch).\n");
    assertThat(run.findings()).allSatisfy(f -> assertThat(text).contains("  " + f.reproduce()));
  }

  @Test
  void severalNumbersOfThreadsStandBelowEachOther() {
    assertThat(Report.of(SampleRuns.sweep()).summary(false))
        .containsPattern("n=2 size=64x64, 1 thread +P .*\n.* n=2 size=64x64, 2 threads +P ")
        .containsPattern("whole step, 1 thread +3.27 +– +1.13, computes with 2 threads *\n")
        .containsPattern("whole step, 2 threads +5.88, 1.80× of 1 thread +– +2.04, 1.80× of 1 thr")
        .contains(
            "Fastest for training resnet18, batches of 4, 2 threads: djl-pytorch 5.88 images/s");
    assertThat(Report.of(SampleRuns.complete()).summary(false))
        .containsPattern("whole step +5.88 +– +2.04 *\n")
        .contains("Fastest for training resnet18, batches of 4");
  }

  @Test
  void columnsStandBelowEachOther() {
    String[] lines =
        Report.of(SampleRuns.flawless())
            .summary(false)
            .lines()
            .filter(line -> line.contains("forward"))
            .toArray(String[]::new);
    assertThat(lines).hasSize(11).allMatch(line -> line.indexOf('P') == lines[0].indexOf('P'));
  }

  @ParameterizedTest
  @MethodSource("dev.assay.reports.record.RunFolderTest#samples")
  void hasControlSequencesOnlyWhereAskedFor(RunRecord run) {
    String plain = Report.of(run).summary(false);
    String styled = Report.of(run).summary(true);
    assertThat(plain).doesNotContain("\u001b", "\u0000").endsWith("\n");
    assertThat(styled).contains("\u001b[1m");
    assertThat(styled.replaceAll("\u001b\\[[0-9;]+m", "")).isEqualTo(plain);
  }

  @Test
  void manyFindingsAreCutShort() {
    String text = Report.of(SampleRuns.hostile()).summary(false);
    assertThat(text).contains("110 more findings in the report", "error of Assay itself");
    assertThat(text.lines().filter(line -> line.contains("assay replay"))).hasSize(10);
  }
}
