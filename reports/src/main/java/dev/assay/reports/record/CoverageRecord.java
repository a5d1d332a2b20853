package dev.assay.reports.record;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Which part of one operation's parameter space a backend's random problems reached.
 *
 * @param features for each feature (a parameter in coarse steps, direction, fill) its values, and
 *     how many problems with each were computed; 0 if all were unsupported
 * @param gaps values of two features that never met in a computed problem, such as {@code groups=1
 *     pad=none}; some contradict each other
 */
public record CoverageRecord(
    String backend,
    String operation,
    SortedMap<String, SortedMap<String, Integer>> features,
    List<String> gaps) {

  public CoverageRecord {
    Objects.requireNonNull(backend, "backend");
    Objects.requireNonNull(operation, "operation");
    SortedMap<String, SortedMap<String, Integer>> copy = new TreeMap<>();
    features.forEach(
        (feature, values) ->
            copy.put(feature, Collections.unmodifiableSortedMap(new TreeMap<>(values))));
    features = Collections.unmodifiableSortedMap(copy);
    gaps = List.copyOf(gaps);
  }

  Object subject() {
    return List.of(backend, operation);
  }

  /** How many pairs of values of different features there are. */
  @JsonProperty(access = JsonProperty.Access.READ_ONLY)
  public int pairs() {
    int pairs = 0;
    int before = 0;
    for (Map<String, Integer> values : features.values()) {
      pairs += before * values.size();
      before += values.size();
    }
    return pairs;
  }

  /** How many of them met. */
  @JsonProperty(access = JsonProperty.Access.READ_ONLY)
  public int reached() {
    return pairs() - gaps.size();
  }

  /** Both together. */
  CoverageRecord plus(CoverageRecord other) {
    SortedMap<String, SortedMap<String, Integer>> sum = new TreeMap<>();
    for (CoverageRecord one : List.of(this, other)) {
      one.features.forEach(
          (feature, values) ->
              values.forEach(
                  (value, count) ->
                      sum.computeIfAbsent(feature, f -> new TreeMap<>())
                          .merge(value, count, Integer::sum)));
    }
    List<String> values = new ArrayList<>();
    sum.forEach((feature, counts) -> counts.keySet().forEach(v -> values.add(feature + "=" + v)));
    Set<String> mine = new HashSet<>(gaps);
    Set<String> others = new HashSet<>(other.gaps);
    List<String> left = new ArrayList<>();
    for (int i = 0; i < values.size(); i++) {
      for (int j = i + 1; j < values.size(); j++) {
        String pair = values.get(i) + " " + values.get(j);
        if (!sameFeature(values.get(i), values.get(j))
            && !reached(mine, pair, values.get(i), values.get(j))
            && !other.reached(others, pair, values.get(i), values.get(j))) {
          left.add(pair);
        }
      }
    }
    return new CoverageRecord(backend, operation, sum, left);
  }

  private static boolean sameFeature(String one, String other) {
    return feature(one).equals(feature(other));
  }

  private static String feature(String value) {
    return value.substring(0, value.indexOf('='));
  }

  private boolean reached(Set<String> known, String pair, String one, String other) {
    return has(one) && has(other) && !known.contains(pair);
  }

  private boolean has(String value) {
    return features
        .getOrDefault(feature(value), Collections.emptySortedMap())
        .containsKey(value.substring(value.indexOf('=') + 1));
  }
}
