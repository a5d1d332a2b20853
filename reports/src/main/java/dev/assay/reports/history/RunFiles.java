package dev.assay.reports.history;

import dev.assay.reports.record.RunFolder;
import java.io.IOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Looks for records of runs. */
public final class RunFiles {
  private final Set<Path> files = new TreeSet<>();
  private final List<SkippedFile> unreadable = new ArrayList<>();

  /** Files that are given, and every {@value RunFolder#RECORD} below folders that are given. */
  public static RunFiles below(List<Path> paths) {
    RunFiles found = new RunFiles();
    for (Path path : paths) {
      if (Files.isDirectory(path)) {
        found.look(path);
      } else {
        found.files.add(path);
      }
    }
    return found;
  }

  /** In the order of their names, each once. */
  public List<Path> files() {
    return List.copyOf(files);
  }

  List<SkippedFile> unreadable() {
    return unreadable;
  }

  private void look(Path folder) {
    try {
      Files.walkFileTree(
          folder,
          EnumSet.of(FileVisitOption.FOLLOW_LINKS),
          Integer.MAX_VALUE,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
              if (file.endsWith(RunFolder.RECORD)) {
                files.add(file);
              }
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) {
              // What a link back leads to is looked through as it is.
              if (!(e instanceof FileSystemLoopException)) {
                unreadable.add(
                    new SkippedFile(file, "cannot look into " + file + "; make it readable"));
              }
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException e) {
      unreadable.add(
          new SkippedFile(folder, "cannot look into all of " + folder + ": " + e.getMessage()));
    }
  }
}
