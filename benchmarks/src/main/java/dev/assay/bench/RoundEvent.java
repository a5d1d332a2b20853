package dev.assay.bench;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * One line of a round's progress: {@code ASSAY-BENCH kind problem detail}, separated by tabs.
 *
 * @param kind what happened
 * @param problem text of the problem concerned, or empty
 * @param detail what there is to say beside that, or empty
 */
public record RoundEvent(Kind kind, String problem, String detail) {
  private static final String MARK = "ASSAY-BENCH";
  private static final String SEPARATOR = "\t";
  private static final Pattern SPACE = Pattern.compile("\\s+");

  /** What can happen in a round. */
  public enum Kind {
    /** The backend is up; the detail says with how many threads, 0 if it cannot tell. */
    READY,
    /** The backend could not be started; the detail says why. The round is over. */
    UNAVAILABLE,
    /** A problem is begun, or begun again after others because it was disturbed. */
    STARTED,
    /** It was run for the first time; the detail says how many seconds that took. */
    RAN,
    /**
     * A problem is timed and its result is on disk; the detail of a network is its {@link RunCost}.
     */
    TIMED,
    /** The backend threw; the detail says what. */
    FAILED,
    /**
     * The backend cannot do it here, of which the detail says why: the card has too little memory.
     */
    UNSUPPORTED,
    /** The results of the runs that are timed are wrong; the detail says which, and how. */
    WRONG,
    /** It was timed, but computed nothing in that time; the detail tells by what that shows. */
    MISTRUSTED;

    /** Whether the problem is being timed. */
    boolean isRunning() {
      return this == STARTED || this == RAN;
    }

    /** Whether the problem is done with, for the time being at least. */
    boolean isEnd() {
      return this == TIMED || isFailure();
    }

    /** Whether the problem gets no time. */
    boolean isFailure() {
      return this == FAILED || this == UNSUPPORTED || this == WRONG || this == MISTRUSTED;
    }
  }

  public RoundEvent {
    problem = oneLine(problem);
    detail = oneLine(detail);
  }

  private static String oneLine(String text) {
    return SPACE.matcher(text).replaceAll(" ").strip();
  }

  /** Reads a line that {@link #toString} gave. */
  static RoundEvent parse(String line) {
    String[] parts = line.split(SEPARATOR, -1);
    if (parts.length != 4 || !parts[0].equals(MARK)) {
      throw new IllegalArgumentException("not a line of a round's progress: '" + line + "'");
    }
    return new RoundEvent(Kind.valueOf(parts[1].toUpperCase(Locale.ROOT)), parts[2], parts[3]);
  }

  @Override
  public String toString() {
    return String.join(SEPARATOR, MARK, kind.name().toLowerCase(Locale.ROOT), problem, detail);
  }
}
