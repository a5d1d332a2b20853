package dev.assay.reports.cli;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import picocli.CommandLine;

/** Calls commands, and sees what they print. */
final class CommandLineUser implements BeforeEachCallback, AfterEachCallback {
  private final StringWriter errors = new StringWriter();
  private final ByteArrayOutputStream output = new ByteArrayOutputStream();
  private final PrintStream standardOutput = System.out;

  @Override
  public void beforeEach(ExtensionContext context) {
    System.setOut(new PrintStream(output, true, StandardCharsets.UTF_8));
  }

  @Override
  public void afterEach(ExtensionContext context) {
    System.setOut(standardOutput);
  }

  /** Calls a command; returns its exit code. */
  int assay(String... arguments) {
    CommandLine line = Assay.commandLine();
    line.setErr(new PrintWriter(errors, true));
    return line.execute(arguments);
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
