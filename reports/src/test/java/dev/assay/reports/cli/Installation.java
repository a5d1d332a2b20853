package dev.assay.reports.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.host.Platform;
import dev.assay.reference.problem.Problem;
import dev.assay.reports.record.RunFolder;
import dev.assay.spi.Backend;
import dev.assay.spi.Origin;
import dev.assay.verify.OracleBackend;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** An Assay whose backends are plain Java, in processes of their own like any other. */
final class Installation implements BeforeEachCallback, AfterEachCallback {
  private final CommandLineUser user;
  private final Supplier<Path> folder;
  private final TestProperty property = new TestProperty("assay.home");

  /**
   * An installation without any backend.
   *
   * @param folder where it is, as soon as a test begins
   */
  Installation(CommandLineUser user, Supplier<Path> folder) {
    this.user = user;
    this.folder = folder;
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    property.set(folder.get().toString());
  }

  @Override
  public void afterEach(ExtensionContext context) {
    property.restore();
  }

  /** Installs a backend, in place of one of that name. */
  void backend(String name, Class<? extends Backend> backend) throws IOException {
    backend(name, backend, "-Xmx128m");
  }

  /**
   * Installs a backend.
   *
   * @param jvm the arguments of its JVM
   */
  void backend(String name, Class<? extends Backend> backend, String jvm) throws IOException {
    Path home =
        descriptor(
            name,
            "title=A backend in Java",
            "class=" + backend.getName(),
            "version=1",
            "jvm=" + jvm,
            "natives." + Platform.current().name() + ".cpu=");
    for (Class<?> needed : List.of(OracleBackend.class, Backend.class, Problem.class)) {
      Path jar = Origin.of(needed);
      Files.copy(
          jar,
          home.resolve(String.valueOf(jar.getFileName())),
          StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /** Installs a further way to use a backend. */
  void variant(String name, String base, Class<? extends Backend> backend) throws IOException {
    descriptor(name, "title=Another way", "class=" + backend.getName(), "variant-of=" + base);
  }

  /**
   * Installs what cannot be started.
   *
   * @return its folder
   */
  Path descriptor(String name, String... lines) throws IOException {
    Path home = Files.createDirectories(folder.get().resolve("backends").resolve(name));
    Files.write(home.resolve("backend.properties"), List.of(lines));
    return home;
  }

  /** A workload file of such layers. */
  String workload(String... layers) throws IOException {
    return Files.write(folder.get().resolve("layers.txt"), List.of(layers)).toString();
  }

  /**
   * Calls a command that makes a run.
   *
   * @param exitCode how it is to end
   * @param command as for {@link CommandLineUser#assay}
   * @return the run's folder
   */
  RunFolder run(int exitCode, String command, String... more) throws IOException {
    Path runs = Files.createTempDirectory(folder.get(), "runs");
    String[] words =
        Stream.concat(Stream.of(more), Stream.of("--runs", runs.toString())).toArray(String[]::new);
    assertThat(user.assay(command, words)).as(user.errors()).isEqualTo(exitCode);
    try (Stream<Path> made = Files.list(runs)) {
      return RunFolder.at(made.findFirst().orElseThrow());
    }
  }
}
