package dev.assay.reports.cli;

import picocli.CommandLine.Help.Ansi;

/** Whether a person is watching: then colours and moving bars, otherwise plain lines. */
final class Terminal {
  private Terminal() {}

  static boolean isThere() {
    return Ansi.AUTO.enabled();
  }
}
