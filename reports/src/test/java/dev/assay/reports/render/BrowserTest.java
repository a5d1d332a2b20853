package dev.assay.reports.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.assay.reports.compare.Comparison;
import dev.assay.reports.history.Archive;
import dev.assay.reports.history.History;
import dev.assay.reports.history.HistoryIndex;
import dev.assay.reports.history.RunFiles;
import dev.assay.reports.history.SimulatedHistory;
import dev.assay.reports.record.OutputFolder;
import dev.assay.reports.record.RunFolder;
import dev.assay.reports.record.RunRecord;
import dev.assay.reports.record.SampleRuns;
import dev.assay.reports.render.TrainingCurves.Checkpoint;
import dev.assay.reports.render.TrainingCurves.Curve;
import dev.assay.reports.render.TrainingCurves.Expected;
import dev.assay.reports.render.TrainingCurves.Step;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
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

  /** Does something with the page once it is there, and tells what came of it. */
  private static final String DO =
      """
      <script>
      addEventListener("load", async () => {
        const said = {};
        const soon = () => new Promise(done => setTimeout(done, 50));
        try {
          %s
        } catch (error) {
          wrong.push(error.stack);
        }
        said.wrong = wrong;
        said.wide = document.documentElement.scrollWidth > document.documentElement.clientWidth;
        document.title = "said " + JSON.stringify(said);
      });
      </script>
      """;

  /** Filters the first table by a word, sorts the last sortable one, and opens a cell. */
  private static final String USE =
      """
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
      """;

  /** What charts are clicked with, and what is said of the row that one leads to. */
  private static final String LEAD =
      """
      const of = name => document.querySelector("[data-" + name + "]");
      const chart = name => echarts.getInstanceByDom(of(name));
      const click = (name, x, y) => {
        const svg = of(name).querySelector("svg");
        const { left, top } = svg.getBoundingClientRect();
        for (const kind of ["mousemove", "mousedown", "mouseup", "click"]) {
          svg.dispatchEvent(new MouseEvent(kind, { bubbles: true, clientX: left + x, clientY: top + y }));
        }
      };
      const reached = () => {
        const rows = document.querySelectorAll(".reached");
        if (rows.length !== 1) return rows.length + " rows";
        const { top, bottom } = rows[0].getBoundingClientRect();
        const seen = top >= 0 && bottom <= innerHeight && rows[0].offsetHeight > 0;
        const details = rows[0].nextElementSibling;
        const commands = details ? [...details.querySelectorAll("code")].map(code => code.textContent) : [];
        return [rows[0].id, seen ? "seen" : "not seen", ...(commands.length ? commands : ["closed"])].join("; ");
      };
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
    return say(page, USE.formatted(filter, column));
  }

  /** What a script says of the page. */
  private String say(Path page, String script) throws IOException, InterruptedException {
    Optional<Path> browser = browser();
    assumeTrue(
        browser.isPresent(),
        "no browser on the path: install chromium or google-chrome to have the pages tested");
    String text = Files.readString(page);
    int end = text.lastIndexOf("</body>"); // libraries may speak of one, too
    Files.writeString(
        page,
        text.substring(0, end).replaceFirst("<style>", Matcher.quoteReplacement(WATCH + "<style>"))
            + DO.formatted(script)
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
                "--virtual-time-budget=5000",
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
    String said = use(runsPage(), "conv2d failed", "time, ms");
    assertThat(said).contains("\"wrong\":[]", "\"shown\":1,", "\"details\":1", "\"wide\":false");
    assertThat(number(said, "rows")).isGreaterThan(10);
    assertThat(number(said, "ascending")).isLessThan(number(said, "descending"));
  }

  private Path runsPage() throws IOException {
    Path page = folder.resolve("index.html");
    Files.writeString(page, HtmlReport.render(Report.of(SampleRuns.complete())));
    return page;
  }

  private static String replay(int measurement) {
    return SampleRuns.complete().measurements().get(measurement).problem();
  }

  /** Even where its row is filtered out, and in a section that is closed. */
  @Test
  void aBarLeadsToItsRow() throws IOException, InterruptedException {
    String said =
        say(
            runsPage(),
            LEAD
                + """
                const table = document.getElementById("speed-0").closest("table");
                const input = table.closest(".scroll").previousElementSibling.querySelector("input");
                input.value = "no such row";
                input.dispatchEvent(new Event("input"));
                said.hidden = document.getElementById("speed-0").hidden;
                const bar = chart("panel").getModel().getSeriesByIndex(0).getData().getItemLayout(0);
                click("panel", bar.x + bar.width / 2, bar.y + bar.height - 1);
                await soon();
                said.bar = reached();
                said.filter = input.value;
                said.address = location.hash;
                """);
    assertThat(said)
        .contains("\"wrong\":[]", "\"hidden\":true", "\"filter\":\"\"", "\"address\":\"#speed-0\"")
        .contains("\"bar\":\"speed-0; seen; ./assay bench --backend djl-pytorch --threads 2")
        .contains(replay(0));
  }

  @Test
  void aPointAndALineOfAToolTipLeadToTheirRows() throws IOException, InterruptedException {
    String said =
        say(
            runsPage(),
            LEAD
                + """
                const roofline = JSON.parse(of("roofline").dataset.roofline);
                const cloud = roofline.clouds[1];
                const last = cloud.points.length - 1;
                const series = roofline.lines.length + 1;
                const [x, y] = chart("roofline").convertToPixel({ seriesIndex: series }, [cloud.points[last].intensity, cloud.points[last].rate]);
                said.expected = roofline.clouds.flatMap(cloud => cloud.points).filter(point => {
                  const [px, py] = chart("roofline").convertToPixel({ seriesIndex: series }, [point.intensity, point.rate]);
                  return Math.hypot(px - x, py - y) < 6;
                }).map(point => point.row + ";");
                click("roofline", x, y);
                await soon();
                said.point = reached();
                said.found = said.expected.some(row => said.point.startsWith(row));
                chart("panel").dispatchAction({ type: "showTip", seriesIndex: 0, dataIndex: 0 });
                of("panel").querySelectorAll(".leads")[2].click();
                await soon();
                said.line = reached();
                of("panel").querySelectorAll(".leads")[2].click();
                said.again = reached() === said.line;
                """);
    assertThat(said)
        .contains("\"wrong\":[]", "\"found\":true", "\"again\":true")
        .containsPattern("\"point\":\"speed-\\d+; seen; ./assay bench --backend d")
        .contains("\"line\":\"speed-2; seen; ./assay bench --backend dl4j --threads 2");
  }

  @Test
  void trainingOpensToWhatItRestsOn() throws IOException, InterruptedException {
    String said =
        say(
            runsPage(),
            """
            const cell = document.querySelector(".training .opens");
            const details = () => [...document.querySelectorAll(".training .details-of-cell")];
            cell.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true, cancelable: true }));
            said.expanded = cell.getAttribute("aria-expanded");
            said.text = details()[0].querySelector("pre").textContent;
            said.commands = [...details()[0].querySelectorAll("code")].map(code => code.textContent);
            said.buttons = details()[0].querySelectorAll("button").length;
            document.querySelectorAll(".training .opens")[2].click();
            said.other = details().length;
            document.querySelectorAll(".training .opens")[2].click();
            said.closed = details().length;
            """);
    assertThat(said)
        .contains("\"wrong\":[]", "\"wide\":false", "\"expanded\":\"true\"")
        .contains(
            "training-step network=resnet18 n=4 size=224x224 learning-rate=0.001, on 2 threads")
        .contains("1 round of 3 iterations", "first step: 2.04 s")
        .contains(
            "./assay bench --backend djl-pytorch --threads 2 --network resnet18 --only networks")
        .contains("\"buttons\":2", "\"other\":1", "\"closed\":0");
  }

  /** Otherwise it would take thousands of steps to get past the tables. */
  @Test
  void theTabulatorStopsOnceInATableAndArrowsGoOn() throws IOException, InterruptedException {
    String said =
        say(
            runsPage(),
            """
            const table = document.querySelector("table.matrix");
            const stops = () => table.querySelectorAll(".opens[tabindex='0']").length;
            said.cells = table.querySelectorAll(".opens").length > 9;
            said.stops = stops();
            const key = key => document.activeElement.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
            const at = () => [document.activeElement.closest("tr").rowIndex, document.activeElement.closest("td").cellIndex].join();
            table.querySelector(".opens[tabindex='0']").focus();
            said.first = at();
            key("ArrowRight"); said.right = at();
            key("ArrowDown"); said.down = at();
            key("ArrowUp"); key("ArrowLeft"); said.back = at();
            key("ArrowLeft"); said.end = at();
            const input = document.querySelector(".filter input");
            input.value = "conv2d failed";
            input.dispatchEvent(new Event("input", { bubbles: true }));
            said.filtered = stops();
            said.hidden = table.querySelector(".opens[tabindex='0']").closest("tr").hidden;
            """);
    assertThat(said)
        .contains("\"wrong\":[]", "\"cells\":true", "\"stops\":1", "\"first\":\"1,2\"")
        .contains("\"right\":\"1,3\"", "\"down\":\"2,3\"", "\"back\":\"1,2\"", "\"end\":\"1,2\"")
        .contains("\"filtered\":1", "\"hidden\":false");
  }

  /** Details belong to the row above them, which sorting and filtering move and hide. */
  @Test
  void sortingAndFilteringCloseWhatWasOpened() throws IOException, InterruptedException {
    String said =
        say(
            runsPage(),
            """
            const row = document.getElementById("speed-0");
            const table = row.closest("table");
            table.closest("details").open = true;
            const opened = () => table.querySelectorAll(".details-of-cell, [aria-expanded=true]").length;
            row.cells[1].click();
            said.opened = opened();
            table.tHead.querySelector("button").click();
            said.sorted = opened();
            row.cells[1].click();
            said.again = opened();
            const input = table.closest(".scroll").previousElementSibling.querySelector("input");
            input.value = "conv";
            input.dispatchEvent(new Event("input"));
            said.filtered = opened();
            """);
    assertThat(said)
        .contains("\"wrong\":[]", "\"opened\":2", "\"sorted\":0", "\"again\":2", "\"filtered\":0");
  }

  /** As Java prints them, and as people read them. */
  @Test
  void sharesOfBoundsAreSortedBySize() throws IOException, InterruptedException {
    String said =
        say(
            runsPage(),
            """
            const table = document.getElementById("speed-0").closest("table");
            const body = table.tBodies[0];
            const heads = [...table.tHead.rows[0].cells];
            const column = heads.findIndex(head => head.textContent.includes("share of bound"));
            const share = row => row.cells[column].dataset.value;
            [share(body.rows[0]), share(body.rows[1])].forEach((value, i) => {
              body.rows[i].cells[column].dataset.value = ["4.98E-4", "Infinity"][i];
            });
            const [infinite, less] = [body.rows[1], body.rows[3]];
            delete less.cells[column].dataset.value;
            less.cells[column].textContent = "<1 %";
            const rule = () => getComputedStyle(table.querySelector("tr.first td")).borderTopStyle;
            said.before = rule();
            heads[column].querySelector("button").click();
            const shares = [...body.rows].map(share).filter(value => value);
            said.first = shares[0];
            said.last = shares.at(-1);
            said.sorted = shares.every((value, i) => i === 0 || Number(shares[i - 1]) <= Number(value));
            said.less = less.rowIndex < infinite.rowIndex;
            said.after = rule();
            """);
    assertThat(said)
        .contains("\"wrong\":[]", "\"first\":\"4.98E-4\"", "\"last\":\"Infinity\"")
        .contains("\"sorted\":true", "\"less\":true")
        .as("lines between layers, as long as these stand together")
        .contains("\"before\":\"solid\"", "\"after\":\"none\"");
  }

  @Test
  void theNameOfAKnownDivergenceOpensIt() throws IOException, InterruptedException {
    String said =
        say(
            runsPage(),
            """
            const entry = document.getElementById("known-dl4j-leaky-relu-slope-at-zero");
            said.closed = !entry.open;
            location.hash = entry.id;
            await soon();
            said.open = entry.open;
            """);
    assertThat(said).contains("\"wrong\":[]", "\"closed\":true", "\"open\":true");
  }

  @Test
  void aStepOfATrendLeadsToWhatIsToldOfIt() throws IOException, InterruptedException {
    for (RunRecord run : SimulatedHistory.quiet("processor", 10).runs(60, 40, "2", 1.06)) {
      RunFolder.at(Files.createDirectories(folder.resolve("runs").resolve(run.id()))).save(run);
    }
    RunFiles files = RunFiles.below(List.of(folder.resolve("runs")));
    HistoryIndex index = new HistoryIndex(folder.resolve("none"));
    Presentation.of(History.of(Archive.read(files, index, () -> {})), folder)
        .write(new OutputFolder(folder));
    Path track;
    try (Stream<Path> pages = Files.list(folder)) {
      track =
          pages
              .filter(page -> String.valueOf(page.getFileName()).startsWith("dl4j-"))
              .findFirst()
              .orElseThrow();
    }
    String said =
        say(
            track,
            """
            document.querySelector(".trend a.step").dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true }));
            await soon();
            const row = document.querySelector("tr.reached");
            said.step = row && row.id + ": " + row.textContent;
            document.querySelector(".trend a.upgrade").dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true }));
            await soon();
            said.upgrade = document.querySelector("tr.reached").id;
            """);
    assertThat(said)
        .contains("\"wrong\":[]", "\"step\":\"step-40-layers: ", "% slower")
        .contains("\"upgrade\":\"versions-40\"");
  }

  @Test
  void aComparisonsPageWorks() throws IOException, InterruptedException {
    Comparison comparison =
        Comparison.of(
            SampleRuns.complete(),
            SampleRuns.complete(),
            Map.of("djl-mxnet", "djl-pytorch"),
            Comparison.THRESHOLD);
    Path page = Presentation.of(comparison).write(new OutputFolder(folder));
    String said = use(page, "conv2d backward djl-pytorch", "Head / base");
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
  void aTrainingsPageDrawsALineForEachBackendAndRate() throws IOException, InterruptedException {
    List<TrainingCurves> trainings =
        Stream.of(0.1, 0.01)
            .map(
                rate ->
                    new TrainingCurves(
                        rate, List.of(new Expected(2, 0.1)), List.of(curve("a"), curve("b")), 0))
            .toList();
    Path page =
        new TrainingReport("lenet5", "./assay train", trainings).write(new OutputFolder(folder));
    String said =
        say(
            page,
            """
            const drawn = [...document.querySelectorAll("[data-lines]")].map(div => echarts.getInstanceByDom(div));
            said.lines = drawn.map(chart => chart.getOption().series.length);
            const shown = () => drawn[0].getModel().getSeriesByIndex(1).getData().count() && drawn[0].getModel().getSeries().filter(one => !drawn[0].getModel().isSeriesFiltered(one)).length;
            said.all = shown();
            drawn[0].dispatchAction({ type: "legendUnSelect", name: "a" });
            said.without = shown();
            drawn[0].dispatchAction({ type: "showTip", seriesIndex: 1, dataIndex: 1 });
            said.tip = document.querySelector("[data-lines]").innerText;
            """);
    assertThat(said)
        .contains("\"wrong\":[]", "\"wide\":false", "\"lines\":[6,4]", "\"all\":6", "\"without\":4")
        .contains("step 2", "b, 0.01: 1.50000");
  }

  private static Curve curve(String backend) {
    return new Curve(
        backend,
        List.of(new Step(2, Optional.empty()), new Step(1.5, Optional.empty())),
        List.of(new Checkpoint("epoch 1", 2, 1.75, OptionalDouble.of(0.5))),
        "");
  }

  @Test
  void pagesStaySmall() {
    List.of(SampleRuns.complete(), SampleRuns.hostile())
        .forEach(run -> assertThat(HtmlReport.render(Report.of(run))).hasSizeLessThan(5_000_000));
  }
}
