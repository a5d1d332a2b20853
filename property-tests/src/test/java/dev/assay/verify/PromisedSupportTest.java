package dev.assay.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.reference.op.Direction;
import dev.assay.reference.op.OperationText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PromisedSupportTest {
  private static final String README =
      """
      | file | what |
      <!-- support matrix: begin -->
      | operation | direction | one | other |
      | --- | --- | --- | --- |
      | `add` | all | passed <sup>1</sup> | unsupported: no sums |
      | `relu` | forward | known: *relu-drops-nan* | passed |
      | `relu` | backward, backward-data | unsupported: forward only | passed |
      <!-- support matrix: end -->
      """;

  private static final Path REPOSITORY_README = Path.of("..", "README.md");

  private static final List<String> IN_WORDS =
      List.of("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten");

  @TempDir Path folder;

  private PromisedSupport support() throws IOException {
    return PromisedSupport.in(Files.writeString(folder.resolve("README.md"), README));
  }

  @Test
  void eachColumnIsABackend() throws IOException {
    assertThat(support().backends()).containsExactly("one", "other");
  }

  @Test
  void eachOperationHasItsLines() throws IOException {
    assertThat(support().operations()).containsExactly("add", "relu");
  }

  /** An operation that no backend was ever asked for would be in no line. */
  @Test
  void theReadmeHasAllOperationsAndCountsThem() throws IOException {
    PromisedSupport promised = PromisedSupport.in(REPOSITORY_README);

    assertThat(promised.operations()).containsExactlyInAnyOrderElementsOf(OperationText.names());
    assertThat(REPOSITORY_README)
        .content()
        .contains(
            String.format(
                "<summary>%d operations on %s backends</summary>",
                promised.operations().size(), IN_WORDS.get(promised.backends().size())));
  }

  @ParameterizedTest
  @CsvSource({
    "one, add, BACKWARD_DATA, true",
    "other, add, FORWARD, false",
    "one, relu, FORWARD, true",
    "one, relu, BACKWARD_DATA, false",
    "other, relu, BACKWARD, true",
    "other, relu, BACKWARD_WEIGHTS, false",
    "one, sigmoid, FORWARD, false",
    "variant, add, FORWARD, false",
    "operation, add, FORWARD, false"
  })
  void whatACellDoesNotCallUnsupportedIsPromised(
      String backend, String operation, Direction direction, boolean promised) throws IOException {
    assertThat(support().includes(backend, operation, direction)).isEqualTo(promised);
  }
}
