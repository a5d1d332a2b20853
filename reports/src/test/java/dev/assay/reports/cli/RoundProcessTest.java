package dev.assay.reports.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.bench.RoundEvent;
import dev.assay.bench.TimeBudget;
import dev.assay.host.Launch;
import dev.assay.host.Limits;
import dev.assay.host.ProcessLog;
import dev.assay.spi.Device;
import dev.assay.verify.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
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

  /** A run that is gone on with has files of the same name from before. */
  @Test
  void whatAProcessBeforeItLeftIsNotItsOwn() throws IOException {
    Path jmh = Files.createDirectories(folder.resolve("jmh"));
    Path logs = Files.createDirectories(folder.resolve("logs"));
    Files.writeString(jmh.resolve("mine-1.json"), "[]");
    Files.writeString(
        logs.resolve("mine-1.progress"),
        new RoundEvent(RoundEvent.Kind.STARTED, "relu shape=2", "") + "\n");
    Launch launch =
        new Launch("mine", "Mine", Device.CPU, 1, List.of(), List.of("-XX:+NoSuchFlag"), List.of());

    RoundProcess process =
        RoundProcess.run(
            launch,
            folder,
            "mine-1",
            List.of("relu shape=2"),
            new TimeBudget(0, 0.1),
            1,
            new Limits(Duration.ofMinutes(1), Duration.ofMinutes(1), Long.MAX_VALUE),
            done -> {});

    assertThat(process.results()).isEmpty();
    assertThat(process.isNothingBegun()).isTrue();
  }

  private RoundProcess.End end(int status) {
    return RoundProcess.end(status, new ProcessLog(folder, "mine-1"));
  }
}
