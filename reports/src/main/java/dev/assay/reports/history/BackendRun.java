package dev.assay.reports.history;

import java.util.SortedMap;
import java.util.TreeMap;

/** One backend in one run. */
public record BackendRun(FoundRun found, BackendDigest backend) {
  public RunDigest run() {
    return found.run();
  }

  /** Versions of the backend and of all that it stands on. */
  SortedMap<String, String> versions() {
    SortedMap<String, String> versions = new TreeMap<>(run().platform());
    versions.putAll(backend.versions());
    return versions;
  }
}
