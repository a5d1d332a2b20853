package dev.assay.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A new folder among the temporary files, for its owner alone. */
public final class TemporaryFolder {
  private TemporaryFolder() {}

  /**
   * Makes one.
   *
   * @throws UnwritableFolderException if none can be made, with the remedy
   */
  public static Path make() {
    try {
      return Files.createTempDirectory("assay");
    } catch (IOException e) {
      throw unusable(e);
    }
  }

  /** That it, or something in it, cannot be made. */
  static UnwritableFolderException unusable(IOException e) {
    return new UnwritableFolderException(
        "cannot write to the folder for temporary files ("
            + e.getMessage()
            + "); free space there, or name another with ASSAY_JAVA_OPTIONS=-Djava.io.tmpdir=…",
        e);
  }
}
