package dev.assay.reports.render;

/** Text of unknown origin, made fit to be shown. */
public final class Printable {
  private Printable() {}

  /**
   * Without terminal control sequences, and with a replacement for every character that XML and
   * terminals cannot show. Line breaks and tabs stay.
   */
  public static String of(String text) {
    return text.replaceAll("\u001b\\[[0-9;?]*[ -/]*[@-~]", "")
        .replaceAll("[\\p{Cntrl}\\uFFFE\\uFFFF&&[^\\n\\t]]|\\p{Cs}", "\uFFFD");
  }

  /** In one line. */
  public static String line(String text) {
    return of(text).replaceAll("\\s+", " ").strip();
  }
}
