package dev.assay.reports.render;

import dev.assay.reports.history.FoundRun;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Objects;
import java.util.StringJoiner;

/**
 * A run as pages name it.
 *
 * @param id its name
 * @param date when it began, in UTC
 * @param href its own page, relative to the page that names it; empty if there is none
 */
record RunLink(String id, String date, String href) {
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm").withZone(ZoneOffset.UTC);

  /**
   * A link.
   *
   * @param folder of the page that names it
   */
  static RunLink of(FoundRun found, Path folder) {
    Path page = found.file().resolveSibling("index.html");
    return new RunLink(
        found.run().id(),
        DATE.format(found.run().started()),
        Files.exists(page) ? relative(folder, page) : "");
  }

  /** {@code 2026-11-22}. */
  public String day() {
    return date.substring(0, date.indexOf(' '));
  }

  /** {@code 14:03}. */
  public String time() {
    return date.substring(date.indexOf(' ') + 1);
  }

  private static String relative(Path folder, Path page) {
    Path from = folder.toAbsolutePath().normalize();
    Path to = page.toAbsolutePath().normalize();
    if (!Objects.equals(from.getRoot(), to.getRoot())) {
      return to.toUri().toASCIIString();
    }
    StringJoiner path = new StringJoiner("/", "./", "");
    from.relativize(to).forEach(name -> path.add(name.toString()));
    try {
      return new URI(null, null, path.toString(), null).toASCIIString();
    } catch (URISyntaxException e) {
      throw new IllegalStateException("a path can be part of an address", e);
    }
  }
}
