package dev.assay.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ControlGroupsTest {
  /** Whose times are added up, so that none may be there twice: a container sees its own as top. */
  @ParameterizedTest
  @CsvSource({
    "0::/, ''",
    "0::/outer/inner, 'outer/inner outer '",
    "'4:cpu,cpuacct:/', cpu",
    "7:cpu:/docker, 'cpu/docker cpu'",
    "7:memory:/docker, none"
  })
  void foldersAreListedOnceInnermostFirst(String line, String folders, @TempDir Path root)
      throws IOException {
    Path self = Files.createDirectories(root.resolve("proc/self"));
    Files.writeString(self.resolve("cgroup"), line + "\n");
    Path top = root.resolve("sys/fs/cgroup");

    assertThat(new ControlGroups(root).folders("cpu"))
        .containsExactlyElementsOf(
            Stream.of(folders.split(" ", -1))
                .filter(folder -> !folder.equals("none"))
                .map(top::resolve)
                .toList());
  }
}
