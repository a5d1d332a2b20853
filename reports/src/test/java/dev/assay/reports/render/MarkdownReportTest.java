package dev.assay.reports.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.reports.record.RunRecord;
import dev.assay.reports.record.SampleRuns;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MarkdownReportTest {
  @ParameterizedTest
  @MethodSource("dev.assay.reports.record.RunFolderTest#samples")
  void everyTableIsWhole(RunRecord run) {
    List<String> lines = prose(MarkdownReport.render(Report.of(run))).lines().toList();
    for (int i = 1; i < lines.size(); i++) {
      if (lines.get(i).startsWith("|")) {
        boolean first = !lines.get(i - 1).startsWith("|");
        assertThat(first && !lines.get(i - 1).isEmpty())
            .as("line before %s", lines.get(i))
            .isFalse();
        if (first) {
          assertThat(lines.get(i + 1)).matches("\\|(---:?\\|)+");
        } else {
          assertThat(columns(lines.get(i))).isEqualTo(columns(lines.get(i - 1)));
        }
      }
    }
  }

  @Test
  void showsTheWholeRun() {
    RunRecord run = SampleRuns.complete();
    String text = MarkdownReport.render(Report.of(run));
    assertThat(run.findings()).allSatisfy(f -> assertThat(text).contains(f.reproduce()));
    assertThat(text)
        .contains("| conv2d backward-weights | **P** 56 % (400) | **F** 1\u202f340× (12 of 400) |")
        .contains("| forward, GFLOP/s | djl-pytorch | djl-mxnet | dl4j |")
        .contains("| forward | 212 | 247 | 27 of 28 layers |")
        .contains("- Caches: L1d 32 KiB, L1i 32 KiB, L2 1 MiB, L3 32 MiB\n");
  }

  @Test
  void showsHowMuchOfTheRoofIsReached() {
    assertThat(MarkdownReport.render(Report.of(SampleRuns.complete())))
        .containsPattern("\\| 2 \\| \\*\\*215\\*\\*, 1\\.95×, djl-pytorch \\| \\*\\*23")
        .containsPattern(
            "\\| matrix product, GFLOP/s \\| 2 \\| \\*\\*215\\*\\* .*\\| output\\\\\\[0,0")
        .containsPattern("\\| conv1 \\| \\d+ \\([\\d.]+–[\\d.]+; \\d+ % of roof\\) \\|")
        .containsPattern("\\| djl-pytorch \\| \\d+ % \\(\\d+ problems\\) \\| \\d+ % \\(");
    assertThat(MarkdownReport.render(Report.of(SampleRuns.flawless())))
        .contains("was not measured in this run")
        .doesNotContain("% of roof");
  }

  @Test
  void severalNumbersOfThreadsHaveAColumn() {
    assertThat(MarkdownReport.render(Report.of(SampleRuns.sweep())))
        .contains("| network | batch | step | threads | djl-pytorch |")
        .contains("| resnet18 | 4 | whole step | 1 | **3.27** (3.11–3.35), 2.56 GiB,")
        .contains("| resnet18 | 4 | whole step | 2 | **5.88** (5.60–6.03), 1.80× of 1 thread, ")
        .contains("| training-step network=resnet18 n=2 size=64x64, 2 threads | **P** 3 %");
    assertThat(MarkdownReport.render(Report.of(SampleRuns.complete())))
        .contains("| network | batch | step | djl-pytorch |")
        .doesNotContain("1 thread");
  }

  @Test
  void textOfUnknownOriginStaysText() {
    String text = MarkdownReport.render(Report.of(SampleRuns.hostile()));
    assertThat(prose(text))
        .contains("\\<script\\>alert(\"1\")\\</script\\> & 'a\\|b' \\`c\\`")
        .doesNotContain("SIGSEGV");
    assertThat(text).contains("````\n").doesNotContain("\u0000", "\u001b");
  }

  /** Everything outside blocks of code. */
  private static String prose(String text) {
    return text.replaceAll("(?ms)^(```+)\n.*?^\\1$", "");
  }

  private static long columns(String line) {
    return line.replace("\\|", "").chars().filter(c -> c == '|').count();
  }
}
