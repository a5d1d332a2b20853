package dev.assay.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.assay.host.Launch;
import dev.assay.host.Platform;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What stands in for a card where none is: libraries of Linux, which compute on the processor and
 * are built by a script of the adapter that calls them.
 */
final class StandIn {
  private static final String COMPILER =
      Optional.ofNullable(System.getenv("CXX")).orElse("c++"); // as in the script

  private final Path script;
  private final Path libraries;

  /**
   * That of an adapter, if there is one.
   *
   * @param adapter its folder among the sources
   * @param libraries where it is built
   */
  StandIn(Path adapter, Path libraries) {
    this.script = adapter.resolve("src/test/stand-in/build");
    this.libraries = libraries;
  }

  boolean exists() {
    return Files.exists(script);
  }

  /** Builds it; the test is skipped where that is not possible. */
  void build() throws IOException, InterruptedException {
    assumeTrue(Platform.current().name().startsWith("linux-"), "a stand-in is a library of Linux");
    assumeTrue(compiles(), "no C++ compiler here, " + COMPILER + ", to build a stand-in with");
    Process process =
        new ProcessBuilder(script.toAbsolutePath().toString(), libraries.toString())
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
  }

  private static boolean compiles() throws InterruptedException {
    try {
      return new ProcessBuilder(COMPILER, "--version")
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) {
      return false;
    }
  }

  /** The same process, which finds these libraries before all others. */
  Launch under(Launch launch) {
    return PackagedLaunch.with(launch, "LD_LIBRARY_PATH=" + libraries);
  }
}
