package dev.assay.reports.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutputFolderTest {
  private final OutputFolder folder;

  OutputFolderTest(@TempDir Path path) {
    folder = new OutputFolder(path);
  }

  @Test
  void aFailedWriteIsReportedAndKeepsTheFileBefore() throws IOException {
    folder.write("report.md", "before");
    Files.createDirectory(folder.path().resolve(".report.md.tmp"));
    assertRefused("cannot write");
    assertThat(folder.path().resolve("report.md")).hasContent("before");
  }

  @Test
  void aFailedWriteLeavesNoHalfFile() throws IOException {
    Files.createDirectories(folder.path().resolve("report.md").resolve("in-the-way"));
    assertRefused("free space or make the folder writable");
    assertThat(folder.path().resolve(".report.md.tmp")).doesNotExist();
  }

  private void assertRefused(String message) {
    assertThatThrownBy(() -> folder.write("report.md", "after"))
        .isInstanceOf(FolderException.class)
        .hasMessageContaining(message)
        .message()
        .hasLineCount(1);
  }
}
