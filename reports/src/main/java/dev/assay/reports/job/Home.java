package dev.assay.reports.job;

import dev.assay.reports.console.Failure;
import dev.assay.reports.record.NoiseFolder;
import java.nio.file.Path;

/**
 * Where the application keeps its own: backends where the build put them, which the launcher says
 * ({@code -Dassay.home}), and what may be lost, in the user's cache.
 */
public final class Home {
  /** Where tests keep apart from the user's cache what they compute. */
  public static final String CACHE = "assay.cache";

  private static final String PROPERTY = "assay.home";

  private Home() {}

  /**
   * Where things are kept that are computed or measured anew if they are lost: {@code
   * -Dassay.cache}, or else {@code $XDG_CACHE_HOME/assay}, or {@code ~/.cache/assay}.
   */
  public static Path cache() {
    String named = System.getProperty(CACHE);
    if (named != null) {
      return Path.of(named);
    }
    String xdg = System.getenv("XDG_CACHE_HOME");
    return (xdg == null || xdg.isBlank()
            ? Path.of(System.getProperty("user.home"), ".cache")
            : Path.of(xdg))
        .resolve("assay");
  }

  /** Where {@code calibrate} keeps how noisy this machine is. */
  public static NoiseFolder noise() {
    return new NoiseFolder(cache().resolve("noise"));
  }

  /**
   * The backends that come with the application, a folder each.
   *
   * @throws Failure if nobody said where
   */
  public static Path backends() {
    String home = System.getProperty(PROPERTY);
    if (home == null) {
      throw Failure.usage("start Assay with the launcher ./assay, or set -D" + PROPERTY);
    }
    return Path.of(home, "backends");
  }
}
