package dev.assay.reports.cli;

import dev.assay.reports.job.Home;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import picocli.CommandLine;

/** Calls commands, and sees what they print. What they keep does not get into anyone's cache. */
final class CommandLineUser implements BeforeEachCallback, AfterEachCallback {
  private static final Path CACHE = Path.of("target", "cache");

  private final StringWriter errors = new StringWriter();
  private final ByteArrayOutputStream output = new ByteArrayOutputStream();
  private final PrintStream standardOutput = System.out;
  private final TestProperty cache = new TestProperty(Home.CACHE);

  @Override
  public void beforeEach(ExtensionContext context) {
    System.setOut(new PrintStream(output, true, StandardCharsets.UTF_8));
    cacheIn(CACHE);
  }

  @Override
  public void afterEach(ExtensionContext context) {
    System.setOut(standardOutput);
    cache.restore();
  }

  /** Has a cache of its own until the test ends: what commands remember of runs is kept there. */
  void cacheIn(Path folder) {
    cache.set(folder.toString());
  }

  /**
   * Calls a command.
   *
   * @param command its name and whatever has no space in it, in a line
   * @param more further arguments, each as it is
   * @return its exit code
   */
  int assay(String command, String... more) {
    CommandLine line = Assay.commandLine();
    line.setErr(new PrintWriter(errors, true));
    return line.execute(
        Stream.concat(Stream.of(command.split(" ")), Stream.of(more)).toArray(String[]::new));
  }

  /** What commands have printed so far. */
  String output() {
    return output.toString(StandardCharsets.UTF_8);
  }

  /** What they complained about. */
  String errors() {
    return errors.toString();
  }
}
