package dev.assay.reports.cli;

/** What the application ends with; 64 and above as in {@code sysexits.h}. */
final class ExitCode {
  static final int FINE = 0;

  /** A backend is wrong beyond its known divergences. */
  static final int WRONG = 2;

  /**
   * Too little could be tried: a backend died of so many problems that an operation was given up.
   */
  static final int INCONCLUSIVE = 3;

  /**
   * The command line cannot be understood: an unknown backend, operation, option, a malformed
   * problem.
   */
  static final int USAGE = 64;

  /** A file is not what it should be: a foreign or half-written run. */
  static final int DATA = 65;

  /** A backend cannot be started here: no natives, no such device, no network. */
  static final int UNAVAILABLE = 69;

  /** A fault of the application itself. */
  static final int SOFTWARE = 70;

  /** A folder or file cannot be written. */
  static final int CANNOT_CREATE = 73;

  private ExitCode() {}
}
