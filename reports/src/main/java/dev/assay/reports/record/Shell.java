package dev.assay.reports.record;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Commands as a POSIX shell takes them. */
public final class Shell {
  private static final Pattern PLAIN = Pattern.compile("[\\w@%+=:,./-]+");

  private Shell() {}

  /** A word, in quotes if it needs any. */
  public static String word(String text) {
    return PLAIN.matcher(text).matches() ? text : "'" + text.replace("'", "'\\''") + "'";
  }

  /** A command. */
  public static String words(List<String> words) {
    return words.stream().map(Shell::word).collect(Collectors.joining(" "));
  }
}
