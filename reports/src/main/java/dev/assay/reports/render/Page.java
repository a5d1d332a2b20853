package dev.assay.reports.render;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A kind of self-contained page: styles, scripts and chart library are part of it.
 *
 * @param template what it shows
 * @param styles style sheets, beside the one that all pages have
 * @param scripts what it can do; what others build on comes first
 */
record Page(String template, List<String> styles, List<String> scripts) {
  /** The script that draws charts. */
  static final String CHART_LIBRARY =
      "/META-INF/resources/webjars/echarts/5.5.0/echarts.common.min.js";

  private static final String STYLE_OF_ALL = "report.css";
  private static final JsonMapper JSON = new JsonMapper();
  private static final Templates TEMPLATES =
      new Templates(Page::escape, Map.of("json", new TextFilter(Page::json)));

  /** A page that does nothing but to be read. */
  Page(String template, String style) {
    this(template, List.of(style), List.of());
  }

  /** A page of this kind. */
  String fill(Map<String, Object> values) {
    Map<String, Object> all = new HashMap<>(values);
    StringBuilder css = new StringBuilder(resource(STYLE_OF_ALL));
    styles.forEach(style -> css.append(resource(style)));
    all.put("css", css.toString());
    all.put("scripts", scripts.stream().map(Page::resource).toList());
    return TEMPLATES.fill(template, all);
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

  private static String resource(String name) {
    try (InputStream stream = Page.class.getResourceAsStream(name)) {
      if (stream == null) {
        throw new IllegalStateException(name + " is missing on the class path");
      }
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
