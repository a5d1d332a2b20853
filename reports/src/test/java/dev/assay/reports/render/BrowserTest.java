package dev.assay.reports.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.assay.reports.compare.Comparison;
import dev.assay.reports.record.RunFolder;
import dev.assay.reports.record.SampleRuns;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pages in a real browser, where there is one: they open from disk, and what they offer works. */
class BrowserTest {
  private static final long SECONDS = 60;

  @TempDir Path folder;

  /** Collects whatever goes wrong, from before the first script on. */
  private static final String WATCH =
      """
      <script>
      window.wrong = [];
      addEventListener("error", event => wrong.push(event.message || "not loaded: " + event.target.src), true);
      console.error = (...words) => wrong.push(words.join(" "));
      </script>
      """;

  /** Filters the first table by a word, sorts the last sortable one, and tells what came of it. */
  private static final String USE =
      """
      <script>
      addEventListener("load", () => {
        const said = {};
        const filterable = document.querySelector("table.filterable");
        const input = document.querySelector(".filter input");
        input.value = "%s";
        input.dispatchEvent(new Event("input"));
        said.rows = filterable.tBodies[0].rows.length;
        said.shown = [...filterable.tBodies[0].rows].filter(row => !row.hidden).length;
        const sortable = [...document.querySelectorAll("table.sortable")].pop();
        const column = [...sortable.tHead.rows[0].cells].findIndex(head => head.textContent.includes("%s"));
        const press = () => sortable.tHead.rows[0].cells[column].querySelector("button").click();
        const first = () => parseFloat([...sortable.tBodies[0].rows[0].cells[column].childNodes].map(node => node.textContent).join(" ").replaceAll("\\u202f", ""));
        press(); said.ascending = first();
        press(); said.descending = first();
        const cell = document.querySelector(".cell[role=button]");
        if (cell) { cell.click(); said.details = document.querySelectorAll(".details-of-cell").length; }
        said.wrong = wrong;
        said.wide = document.documentElement.scrollWidth > document.documentElement.clientWidth;
        document.title = "said " + JSON.stringify(said);
      });
      </script>
      """;

  private static Optional<Path> browser() {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(java.io.File.pathSeparator))
        .flatMap(
            path ->
                Stream.of("chromium", "chromium-browser", "google-chrome")
                    .map(name -> Path.of(path, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /** What the page says when it is used. */
  private String use(Path page, String filter, String column)
      throws IOException, InterruptedException {
    Optional<Path> browser = browser();
    assumeTrue(browser.isPresent(), "no browser on this machine");
    String text = Files.readString(page);
    int end = text.lastIndexOf("</body>"); // libraries may speak of one, too
    Files.writeString(
        page,
        text.substring(0, end).replaceFirst("<style>", Matcher.quoteReplacement(WATCH + "<style>"))
            + USE.formatted(filter, column)
            + text.substring(end));
    Path output = folder.resolve("dom.html");
    Process process =
        new ProcessBuilder(
                browser.get().toString(),
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--user-data-dir=" + folder.resolve("profile"),
                "--window-size=390,800",
                "--dump-dom",
                page.toUri().toString())
            .redirectOutput(output.toFile())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    boolean ended = process.waitFor(SECONDS, TimeUnit.SECONDS);
    process.destroyForcibly();
    assertThat(ended).as("the browser ends by itself").isTrue();
    Matcher said =
        Pattern.compile("<title>said (.*?)</title>", Pattern.DOTALL)
            .matcher(Files.readString(output, StandardCharsets.UTF_8));
    assertThat(said.find()).as("the page runs its scripts to their end").isTrue();
    return said.group(1).replace("&quot;", "\"");
  }

  @Test
  void aRunsPageWorks() throws IOException, InterruptedException {
    Path page = folder.resolve("index.html");
    Files.writeString(page, HtmlReport.render(SampleRuns.complete()));
    String said = use(page, "conv2d failed", "time, ms");
    assertThat(said).contains("\"wrong\":[]", "\"shown\":1,", "\"details\":1", "\"wide\":false");
    assertThat(number(said, "rows")).isGreaterThan(10);
    assertThat(number(said, "ascending")).isLessThan(number(said, "descending"));
  }

  @Test
  void aComparisonsPageWorks() throws IOException, InterruptedException {
    Comparison comparison =
        Comparison.of(
            SampleRuns.complete(),
            SampleRuns.complete(),
            Map.of("djl-mxnet", "djl-pytorch"),
            Comparison.THRESHOLD);
    Path page = ComparisonFiles.write(RunFolder.at(folder), comparison);
    String said = use(page, "conv2d backward dl4j", "head / base");
    assertThat(said).contains("\"wrong\":[]", "\"wide\":false");
    assertThat(number(said, "shown")).isBetween(1.0, number(said, "rows") - 1);
    assertThat(number(said, "ascending")).isLessThan(number(said, "descending"));
  }

  private static double number(String said, String name) {
    Matcher matcher = Pattern.compile("\"" + name + "\":(-?[0-9.e]+)").matcher(said);
    assertThat(matcher.find()).as(name + " in " + said).isTrue();
    return Double.parseDouble(matcher.group(1));
  }

  @Test
  void pagesStaySmall() {
    List.of(SampleRuns.complete(), SampleRuns.hostile())
        .forEach(run -> assertThat(HtmlReport.render(run)).hasSizeLessThan(5_000_000));
  }
}
