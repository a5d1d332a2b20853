package dev.assay.reports.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.reports.console.ExitCode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reports are the same whatever language their maker's machine speaks. */
class LocaleTest {
  private static final Path SAMPLE = Path.of("samples", "run", "run.json");

  @TempDir Path folder;

  @Test
  void aMachineThatWritesOtherDigitsReportsInTheUsualOnes() throws Exception {
    Path run = Files.createDirectory(folder.resolve("run"));
    Files.copy(SAMPLE, run.resolve("run.json"));
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Duser.language=ar",
            "-Duser.country=SA",
            "-cp",
            Objects.requireNonNull(System.getProperty("java.class.path")),
            Assay.class.getName(),
            "report",
            run.toString());
    Path said = folder.resolve("said");

    int code =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(said.toFile())
            .start()
            .waitFor();

    assertThat(code).as(Files.readString(said)).isEqualTo(ExitCode.FINE);
    for (String report : List.of("index.html", "report.md", "junit.xml")) {
      assertThat(Files.readString(run.resolve(report))).doesNotContainPattern("\\p{InArabic}");
    }
  }
}
