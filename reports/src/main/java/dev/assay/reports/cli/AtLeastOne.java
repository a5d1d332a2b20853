package dev.assay.reports.cli;

import dev.assay.reports.console.Failure;

/** The check of an option that counts something. */
final class AtLeastOne {
  private AtLeastOne() {}

  /**
   * Refuses zero and below.
   *
   * @param option its name
   * @return the value
   * @throws Failure of usage
   */
  static int of(String option, int value) {
    if (value < 1) {
      throw Failure.usage(option + "=" + value + " must be at least 1");
    }
    return value;
  }
}
