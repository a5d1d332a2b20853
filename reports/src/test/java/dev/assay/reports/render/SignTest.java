package dev.assay.reports.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SignTest {
  /** Reports, the README and the description of records say the same of it. */
  @ParameterizedTest
  @EnumSource
  void anOutcomeMeansTheSameEverywhere(Sign sign) {
    String meaning = sign.meaning();
    String cell =
        meaning.substring(0, 1).toLowerCase(Locale.ROOT)
            + meaning.substring(1, meaning.length() - 1);
    assertThat(meaning).endsWith(".");
    assertThat(Path.of("RUN-FORMAT.md"))
        .content()
        .contains("| `" + sign.outcome() + "` | " + cell + " |\n");
    assertThat(Path.of("..", "README.md")).content().contains("| " + sign.outcome() + " | " + cell);
  }
}
