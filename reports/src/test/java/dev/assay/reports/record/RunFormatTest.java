package dev.assay.reports.record;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The schema describes what is written, all of it. */
class RunFormatTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @ParameterizedTest
  @MethodSource("dev.assay.reports.record.RunFolderTest#samples")
  void whatIsWrittenFitsTheSchemaAndHoldsNothingElse(RunRecord run) throws IOException {
    assertThat(errors(RunJson.print(run))).isEmpty();
  }

  @Test
  void aDeclaredPrecisionIsWrittenAndFloat32IsNot() throws IOException {
    String text =
        RunJson.print(
            SampleRuns.begun()
                .with(
                    new BackendRecord(
                        "b",
                        "B",
                        null,
                        "cpu",
                        1,
                        new TreeMap<>(),
                        null,
                        "bf16",
                        null,
                        null,
                        null)));
    assertThat(text).containsOnlyOnce("\"precision\" : \"bf16\"");
    assertThat(errors(text)).isEmpty();
    assertThat(RunJson.print(SampleRuns.begun())).doesNotContain("\"precision\"");
  }

  @Test
  void theSchemaRefusesWhatDoesNotFit() throws IOException {
    String text = RunJson.print(SampleRuns.complete());
    assertThat(errors(text.replace("\"KNOWN\"", "\"UNKNOWN\""))).isNotEmpty();
    assertThat(errors(text.replace("\"occurrences\"", "\"frequency\""))).isNotEmpty();
    assertThat(errors(text.replace("\"Infinity\"", "\"a lot\""))).isNotEmpty();
    assertThat(errors(text.replace("\"version\" : 1", "\"version\" : 2"))).isNotEmpty();
  }

  @Test
  void everyPropertyIsExplained() throws IOException {
    Map<String, JsonNode> properties = new TreeMap<>();
    collectProperties("run", schema(), properties);
    assertThat(properties).hasSizeGreaterThan(200);
    assertThat(properties)
        .allSatisfy(
            (path, property) -> assertThat(property.path("description").asText()).isNotBlank());
  }

  @Test
  void infinitiesAreStringsSoThatStrictReadersCanReadThem() throws IOException {
    String text = RunJson.print(SampleRuns.complete());
    assertThat(text).contains(": \"Infinity\"").contains(": \"NaN\"");
    assertThat(text).doesNotContain(": Infinity").doesNotContain(": NaN");
  }

  private static List<Error> errors(String text) throws IOException {
    JsonNode strict = schema();
    forbidOthers(strict);
    Schema schema =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(strict.toString(), InputFormat.JSON);
    return schema.validate(text, InputFormat.JSON);
  }

  /** Makes every object refuse properties that the schema does not list. */
  private static void forbidOthers(JsonNode node) {
    if (node.path("properties").isObject() && node.path("type").asText().equals("object")) {
      ((ObjectNode) node).put("additionalProperties", false);
    }
    node.forEach(RunFormatTest::forbidOthers);
  }

  private static void collectProperties(
      String path, JsonNode node, Map<String, JsonNode> properties) {
    if (node.path("properties").isObject()) {
      node.path("properties")
          .properties()
          .forEach(property -> properties.put(path + "." + property.getKey(), property.getValue()));
    }
    node.properties()
        .forEach(
            child -> collectProperties(path + "/" + child.getKey(), child.getValue(), properties));
  }

  private static JsonNode schema() throws IOException {
    try (InputStream stream = RunRecord.class.getResourceAsStream("run.schema.json")) {
      return JSON.readTree(Objects.requireNonNull(stream));
    }
  }
}
