package dev.assay.reports.compare;

import dev.assay.reports.record.BackendRecord;
import dev.assay.reports.record.RunRecord;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One of the runs that are compared.
 *
 * @param names by which name the comparison knows a backend of this run; its own where none is
 *     given
 */
public record Side(RunRecord run, Map<String, String> names) {
  public Side {
    names = Map.copyOf(names);
  }

  /** A run whose backends keep their names. */
  static Side of(RunRecord run) {
    return new Side(run, Map.of());
  }

  /**
   * A run whose backends are known by the names of their libraries, whatever their versions. Only
   * backends that a run compares with another version of themselves keep their full names.
   */
  public static Side withoutVersions(RunRecord run) {
    List<String> names = run.backends().stream().map(BackendRecord::name).toList();
    Map<String, String> libraries = new HashMap<>();
    for (String name : names) {
      boolean alone =
          names.stream().filter(other -> library(other).equals(library(name))).count() == 1;
      libraries.put(name, alone ? library(name) : name);
    }
    return new Side(run, libraries);
  }

  /** A backend's name without its version: {@code dl4j} of {@code dl4j@1.0.0-beta7}. */
  static String library(String name) {
    int at = name.indexOf('@');
    return at < 0 ? name : name.substring(0, at);
  }

  /** Whether both are the same run, in which all rounds took turns: none that was merged. */
  boolean isOf(Side other) {
    return run.sources() == null
        && run.id().equals(other.run.id())
        && run.started().equals(other.run.started());
  }

  /** Whether the comparison knows a backend of this run by that name. */
  boolean has(String name) {
    return run.backends().stream().anyMatch(backend -> name(backend.name()).equals(name));
  }

  /** Whether what the comparison knows by that name is, in this run, the same library. */
  boolean isOneLibrary(String name) {
    return run.backends().stream()
        .map(BackendRecord::name)
        .filter(backend -> name(backend).equals(name))
        .allMatch(backend -> library(backend).equals(library(name)));
  }

  public String name(String backend) {
    return names.getOrDefault(backend, backend);
  }
}
