package dev.assay.reports.render;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A run as one page. */
final class HtmlReport {
  /** What they have in common comes first. */
  private static final List<String> SCRIPTS =
      List.of(
          "charts.js", "bars.js", "roofline.js", "tables.js", "page.js", "cells.js", "places.js");

  private HtmlReport() {}

  /** The page of a run, however far it got. */
  static String render(Report report) {
    List<String> scripts = new ArrayList<>(SCRIPTS);
    if (hasCharts(report)) {
      scripts.add(0, Page.CHART_LIBRARY);
    }
    return new Page("report.html.peb", List.of("tables.css"), scripts)
        .fill(Map.of("report", report, "glossary", Sign.glossary(), "reading", Guide.sections()));
  }

  private static boolean hasCharts(Report report) {
    return !report.throughput().networks().isEmpty()
        || report.hardware().roofs().several()
        || report.hardware().roofline().hasPoints();
  }
}
