package dev.assay.reports.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.assay.reports.console.ExitCode;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
    program(bin.resolve("java"), "echo \"$LC_ALL|$*\"");
    Files.createFile(Files.createDirectories(home.resolve("target/assay")).resolve("built"));
    Files.createDirectories(folder.resolve("m2/wrapper/dists/apache-maven-3/0/bin/mvn"));
  }

  private static void program(Path file, String script) throws IOException {
    Files.writeString(file, "#!/bin/sh\n" + script + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  /** Has the build say what it was called with, and do something. */
  private void build(String script) throws IOException {
    program(home.resolve("mvnw"), "echo \"[ERROR] called with $*\"\n" + script);
  }

  private void edit(String folder) throws IOException {
    Files.createFile(Files.createDirectories(home.resolve(folder)).resolve("Edited.java"));
  }

  /** Makes all that is there an hour older, so that what comes after is newer. */
  private void anHourPasses() throws IOException {
    try (Stream<Path> files = Files.walk(home)) {
      for (Path file : files.toList()) {
        Instant then = Files.getLastModifiedTime(file).toInstant().minus(Duration.ofHours(1));
        Files.setLastModifiedTime(file, FileTime.from(then));
      }
    }
  }

  private Process start(Path script, Map<String, String> environment) throws IOException {
    ProcessBuilder builder = new ProcessBuilder("bash", script.toString(), "networks");
    builder.environment().keySet().removeAll(List.of("LC_ALL", "LC_CTYPE", "LANG", "HOME"));
    builder.environment().put("JAVA_HOME", folder.resolve("jdk").toString());
    builder.environment().put("MAVEN_USER_HOME", folder.resolve("m2").toString());
    builder.environment().putAll(environment);
    return builder.redirectErrorStream(true).start();
  }

  private String said(Path script, Map<String, String> environment) throws IOException {
    return new String(
        start(script, environment).getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  private String said() throws IOException {
    return said(launcher, Map.of());
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

  /** Bars would be garbage in a file, and where the cursor cannot move. */
  @Test
  void tellsWhetherSomebodyWatches() throws Exception {
    assumeTrue(isThere("script"), "no script here, which makes a terminal");
    Path log = folder.resolve("log");

    assertThat(watched("xterm", "")).contains("-Dassay.watched=true");
    assertThat(watched("xterm", " 2>" + log)).contains("-Dassay.watched=false");
    assertThat(watched("xterm", " | cat")).contains("-Dassay.watched=true");
    assertThat(watched("dumb", "")).contains("-Dassay.watched=false");
  }

  /** What it says in a terminal of a kind. */
  private String watched(String kind, String redirection) throws IOException {
    Path typed = folder.resolve("typed");
    Files.writeString(typed, "bash " + launcher + " networks" + redirection + "\n");
    ProcessBuilder builder =
        new ProcessBuilder("script", "-q", "-e", "-c", "bash " + typed, "/dev/null");
    builder.environment().put("JAVA_HOME", folder.resolve("jdk").toString());
    builder.environment().put("TERM", kind);
    return new String(builder.start().getInputStream().readAllBytes(), StandardCharsets.UTF_8);
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

  @Test
  void buildsOnlyIfSourcesAreNewer() throws Exception {
    build("");
    Path removed = Files.createDirectories(home.resolve("target/assay/backends/removed"));
    anHourPasses();
    for (String beside : List.of("reports/src/test", "reports/samples", "adapters/x/target")) {
      edit(beside);
    }
    assertThat(said()).doesNotContain("building");
    assertThat(removed).exists();

    edit("adapters/x/src/main");
    assertThat(said())
        .contains("building Assay", "[ERROR] called with --batch-mode -DskipTests package\n")
        .endsWith("Assay networks\n");
    assertThat(removed).doesNotExist();
    assertThat(said()).doesNotContain("building");
  }

  @Test
  void whatIsEditedWhileItBuildsIsBuiltTheNextTime() throws Exception {
    Files.delete(home.resolve("target/assay/built"));
    build("sleep 0.1; touch reference/Edited.java");
    assertThat(said()).contains("building");
    build("");
    assertThat(said()).contains("building");
    assertThat(said()).doesNotContain("building");
  }

  @Test
  void aBuildThatFailedIsTriedAgain() throws Exception {
    Files.delete(home.resolve("target/assay/built"));
    build("exit 1");
    for (int i = 0; i < 2; i++) {
      assertThat(said()).endsWith("assay: the build failed; see the lines above\n");
    }
    assertThat(start(launcher, Map.of()).waitFor()).isEqualTo(ExitCode.SOFTWARE);
  }

  /** It is fetched by a script that knows nothing of the user's settings. */
  @Test
  void whereMavenItselfIsMissingAMirrorCanBeNamed() throws Exception {
    Files.delete(home.resolve("target/assay/built"));
    build("exit 1");

    assertThat(said(launcher, Map.of("MAVEN_USER_HOME", folder.resolve("none").toString())))
        .contains("assay: the build failed; see the lines above\n")
        .contains("name a mirror of Maven Central: MVNW_REPOURL=");
  }

  /** As services are started. */
  @Test
  void whereNobodyNamesAHomeItIsTheUsers() throws Exception {
    Files.delete(home.resolve("target/assay/built"));
    build("echo \"[ERROR] at ${HOME:-nowhere}\"");
    assertThat(said()).contains("[ERROR] at /").doesNotContain("nowhere");
  }

  /** Jars must not change below one that runs, and two must not build at once. */
  @Test
  void buildsAlone() throws Exception {
    assumeTrue(isThere("flock"), "no flock here");
    program(folder.resolve("jdk/bin/java"), "echo started; read line; echo \"$*\"");
    Process running = start(launcher, Map.of());
    BufferedReader itsOutput = running.inputReader(StandardCharsets.UTF_8);
    assertThat(itsOutput.readLine()).isEqualTo("started");
    anHourPasses();
    edit("reference");
    build("");

    Process first = start(launcher, Map.of());
    BufferedReader firstOutput = first.inputReader(StandardCharsets.UTF_8);
    assertThat(firstOutput.readLine()).startsWith("assay: waiting for another Assay");
    Process second = start(launcher, Map.of());
    for (Process each : List.of(running, first, second)) {
      each.getOutputStream().close();
    }
    assertThat(itsOutput.readLine()).endsWith("Assay networks");

    List<String> both = firstOutput.lines().collect(Collectors.toList());
    second.inputReader(StandardCharsets.UTF_8).lines().forEach(both::add);
    assertThat(both).filteredOn(line -> line.contains("called with")).hasSize(1);
    assertThat(both).filteredOn(line -> line.endsWith("Assay networks")).hasSize(2);
  }

  private static boolean isThere(String program) throws IOException, InterruptedException {
    return new ProcessBuilder("sh", "-c", "command -v " + program).start().waitFor() == 0;
  }
}
