package dev.assay.reports.render;

import dev.assay.reports.history.FoundRun;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** How the pages of a folder name runs; the same run is named often. */
final class RunLinks {
  private final Path folder;
  private final Map<Path, RunLink> links = new HashMap<>();

  RunLinks(Path folder) {
    this.folder = folder;
  }

  RunLink of(FoundRun found) {
    return links.computeIfAbsent(found.file(), file -> RunLink.of(found, folder));
  }
}
