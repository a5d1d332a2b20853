package dev.assay.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NvidiaDriverTest {
  @TempDir Path root;

  @Test
  void isMissingWhereItLeftNoTrace() {
    assertThat(NvidiaDriver.missing(root)).contains("no NVIDIA driver here");
  }

  @Test
  void isThereWhereItMadeItsDevice() throws IOException {
    Files.createDirectories(root.resolve("dev"));
    Files.createFile(root.resolve("dev/nvidiactl"));

    assertThat(NvidiaDriver.missing(root)).isEmpty();
  }
}
