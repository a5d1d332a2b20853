package dev.assay.reports.cli;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** The check of an option that counts something. */
final class AtLeastOne {
  private AtLeastOne() {}

  /**
   * Refuses zero and below.
   *
   * @param option its name
   * @return the value
   */
  static int of(CommandSpec command, String option, int value) {
    if (value < 1) {
      throw new ParameterException(
          command.commandLine(), option + "=" + value + " must be at least 1");
    }
    return value;
  }
}
