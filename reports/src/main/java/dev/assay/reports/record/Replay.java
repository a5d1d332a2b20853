package dev.assay.reports.record;

/** The command that verifies a problem again. */
final class Replay {
  private Replay() {}

  static String command(String backend, String problem) {
    return "./assay replay --backend " + backend + " \"" + problem + "\"";
  }
}
