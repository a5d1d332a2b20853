package dev.assay.reports.record;

import java.util.regex.Pattern;

/** What natives, JVMs and Maven print, fit for a record that people publish. */
public final class Discreet {
  private static final String HOME = System.getProperty("user.home", "");

  private static final Pattern REPOSITORY = Pattern.compile(" \\(https?://[^)\\s]*\\)");

  private Discreet() {}

  /** Without the name of the user's home folder, and the addresses of Maven's repositories. */
  public static String text(String printed) {
    return withoutHome(REPOSITORY.matcher(printed).replaceAll(""), HOME);
  }

  static String withoutHome(String printed, String home) {
    return home.length() > 1 ? printed.replace(home, "~") : printed;
  }
}
