package dev.assay.reports.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.reports.record.RunFolder;
import dev.assay.reports.record.SampleRuns;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportFilesTest {
  @Test
  void writesEveryReportAndSaysWhereThePageIs(@TempDir Path runs) throws IOException {
    RunFolder folder = RunFolder.create(runs, Instant.EPOCH);
    Path page = Presentation.of(SampleRuns.interrupted()).write(folder.output());
    assertThat(page).isEqualTo(folder.path().resolve("index.html")).content().contains("</html>");
    try (Stream<Path> files = Files.list(folder.path())) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder("index.html", "junit.xml", "report.md");
    }
  }
}
