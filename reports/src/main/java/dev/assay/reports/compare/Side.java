package dev.assay.reports.compare;

import dev.assay.reports.record.RunRecord;
import java.util.Map;

/**
 * One of two runs that are compared.
 *
 * @param names by which name the comparison knows a backend of this run; its own where none is
 *     given
 */
record Side(RunRecord run, Map<String, String> names) {
  Side {
    names = Map.copyOf(names);
  }

  /** A run whose backends keep their names. */
  static Side of(RunRecord run) {
    return new Side(run, Map.of());
  }

  /** Whether both are the same run. */
  boolean isOf(Side other) {
    return run.id().equals(other.run.id()) && run.started().equals(other.run.started());
  }

  String name(String backend) {
    return names.getOrDefault(backend, backend);
  }
}
