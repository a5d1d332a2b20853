package dev.assay.reports.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is left of the logs of a command that keeps no record. */
class PassingLogsTest {
  private static Path written(PassingLogs logs) throws IOException {
    Path below = Files.createDirectory(logs.path().resolve("networks"));
    return Files.writeString(below.resolve("some.log"), "what natives say");
  }

  @Test
  void nothingIsLeft() throws IOException {
    PassingLogs logs = new PassingLogs();
    written(logs);

    logs.close();

    assertThat(logs.path()).doesNotExist();
  }

  @Test
  void whatSomebodyDiedOfIsKept() throws IOException {
    PassingLogs logs = new PassingLogs();
    Path file = written(logs);

    logs.keep();
    logs.close();

    assertThat(file).exists();
    for (Path passed : List.of(file, logs.path().resolve("networks"), logs.path())) {
      Files.delete(passed);
    }
  }
}
