package dev.assay.reports.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.host.ProcessLog;
import dev.assay.reports.console.ExitCode;
import dev.assay.reports.console.Failure;
import dev.assay.verify.Outcome;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the end of a process that times is taken for. */
class RoundProcessTest {
  @TempDir Path folder;

  @Test
  void aDeathIsTheBackendsAndIsExplained() {
    assertThat(end(139))
        .isEqualTo(
            new RoundProcess.End(Outcome.CRASHED, "segmentation fault (SIGSEGV), exit code 139"));
  }

  @Test
  void filesThatCannotBeWrittenAreNotTheBackendsFault() {
    assertThatThrownBy(() -> end(74))
        .isInstanceOfSatisfying(
            Failure.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.CANNOT_CREATE))
        .hasMessageContainingAll("could not read or write", "free space", "mine-1.log");
  }

  @Test
  void argumentsThatMakeNoRoundAreNotTheBackendsFault() {
    assertThatThrownBy(() -> end(64))
        .isInstanceOfSatisfying(
            Failure.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.SOFTWARE))
        .hasMessageContaining("Assay's own");
  }

  @Test
  void aFaultOfTheSuitesOwnIsNotTheBackends() {
    assertThatThrownBy(() -> end(70))
        .isInstanceOfSatisfying(
            Failure.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.SOFTWARE))
        .hasMessageContainingAll("Assay's own", "mine-1.log");
  }

  private RoundProcess.End end(int status) {
    return RoundProcess.End.of(status, new ProcessLog(folder, "mine-1"));
  }
}
