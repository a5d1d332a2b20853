package dev.assay.reports.console;

import java.util.List;

/**
 * What the application ends with: below 64 what was found, from there on what kept it from being
 * found, as in {@code sysexits.h}.
 */
public final class ExitCode {
  public static final int FINE = 0;

  /** {@code compare}: something is slower, less precise, or no longer there. */
  public static final int REGRESSED = 1;

  /** A backend is wrong beyond its known divergences; {@code compare}: it was not so before. */
  public static final int WRONG = 2;

  /**
   * There is no answer. {@code verify}: a backend died of so many problems that an operation was
   * given up, or did not start again; {@code compare}: too noisy, too little in common, or times of
   * different machines; {@code recommend}: no backend can be recommended, or nothing was timed.
   */
  public static final int INCONCLUSIVE = 3;

  /**
   * The command line cannot be understood: an unknown backend, operation, option, a malformed
   * problem.
   */
  public static final int USAGE = 64;

  /** A file is not what it should be: a foreign or half-written run. */
  public static final int DATA = 65;

  /** A backend cannot be started here: no natives, no such device, no network. */
  public static final int UNAVAILABLE = 69;

  /** A fault of the application itself. */
  public static final int SOFTWARE = 70;

  /** A folder or file cannot be written. */
  public static final int CANNOT_CREATE = 73;

  private ExitCode() {}

  /** Of several things done: that of a wrong backend before that of a missing one. */
  public static int worst(List<Integer> codes) {
    return codes.contains(WRONG) ? WRONG : codes.contains(UNAVAILABLE) ? UNAVAILABLE : FINE;
  }
}
