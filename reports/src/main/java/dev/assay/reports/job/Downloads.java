package dev.assay.reports.job;

import dev.assay.host.ArtifactResolver.Download;
import dev.assay.reports.console.Progress;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/** Shows downloads: a bar each for large files, nothing for small ones. */
final class Downloads implements Consumer<Download>, AutoCloseable {
  private static final long LARGE = 4 << 20;
  private static final long MIB = 1 << 20;

  private final Map<String, Progress> running = new HashMap<>();

  @Override
  public synchronized void accept(Download download) {
    if (download.total() < LARGE) {
      return;
    }
    Progress progress =
        running.computeIfAbsent(
            download.file(),
            file -> new Progress("fetching " + file + " (MiB)", download.total() / MIB));
    progress.to(download.bytes() / MIB);
    if (download.done()) {
      progress.close();
      running.remove(download.file());
    }
  }

  @Override
  public synchronized void close() {
    running.values().forEach(Progress::close);
    running.clear();
  }
}
