package dev.assay.bench;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which of the machine's processors this process may use, as Linux tells. */
public final class AllowedProcessors {
  private static final String LIST = "Cpus_allowed_list:";

  /** {@code 8} or {@code 0-3}. */
  private static final Pattern RANGE = Pattern.compile("(\\d+)(?:-(\\d+))?");

  private AllowedProcessors() {}

  /**
   * Their numbers, some of which need not be there; empty if it is not told.
   *
   * @param proc {@code /proc}, or a folder with such files
   */
  public static Optional<BitSet> of(Path proc) {
    BitSet processors = new BitSet();
    ProcessorTime.lines(proc.resolve("self/status")).stream()
        .filter(line -> line.startsWith(LIST))
        .flatMap(line -> Arrays.stream(line.substring(LIST.length()).split(",", -1)))
        .map(range -> RANGE.matcher(range.strip()))
        .filter(Matcher::matches)
        .forEach(range -> processors.set(number(range, 1), number(range, 2) + 1));
    return processors.isEmpty() ? Optional.empty() : Optional.of(processors);
  }

  /** The end of a range, or if it has none its beginning. */
  private static int number(Matcher range, int end) {
    return Integer.parseInt(range.group(range.group(end) == null ? 1 : end));
  }
}
