package dev.assay.reports.cli;

import dev.assay.reference.op.NearMiss;
import dev.assay.reports.console.Failure;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.PatternSyntaxException;

/** Operations by a pattern of their names, in which * stands for anything. */
final class OperationPattern {
  private OperationPattern() {}

  /**
   * The names that match any of the patterns.
   *
   * @throws Failure if a pattern matches none
   */
  static Set<String> matching(List<String> patterns, Collection<String> names) {
    Set<String> matching = new LinkedHashSet<>();
    patterns.forEach(pattern -> matching.addAll(matching(pattern, names)));
    return matching;
  }

  private static List<String> matching(String pattern, Collection<String> names) {
    List<String> matching = List.of();
    try {
      PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + pattern);
      matching = names.stream().filter(name -> matcher.matches(Path.of(name))).toList();
    } catch (PatternSyntaxException e) {
      // What is no pattern matches nothing.
    }
    if (matching.isEmpty()) {
      throw Failure.usage(
          "no operation matches '"
              + pattern
              + "'; "
              + NearMiss.of(pattern, names).orElse("there are: " + String.join(", ", names)));
    }
    return matching;
  }
}
