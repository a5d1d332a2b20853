package dev.assay.reports.render;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.assay.reports.history.Archive;
import dev.assay.reports.history.History;
import dev.assay.reports.history.HistoryIndex;
import dev.assay.reports.history.RunFiles;
import dev.assay.reports.history.SimulatedHistory;
import dev.assay.reports.record.OutputFolder;
import dev.assay.reports.record.RunFolder;
import dev.assay.reports.record.RunRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryReportTest {
  private static final String HOSTILE = "<script>alert(1)</script> \"& 'x'";
  private static final Pattern PLACE = Pattern.compile("href=\"([^\"#]+#[^\"]*)\"");
  private static final Pattern LINK = Pattern.compile("href=\"([^\"#]+)[^\"]*\"");

  @TempDir static Path folder = Path.of("");
  private static Path pages = Path.of("");

  @BeforeAll
  static void writePages() throws IOException {
    SimulatedHistory daily = SimulatedHistory.quiet("processor " + HOSTILE, 10);
    SimulatedHistory other = SimulatedHistory.quiet("another", 10);
    List<RunRecord> runs = new ArrayList<>(daily.runs(300, 200, HOSTILE, 1.05));
    runs.add(daily.run(300, HOSTILE, 1.05, true));
    for (RunRecord run : runs) {
      save("a b#?%/" + run.id(), run);
    }
    save("other", other.run(7, "1", 1, false));
    pages = Files.createDirectories(folder.resolve("pages"));
    RunFiles files = RunFiles.below(List.of(folder));
    Archive archive = Archive.read(files, new HistoryIndex(folder.resolve("none")), () -> {});
    Presentation.of(History.of(archive), pages).write(new OutputFolder(pages));
  }

  private static void save(String name, RunRecord run) throws IOException {
    Path path = Files.createDirectories(folder.resolve("runs").resolve(name));
    RunFolder.at(path).save(run);
    Files.writeString(path.resolve("index.html"), "");
  }

  private static List<String> all() throws IOException {
    try (Stream<Path> files = Files.list(pages)) {
      List<String> texts = new ArrayList<>();
      for (Path file : files.filter(f -> f.toString().endsWith(".html")).toList()) {
        texts.add(Files.readString(file));
      }
      return texts;
    }
  }

  @Test
  void pagesNeedNothingAndHostileTextStaysText() throws IOException {
    assertThat(all()).hasSize(5);
    for (String page : all()) {
      String markup = page.replaceAll("(?s)<script>\n\"use strict\".*?</script>", "");
      assertThat(markup).doesNotContain(" src=", "<link", "@import", "url(", "<script");
    }
    assertThat(Files.readString(pages.resolve("index.html")))
        .contains("&lt;script&gt;alert(1)&lt;/script&gt;");
  }

  @Test
  void everyLinkLeadsSomewhere() throws IOException {
    for (String page : all()) {
      List<String> links =
          LINK.matcher(page).results().map((MatchResult match) -> match.group(1)).toList();
      assertThat(links).isNotEmpty();
      assertThat(links)
          .allSatisfy(link -> assertThat(Path.of(pages.toUri().resolve(link))).exists());
    }
  }

  /** Also to a place in a page. */
  @Test
  void everyStepAndUpgradeLeadsToWhatIsToldOfIt() throws IOException {
    List<String> links =
        PLACE
            .matcher(Files.readString(pages.resolve("index.html")))
            .results()
            .map((MatchResult match) -> match.group(1))
            .toList();
    assertThat(links).anyMatch(link -> link.endsWith("#step-200-layers"));
    assertThat(links).anyMatch(link -> link.endsWith("#versions-200"));
    for (String link : links) {
      String[] parts = link.split("#", -1);
      assertThat(Files.readString(pages.resolve(parts[0]))).contains("<tr id=\"" + parts[1] + "\"");
    }
  }

  @Test
  void theFirstLinesTellWhatIsWrongAndSlow() throws IOException {
    String page = Files.readString(pages.resolve("index.html"));
    assertThat(page)
        .contains("one result is wrong: conv2d forward, since 2026-12-26 06:00.")
        .containsPattern(
            "[34]\\.\\d % slower since 2026-09-17 06:00 \\(layers, 8 of 10 problems\\)");
    assertThat(page.indexOf("one result is wrong")).isLessThan(page.indexOf("<h2"));
  }

  /** 301 runs share 240 columns. */
  @Test
  void manyRunsStayLight() throws IOException {
    String page = Files.readString(pages.resolve("index.html"));
    assertThat(page.split("<rect class=\"run", -1).length).isLessThanOrEqualTo(1 + 2 * 240);
    assertThat(page).contains("<rect class=\"run wrong\"");
    assertThat(all()).allSatisfy(text -> assertThat(text.length()).isLessThan(300_000));
  }

  @Test
  void jsonHoldsEverything() throws IOException {
    JsonNode json = new ObjectMapper().readTree(Files.readString(pages.resolve("history.json")));
    JsonNode machine = json.path("machines").get(0);
    assertThat(machine.path("tracks")).hasSize(2);
    JsonNode track = machine.path("tracks").get(1);
    assertThat(track.path("backend").asText()).isEqualTo("dl4j");
    assertThat(track.path("runs")).hasSize(301);
    assertThat(track.path("runs").get(300).path("correctness").asText()).isEqualTo("WRONG");
    assertThat(track.path("speeds").get(0).path("run").asInt()).isEqualTo(200);
    assertThat(track.path("series")).hasSize(1 + 5 + 10);
    assertThat(track.path("versions").get(0).path("changes").get(0).path("after").asText())
        .isEqualTo(HOSTILE);
  }

  @Test
  void columnsHoldEachRunOnce() {
    for (int runs : List.of(1, 7, 240, 241, 1999)) {
      Columns columns = Columns.of(runs, 240);
      for (int run = 0; run < runs; run++) {
        int column = columns.of(run);
        int end = column == columns.count() - 1 ? runs : columns.first(column + 1);
        assertThat(run).isBetween(columns.first(column), end - 1);
      }
    }
  }
}
