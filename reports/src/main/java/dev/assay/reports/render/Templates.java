package dev.assay.reports.render;

import io.pebbletemplates.pebble.PebbleEngine;
import io.pebbletemplates.pebble.extension.AbstractExtension;
import io.pebbletemplates.pebble.extension.Filter;
import io.pebbletemplates.pebble.extension.escaper.EscapingStrategy;
import io.pebbletemplates.pebble.loader.ClasspathLoader;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Map;

/** Fills the templates in the resources of this package. Everything put in is escaped. */
final class Templates {
  private final PebbleEngine engine;

  /**
   * @param escaping what must be done to text of unknown origin
   * @param filters the filters of this format, by name
   */
  Templates(EscapingStrategy escaping, Map<String, Filter> filters) {
    ClasspathLoader loader = new ClasspathLoader(Templates.class.getClassLoader());
    loader.setPrefix("dev/assay/reports/render");
    engine =
        new PebbleEngine.Builder()
            .loader(loader)
            .extension(
                new AbstractExtension() {
                  @Override
                  public Map<String, Filter> getFilters() {
                    return filters;
                  }
                })
            .strictVariables(true)
            .addEscapingStrategy("of-this-format", escaping)
            .defaultEscapingStrategy("of-this-format")
            .defaultLocale(Locale.ROOT)
            .build();
  }

  String fill(String template, Map<String, Object> values) {
    try {
      StringWriter text = new StringWriter();
      engine.getTemplate(template).evaluate(text, values);
      return text.toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
