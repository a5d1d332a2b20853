package dev.assay.reports.record;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import java.io.IOException;
import java.time.Instant;
import java.time.format.DateTimeParseException;

/**
 * The JSON text of a run, and of whatever else is told to other programs.
 *
 * <p>Strict JSON has no infinities: they are written as the strings {@code "Infinity"}, {@code
 * "-Infinity"} and {@code "NaN"}, which is what Jackson does by itself. Properties that a reader
 * does not know are skipped, so that one can be added without a new version.
 */
public final class RunJson {
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .defaultPropertyInclusion(JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, null))
          .addModule(
              new SimpleModule()
                  .addSerializer(Instant.class, ToStringSerializer.instance)
                  .addDeserializer(Instant.class, new InstantReader()))
          .build();

  private RunJson() {}

  /** The text of a record, with a line break at its end. */
  public static String print(Object record) {
    try {
      return MAPPER.writeValueAsString(record) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("records must be printable", e);
    }
  }

  /** The text of a record that nobody but this program reads, in UTF-8. */
  public static byte[] compact(Object record) {
    try {
      return MAPPER.writer().without(SerializationFeature.INDENT_OUTPUT).writeValueAsBytes(record);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("records must be printable", e);
    }
  }

  /**
   * Parses what {@link #print} or {@link #compact} gave.
   *
   * @throws IOException if it is something else
   */
  public static <T> T parse(byte[] text, Class<T> type) throws IOException {
    return MAPPER.readValue(text, type);
  }

  /**
   * Parses a run.
   *
   * @param name of the file, for messages
   */
  static RunRecord parse(String text, String name) {
    JsonNode tree;
    try {
      tree = MAPPER.readTree(text);
    } catch (JsonProcessingException e) {
      throw new FolderException(
          name
              + " is not JSON (line "
              + e.getLocation().getLineNr()
              + ": "
              + firstLine(e)
              + "); it was cut off or edited: restore it or name another run",
          e);
    }
    if (!tree.path("format").asText().equals(RunRecord.FORMAT)) {
      throw new FolderException(
          name + " is not an Assay run; name a folder that 'assay run' has made");
    }
    int version = tree.path("version").asInt();
    if (version > RunRecord.VERSION) {
      throw new FolderException(
          name
              + " has version "
              + version
              + " of the format, this Assay reads up to version "
              + RunRecord.VERSION
              + "; use a newer Assay");
    }
    try {
      return MAPPER.treeToValue(tree, RunRecord.class);
    } catch (JsonProcessingException e) {
      throw new FolderException(
          name + " is incomplete or damaged (" + firstLine(e) + "); name another run", e);
    }
  }

  private static String firstLine(JsonProcessingException e) {
    return e.getOriginalMessage()
        .lines()
        .findFirst()
        .orElse("no reason given")
        .replaceAll("\\[Source: [^;]*; ", "[");
  }

  private static final class InstantReader extends StdScalarDeserializer<Instant> {
    private static final long serialVersionUID = 1;

    InstantReader() {
      super(Instant.class);
    }

    @Override
    public Instant deserialize(JsonParser parser, DeserializationContext context)
        throws IOException {
      try {
        return Instant.parse(parser.getText());
      } catch (DateTimeParseException e) {
        throw context.weirdStringException(parser.getText(), Instant.class, "not an instant");
      }
    }
  }
}
