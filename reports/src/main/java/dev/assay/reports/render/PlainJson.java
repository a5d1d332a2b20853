package dev.assay.reports.render;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import java.time.Instant;

/** Findings for other programs. Numbers that JSON lacks are strings: {@code "Infinity"}. */
final class PlainJson {
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .defaultPropertyInclusion(JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, null))
          .addModule(new SimpleModule().addSerializer(Instant.class, ToStringSerializer.instance))
          .build();

  private PlainJson() {}

  static String print(Object findings) {
    try {
      return MAPPER.writeValueAsString(findings) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("findings must be printable", e);
    }
  }
}
