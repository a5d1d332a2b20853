package dev.assay.reports.cli;

import org.jspecify.annotations.Nullable;

/** A system property that is another for the time of a test. */
final class TestProperty {
  private final String name;
  private final @Nullable String before;

  /** Remembers what it is now. */
  TestProperty(String name) {
    this.name = name;
    this.before = System.getProperty(name);
  }

  void set(String value) {
    System.setProperty(name, value);
  }

  /** Makes it what it was before. */
  void restore() {
    if (before == null) {
      System.clearProperty(name);
    } else {
      System.setProperty(name, before);
    }
  }
}
