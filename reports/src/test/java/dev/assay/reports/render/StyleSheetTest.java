package dev.assay.reports.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StyleSheetTest {
  /** What graphics need (Web Content Accessibility Guidelines 2.1, 1.4.11). */
  private static final double LEAST_CONTRAST = 3;

  @Test
  void seriesStandOutFromThePageByDayAndByNight() throws IOException {
    List<String> themes =
        Pattern.compile(":root \\{([^}]*)\\}")
            .matcher(sheet())
            .results()
            .map(theme -> theme.group(1))
            .toList();

    assertThat(themes).hasSize(2);
    for (String theme : themes) {
      Map<String, String> colours =
          Pattern.compile("--([\\w-]+): #(\\w+);")
              .matcher(theme)
              .results()
              .collect(Collectors.toMap(found -> found.group(1), StyleSheetTest::digits));
      double page = luminance(Objects.requireNonNull(colours.get("page")));
      assertThat(colours)
          .as("contrast of series")
          .hasSizeGreaterThan(8)
          .allSatisfy(
              (name, colour) -> {
                if (name.startsWith("series-")) {
                  assertThat(contrast(page, luminance(colour)))
                      .as(name)
                      .isGreaterThan(LEAST_CONTRAST);
                }
              });
    }
  }

  private static String sheet() throws IOException {
    try (InputStream sheet =
        Objects.requireNonNull(StyleSheetTest.class.getResourceAsStream("report.css"))) {
      return new String(sheet.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** {@code fff} is {@code ffffff}. */
  private static String digits(MatchResult colour) {
    String digits = colour.group(2);
    return digits.length() == 3 ? digits.replaceAll("(.)", "$1$1") : digits;
  }

  private static double contrast(double one, double other) {
    return (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
  }

  private static double luminance(String colour) {
    double[] linear =
        IntStream.of(0, 2, 4)
            .mapToDouble(at -> Integer.parseInt(colour.substring(at, at + 2), 16) / 255.0)
            .map(c -> c <= 0.04045 ? c / 12.92 : Math.pow((c + 0.055) / 1.055, 2.4))
            .toArray();
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2];
  }
}
