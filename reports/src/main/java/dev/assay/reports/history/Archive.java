package dev.assay.reports.history;

import dev.assay.reports.record.FolderException;
import dev.assay.reports.record.RunFolder;
import dev.assay.reports.record.RunRecord;
import dev.assay.reports.record.RunState;
import dev.assay.reports.record.Shell;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Runs that were found, and what was found that is none.
 *
 * @param runs each once
 */
public record Archive(List<FoundRun> runs, List<SkippedFile> skipped) {

  /**
   * Reads runs, as far as the index does not know them; then it does.
   *
   * @param step is called after each file, by one thread at a time
   */
  public static Archive read(RunFiles files, HistoryIndex index, Runnable step) {
    List<FileContent> contents =
        files.files().parallelStream()
            .map(
                file -> {
                  FileContent content = read(file, index);
                  synchronized (step) {
                    step.run();
                  }
                  return content;
                })
            .toList();
    List<SkippedFile> skipped = new ArrayList<>(files.unreadable());
    List<FoundRun> runs = new ArrayList<>();
    for (FileContent content : contents) {
      if (content instanceof FoundRun run) {
        runs.add(run);
      } else if (content instanceof SkippedFile file) {
        skipped.add(file);
      }
    }
    return new Archive(unique(runs, skipped), skipped);
  }

  private static FileContent read(Path file, HistoryIndex index) {
    try {
      return index
          .get(file)
          .<FileContent>map(run -> new FoundRun(file, run))
          .orElseGet(() -> parse(file, index));
    } catch (FolderException e) {
      return new SkippedFile(file, Objects.requireNonNullElse(e.getMessage(), file.toString()));
    }
  }

  private static FileContent parse(Path file, HistoryIndex index) {
    Stamp stamp = Stamp.of(file);
    RunRecord run = RunFolder.read(file);
    if (run.state() == RunState.RUNNING) {
      return new SkippedFile(
          file,
          file
              + " is still running, or was killed; wait for it, or "
              + (run.campaign() == null
                  ? "begin it anew: " + run.command()
                  : "go on with it: assay continue "
                      + Shell.word(String.valueOf(file.getParent()))));
    }
    return new FoundRun(file, index.put(file, stamp, RunDigest.of(run)));
  }

  /** Copies, and runs that were merged from others that are there, would count twice. */
  private static List<FoundRun> unique(List<FoundRun> runs, List<SkippedFile> skipped) {
    Set<String> ids = runs.stream().map(found -> found.run().id()).collect(Collectors.toSet());
    Map<List<Object>, Path> seen = new HashMap<>();
    List<FoundRun> unique = new ArrayList<>();
    for (FoundRun found : runs) {
      RunDigest run = found.run();
      Path same =
          seen.putIfAbsent(List.of(run.id(), run.started(), run.machine().key()), found.file());
      if (same != null) {
        skipped.add(new SkippedFile(found.file(), found.file() + " is the same run as " + same));
      } else if (run.mixesMachines()) {
        skipped.add(
            new SkippedFile(
                found.file(),
                found.file()
                    + " was merged from runs of different machines; put those here instead"));
      } else if (!run.sources().isEmpty() && ids.containsAll(run.sources())) {
        skipped.add(
            new SkippedFile(
                found.file(), found.file() + " was merged from runs that are here already"));
      } else {
        unique.add(found);
      }
    }
    return unique;
  }
}
