package dev.assay.verify.generate;

import dev.assay.reference.problem.Problem;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Which part of an operation's parameter space was reached: the values of each feature (see {@link
 * Features}), and which pairs of values met in a problem. Most faults need two values to meet, few
 * need three (Kuhn, Wallace &amp; Gallo 2004): {@link Novelty} looks for these.
 */
public final class Coverage {
  /** More values than the features of any operation have. */
  private static final int MOST_VALUES = 1 << 8;

  private final Map<String, Map<String, Integer>> numbers = new HashMap<>();
  private final List<Value> values = new ArrayList<>();
  private final int[] problems = new int[MOST_VALUES];
  private final BitSet pairs = new BitSet(MOST_VALUES * MOST_VALUES);

  private record Value(String feature, String value) {
    @Override
    public String toString() {
      return feature + "=" + value;
    }
  }

  /** Counts a problem that was computed. */
  public void add(Problem problem) {
    int[] found = find(problem);
    for (int i = 0; i < found.length; i++) {
      problems[found[i]]++;
      for (int j = 0; j < i; j++) {
        pairs.set(pair(found[i], found[j]));
      }
    }
  }

  /** Notes that such problems exist, though this one was not computed. */
  public void meet(Problem problem) {
    find(problem);
  }

  private static int pair(int one, int other) {
    return Math.max(one, other) * MOST_VALUES + Math.min(one, other);
  }

  private int[] find(Problem problem) {
    return Features.of(problem).entrySet().stream()
        .mapToInt(feature -> number(feature.getKey(), feature.getValue()))
        .toArray();
  }

  private int number(String feature, String value) {
    return numbers
        .computeIfAbsent(feature, f -> new HashMap<>())
        .computeIfAbsent(
            value,
            v -> {
              values.add(new Value(feature, v));
              return values.size() - 1;
            });
  }

  /** For each feature how many problems were computed with each of its values. */
  public SortedMap<String, SortedMap<String, Integer>> values() {
    SortedMap<String, SortedMap<String, Integer>> byFeature = new TreeMap<>();
    for (int i = 0; i < values.size(); i++) {
      Value value = values.get(i);
      byFeature
          .computeIfAbsent(value.feature, feature -> new TreeMap<>())
          .put(value.value, problems[i]);
    }
    return byFeature;
  }

  /** Values of two features that never met; some contradict each other. */
  public List<String> gaps() {
    List<String> gaps = new ArrayList<>();
    for (int i = 0; i < values.size(); i++) {
      for (int j = 0; j < i; j++) {
        if (!values.get(i).feature.equals(values.get(j).feature) && !pairs.get(pair(i, j))) {
          String one = values.get(i).toString();
          String other = values.get(j).toString();
          gaps.add(one.compareTo(other) < 0 ? one + " " + other : other + " " + one);
        }
      }
    }
    Collections.sort(gaps);
    return gaps;
  }
}
