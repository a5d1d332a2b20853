package dev.assay.reports;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * {@code ARCHITECTURE.md} leads to classes that are there, whatever they are called by now, and
 * packages say what it says of them.
 */
class ArchitectureMapTest {
  private static final Path ROOT = Path.of("..");
  private static final Pattern PLACE = Pattern.compile("(?m)^\\[`([\\w.]+)`]: (\\S+)$");
  private static final Pattern NAME = Pattern.compile("(?<!\n)\\[`([\\w.]+)`]");
  private static final Pattern DRAWING = Pattern.compile("(?s)```(.*?)```");
  private static final Pattern CLASS = Pattern.compile("\\b([A-Z]\\w+)");

  private static final String IN_REPORTS = "reports/src/main/java/dev/assay/reports/";

  /** Folders of packages that are said to tell. */
  private static final List<String> WITH_CHANGES =
      List.of(
          "reference/src/main",
          "property-tests/src/main",
          "adapters/spi/src/main",
          "adapters/worker/src/main",
          "adapters/host/src/main",
          IN_REPORTS + "cli",
          IN_REPORTS + "console",
          IN_REPORTS + "job",
          IN_REPORTS + "render");

  @Test
  void everyNameLeadsToItsClass() throws IOException {
    String map = Files.readString(ROOT.resolve("ARCHITECTURE.md"));
    TreeMap<String, String> places = new TreeMap<>();
    PLACE.matcher(map).results().forEach(place -> places.put(place.group(1), place.group(2)));

    assertThat(names(NAME, map)).isEqualTo(places.keySet());
    assertThat(places)
        .allSatisfy(
            (name, file) -> {
              assertThat(file).endsWith("/" + name.replace('.', '/') + ".java");
              assertThat(ROOT.resolve(file)).isRegularFile();
            });
  }

  @Test
  void whatIsDrawnIsExplained() throws IOException {
    String map = Files.readString(ROOT.resolve("ARCHITECTURE.md"));
    String drawing =
        DRAWING.matcher(map).results().map(MatchResult::group).findFirst().orElseThrow();

    assertThat(names(CLASS, drawing)).isNotEmpty().isSubsetOf(names(NAME, map));
  }

  @Test
  void packagesSayWhereAChangeGoes() throws IOException {
    for (String folder : WITH_CHANGES) {
      try (Stream<Path> files = Files.walk(ROOT.resolve(folder))) {
        assertThat(files.filter(file -> file.endsWith("package-info.java")))
            .as(folder)
            .isNotEmpty()
            .allSatisfy(file -> assertThat(file).content().contains("Where a change goes"));
      }
    }
  }

  private static Set<String> names(Pattern pattern, String text) {
    return pattern
        .matcher(text)
        .results()
        .map(found -> found.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
