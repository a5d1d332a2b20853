package dev.assay.reports.render;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A run as one self-contained page: style, script and chart library are part of it. */
final class HtmlReport {
  private static final String CHART_LIBRARY =
      "/META-INF/resources/webjars/echarts/5.5.0/echarts.common.min.js";

  /** What they have in common comes first. */
  private static final List<String> SCRIPTS =
      List.of(
          "charts.js", "bars.js", "roofline.js", "tables.js", "page.js", "cells.js", "places.js");

  private static final JsonMapper JSON = new JsonMapper();

  /** Templates of pages. */
  static final Templates TEMPLATES =
      new Templates(HtmlReport::escape, Map.of("json", new TextFilter(HtmlReport::json)));

  private HtmlReport() {}

  /** The page of a run, however far it got. */
  static String render(Report report) {
    return TEMPLATES.fill(
        "report.html.peb",
        Map.of(
            "report",
            report,
            "glossary",
            Sign.glossary(),
            "reading",
            Guide.sections(),
            "css",
            resource("report.css") + resource("tables.css"),
            "script",
            SCRIPTS.stream().map(HtmlReport::resource).collect(Collectors.joining("\n")),
            "echarts",
            hasCharts(report) ? resource(CHART_LIBRARY) : ""));
  }

  private static boolean hasCharts(Report report) {
    return !report.throughput().networks().isEmpty()
        || report.hardware().roofs().several()
        || report.hardware().roofline().hasPoints();
  }

  /** Safe between tags and in quoted attributes. */
  private static String escape(String text) {
    return Printable.of(text)
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }

  private static String json(Object value) {
    try {
      return escape(JSON.writeValueAsString(value));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("what a page shows must be printable", e);
    }
  }

  /** A text that goes into pages as it is. */
  static String resource(String name) {
    try (InputStream stream = HtmlReport.class.getResourceAsStream(name)) {
      if (stream == null) {
        throw new IllegalStateException(name + " is missing on the class path");
      }
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
