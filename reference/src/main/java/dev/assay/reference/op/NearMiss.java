package dev.assay.reference.op;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Names that somebody may have meant who typed another one: of operations, which are typed as text
 * here, and of all else that is named on command lines and in files.
 */
public final class NearMiss {
  private NearMiss() {}

  /**
   * A question for the name that was meant.
   *
   * @param typed what is no such name
   * @param names those that there are
   * @return {@code did you mean conv2d?}; empty if none is near
   */
  public static Optional<String> of(String typed, Collection<String> names) {
    int nearest = names.stream().mapToInt(name -> distance(typed, name)).min().orElse(0);
    if (nearest > Math.max(2, 1 + typed.length() / 4)) {
      return Optional.empty();
    }
    List<String> near =
        names.stream().filter(name -> distance(typed, name) == nearest).distinct().toList();
    return near.isEmpty()
        ? Optional.empty()
        : Optional.of(near.stream().collect(Collectors.joining(" or ", "did you mean ", "?")));
  }

  /** How many letters to insert, delete or replace, whatever their case (Levenshtein). */
  private static int distance(String typed, String name) {
    String from = typed.toLowerCase(Locale.ROOT);
    String to = name.toLowerCase(Locale.ROOT);
    int[] above = new int[to.length() + 1];
    for (int j = 0; j <= to.length(); j++) {
      above[j] = j;
    }
    for (int i = 1; i <= from.length(); i++) {
      int[] row = new int[to.length() + 1];
      row[0] = i;
      for (int j = 1; j <= to.length(); j++) {
        int replaced = above[j - 1] + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(replaced, 1 + Math.min(above[j], row[j - 1]));
      }
      above = row;
    }
    return above[to.length()];
  }
}
