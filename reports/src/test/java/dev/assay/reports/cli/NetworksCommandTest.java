package dev.assay.reports.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.reports.console.ExitCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class NetworksCommandTest {
  @RegisterExtension final CommandLineUser user = new CommandLineUser();

  @Test
  void workloadsAreListedApartFromNetworks() {
    assertThat(user.assay("networks")).isEqualTo(ExitCode.FINE);

    assertThat(user.output())
        .containsPattern("(?s)network .*\nvgg16 .*\n\nworkload .*\ndeepbench +281 ")
        .doesNotContainPattern("(?s)deepbench .*workload ");
  }

  @Test
  void theLayersOfAWorkloadAreProblems() {
    assertThat(user.assay("networks deepbench")).isEqualTo(ExitCode.FINE);

    assertThat(user.output().lines())
        .anyMatch(line -> line.matches("deepbench: .*DeepBench.*"))
        .anyMatch(
            line ->
                line.matches("ocr1-n1 +conv2d n=1 c=1 h=48 w=480 k=16 kernel=3x3 pad=1x1 +6\\.6 *"))
        .anyMatch(line -> line.matches("ocr1-n16 +conv2d backward n=16 .*"))
        .anyMatch(line -> line.matches("total +\\d.*"));
  }
}
