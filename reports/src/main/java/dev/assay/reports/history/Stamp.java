package dev.assay.reports.history;

import dev.assay.reports.record.FolderException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What tells whether a file has changed.
 *
 * @param size in bytes
 * @param modified when it was, in milliseconds of the epoch
 */
record Stamp(long size, long modified) {
  static Stamp of(Path file) {
    try {
      return new Stamp(Files.size(file), Files.getLastModifiedTime(file).toMillis());
    } catch (IOException e) {
      throw new FolderException(
          "there is no file " + file + " that can be read; name a run or a folder of runs", e);
    }
  }
}
