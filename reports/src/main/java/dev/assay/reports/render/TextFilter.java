package dev.assay.reports.render;

import io.pebbletemplates.pebble.extension.Filter;
import io.pebbletemplates.pebble.extension.escaper.SafeString;
import io.pebbletemplates.pebble.template.EvaluationContext;
import io.pebbletemplates.pebble.template.PebbleTemplate;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** A filter of templates that turns a value into text which needs no more escaping. */
record TextFilter(Function<Object, String> function) implements Filter {
  @Override
  public Object apply(
      Object input,
      Map<String, Object> arguments,
      PebbleTemplate template,
      EvaluationContext context,
      int line) {
    return new SafeString(function.apply(input));
  }

  @Override
  public List<String> getArgumentNames() {
    return List.of();
  }
}
