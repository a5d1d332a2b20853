package dev.assay.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The control groups of Linux, by which containers are given a part of the machine. Elsewhere there
 * are none.
 *
 * @param root {@code /}, or a folder with such files
 */
public record ControlGroups(Path root) {
  private static final String TOP = "sys/fs/cgroup";

  /**
   * The folders of the groups that this process is in, innermost first. Version 2 has one
   * hierarchy, named {@code 0::/path}; version 1 one for each controller, {@code
   * 4:cpu,cpuacct:/path}.
   */
  public List<Path> folders(String controller) {
    List<Path> folders = new ArrayList<>();
    for (String line : ProcessorTime.lines(root.resolve("proc/self/cgroup"))) {
      String[] parts = line.split(":", 3);
      if (parts.length < 3) {
        continue;
      }
      boolean unified = parts[1].isEmpty();
      if (!unified && !List.of(parts[1].split(",")).contains(controller)) {
        continue;
      }
      Path top = root.resolve(TOP).resolve(unified ? "" : controller);
      Path outermost = Path.of("/");
      Path group = outermost.resolve(parts[2]).normalize();
      for (Path next = group; next != null; next = next.getParent()) {
        folders.add(top.resolve(outermost.relativize(next)));
      }
    }
    return folders;
  }
}
