package dev.assay.reports.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script that starts the application, with a java that says what it was called with. */
class LauncherTest {
  private static final List<String> SOURCES =
      List.of("reference", "adapters", "property-tests", "benchmarks", "reports");

  @TempDir Path folder;
  private Path home = Path.of("");
  private Path launcher = Path.of("");

  @BeforeEach
  void install() throws IOException {
    home = Files.createDirectory(folder.resolve("home"));
    launcher = Files.copy(Path.of("..", "assay"), home.resolve("assay"));
    Files.createFile(home.resolve("pom.xml"));
    for (String sources : SOURCES) {
      Files.createDirectory(home.resolve(sources));
    }
    Path bin = Files.createDirectories(folder.resolve("jdk").resolve("bin"));
    Path java = Files.writeString(bin.resolve("java"), "#!/bin/sh\necho \"$LC_ALL|$*\"\n");
    Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
    Files.createFile(Files.createDirectories(home.resolve("target/assay")).resolve("built"));
  }

  private String said(Path script, Map<String, String> environment)
      throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder("bash", script.toString(), "networks");
    builder.environment().keySet().removeAll(List.of("LC_ALL", "LC_CTYPE", "LANG"));
    builder.environment().put("JAVA_HOME", folder.resolve("jdk").toString());
    builder.environment().putAll(environment);
    Path said = folder.resolve("said");
    builder.redirectErrorStream(true).redirectOutput(said.toFile()).start().waitFor();
    return Files.readString(said);
  }

  @Test
  void findsItsHomeThroughSymbolicLinks() throws Exception {
    Path relative =
        Files.createSymbolicLink(folder.resolve("relative"), folder.relativize(launcher));
    Path absolute = Files.createSymbolicLink(folder.resolve("absolute"), relative);

    for (Path script : List.of(launcher, relative, absolute)) {
      assertThat(said(script, Map.of()))
          .contains("-Dassay.home=" + home.resolve("target/assay"))
          .endsWith("dev.assay.reports.cli.Assay networks\n");
    }
  }

  @Test
  void saysWhatIsWrongWithJavaHome() throws Exception {
    assertThat(said(launcher, Map.of("JAVA_HOME", "/nowhere")))
        .isEqualTo(
            "assay: there is no /nowhere/bin/java; set JAVA_HOME to a JDK, 17 or newer, or unset"
                + " it\n");
  }

  @Test
  void withoutALocaleThereIsOneThatKnowsAllCharacters() throws Exception {
    assertThat(said(launcher, Map.of())).matches("(?s)(C\\.(UTF-8|utf8))?\\|.*");
  }

  @Test
  void localesThatKnowAllCharactersAreLeftAlone() throws Exception {
    String chosen = said(launcher, Map.of()).split("\\|", 2)[0];
    assumeFalse(chosen.isEmpty(), "no such locale here");

    assertThat(said(launcher, Map.of("LANG", chosen))).startsWith("|");
  }

  /** A terminal hands on its own locale to machines that need not have it. */
  @Test
  void aLocaleThatIsNotInstalledIsNone() throws Exception {
    assertThat(said(launcher, Map.of("LANG", "xx_XX.UTF-8"))).isEqualTo(said(launcher, Map.of()));
  }
}
