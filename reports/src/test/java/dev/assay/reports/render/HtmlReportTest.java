package dev.assay.reports.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.reports.record.FindingBuilder;
import dev.assay.reports.record.RunRecord;
import dev.assay.reports.record.SampleRuns;
import dev.assay.verify.Outcome;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class HtmlReportTest {
  @ParameterizedTest
  @MethodSource("dev.assay.reports.record.RunFolderTest#samples")
  void needsNothingFromElsewhere(RunRecord run) {
    String markup = HtmlReport.render(Report.of(run)).replaceAll("(?s)<script>.*?</script>", "");
    assertThat(markup)
        .doesNotContain(" src=", "<link", "<script", "@import", "url(")
        .contains("<title>Assay " + run.id() + "</title>")
        .endsWith("</html>\n");
  }

  @ParameterizedTest
  @MethodSource("dev.assay.reports.record.RunFolderTest#samples")
  void everyTagIsClosed(RunRecord run) {
    String page = HtmlReport.render(Report.of(run)).replaceAll("(?s)<(script|style)>.*?</\\1>", "");
    for (String tag : new String[] {"table", "tr", "td", "th", "div", "details", "dl", "span"}) {
      assertThat(count(page, "<" + tag + "[ >]")).as(tag).isEqualTo(count(page, "</" + tag + ">"));
    }
  }

  @Test
  void showsTheWholeRun() {
    RunRecord run = SampleRuns.complete();
    String page = HtmlReport.render(Report.of(run));
    assertThat(run.backends()).allSatisfy(backend -> assertThat(page).contains(backend.name()));
    assertThat(run.findings())
        .allSatisfy(
            finding -> assertThat(page).contains(finding.reproduce().replace("\"", "&quot;")));
    assertThat(run.measurements()).allSatisfy(m -> assertThat(page).contains(m.problem()));
    assertThat(count(page, "class=\"chart\"")).isEqualTo(14);
    assertThat(page).contains("no natives for linux-aarch64", "L3 32 MiB", "governor schedutil");
    assertThat(page).contains("energy preference balance_power", "On battery: ");
  }

  /** Where there are many columns, what only counts the tries is the first to go. */
  @Test
  void whatACellSaysBesideItsTriesIsNotSpare() {
    String page = HtmlReport.render(Report.of(SampleRuns.complete()));
    assertThat(page)
        .contains("<small class=\"spare\">400</small>", "<small class=\"spare\">rejected</small>")
        .contains("<small>12 of 400</small>", "<small>188 of 400</small>")
        .contains("<small>within bound</small>", "<small>400, 20 M</small>")
        .doesNotContain(".cell small { display: none; }");
  }

  @Test
  void knownDivergencesAreClosed() {
    String page = HtmlReport.render(Report.of(SampleRuns.complete()));
    int known = page.indexOf("<h2 id=\"known\">");
    assertThat(count(page.substring(0, known), "<details class=\"finding\" open>")).isPositive();
    assertThat(page.substring(known))
        .contains("class=\"finding\"")
        .doesNotContain("\"finding\" open");
  }

  @Test
  void theNamesOfKnownDivergencesLeadToThem() {
    assertThat(HtmlReport.render(Report.of(SampleRuns.complete())))
        .contains("<a href=\"#known-of-dl4j\">1 known divergence</a>")
        .contains("id=\"known-dl4j-leaky-relu-slope-at-zero\">\n<summary>");
    RunRecord twice =
        linking()
            .with(
                new FindingBuilder("b", Outcome.KNOWN, "relu shape=2")
                    .known("id", "reason")
                    .build());
    assertThat(HtmlReport.render(Report.of(twice)))
        .contains("<h3 id=\"known-of-b\">b</h3>", " id=\"known-b-id\"", " id=\"known-b-id-2\"");
  }

  @Test
  void whatWasNotRefusedIsSaidOnTheFirstScreen() {
    assertThat(HtmlReport.render(Report.of(SampleRuns.complete())))
        .contains(
            "<small><a href=\"#invalid\">invalid problems: 1\u00a0accepted silently</a></small>");
  }

  /** Charts and links lead to places that are there, each once. */
  @ParameterizedTest
  @MethodSource("dev.assay.reports.record.RunFolderTest#samples")
  void whateverLeadsSomewhereArrives(RunRecord run) {
    String page = HtmlReport.render(Report.of(run)).replaceAll("(?s)<(script|style)>.*?</\\1>", "");
    List<String> places = all(page, " id=\"([^\"]*)\"");
    assertThat(places).doesNotHaveDuplicates();
    assertThat(places).containsAll(all(page, " href=\"#([^\"]*)\""));
    List<String> rows = all(page, "&quot;row&quot;:&quot;([^&]+)&quot;");
    assertThat(places).containsAll(rows);
    assertThat(rows)
        .hasSize(run.measurements().size() + all(page, "&quot;intensity&quot;(:)").size());
  }

  @Test
  void whatIsMeasuredCanBeRepeated() {
    RunRecord run = SampleRuns.complete();
    String page = HtmlReport.render(Report.of(run));
    assertThat(run.measurements())
        .allSatisfy(
            m ->
                assertThat(page)
                    .contains(
                        "<code>./assay replay --backend %s --threads 2 &quot;%s&quot;</code>"
                            .formatted(m.backend(), m.problem())));
    assertThat(page)
        .contains(
            "<small>time again</small><code>./assay bench --backend djl-pytorch --threads 2"
                + " --network resnet18 --only networks --network-batch 4 --until update</code>",
            "<small>prove again</small><code>./assay replay --backend djl-pytorch --threads 2"
                + " &quot;training-step network=resnet18 n=2 size=64x64&quot;</code>",
            "<small>all again</small><code>./assay verify --backend dl4j --threads 1 --op relu"
                + " --tries 400 --seed 7</code>",
            "disturbed: ",
            "2 rounds, a process each, of 3, 3 iterations",
            "most memory held: 1.42 GiB",
            "proof 0a1b2c320: 1 of 1 problems passed");
  }

  /** Of the others, how often they were met. */
  @Test
  void pinnedCounterexamplesAreNotCounted() {
    assertThat(SampleRuns.complete().findings()).anySatisfy(f -> assertThat(f.known()).isNotNull());
    for (String text :
        List.of(
            HtmlReport.render(Report.of(SampleRuns.complete())),
            MarkdownReport.render(Report.of(SampleRuns.complete())))) {
      assertThat(text).contains("9 tries", "1 try").doesNotContain("188 tries");
    }
  }

  private static List<String> all(String text, String regex) {
    return Pattern.compile(regex).matcher(text).results().map(match -> match.group(1)).toList();
  }

  @Test
  void aWrongResultsNumbersAreStruckThroughAndNothingElseIs() {
    String page = HtmlReport.render(Report.of(SampleRuns.complete()));
    long wrong =
        SampleRuns.complete().measurements().stream()
            .filter(m -> m.timing() != null && !m.isVerified())
            .count();
    assertThat(wrong).isPositive();
    assertThat(count(page, "<s>[^<]+</s><small>failed</small>")).isEqualTo(3 * wrong);
    assertThat(count(page, "<s>")).isEqualTo(3 * wrong);
  }

  @Test
  void severalNumbersOfThreadsHaveAColumn() {
    String several = HtmlReport.render(Report.of(SampleRuns.sweep()));
    assertThat(count(several, "<th scope=\"col\" class=\"number\">Threads</th>")).isEqualTo(1);
    assertThat(several)
        .contains("<td>whole step</td><td class=\"number\">1</td>", "1.80× of 1 thread")
        .contains("<i style=\"width: 56%\">", "computes with 2 threads");
    assertThat(HtmlReport.render(Report.of(SampleRuns.complete())))
        .doesNotContain(">Step</th><th scope=\"col\" class=\"number\">Threads</th>", "of 1 thread");
  }

  @Test
  void showsHowMuchOfTheRoofIsReached() {
    String page = HtmlReport.render(Report.of(SampleRuns.complete()));
    assertThat(page)
        .contains("<b>215</b> <span class=\"soft\">1.95×</span>", "<b>23.0</b>")
        .contains("<small>output[0,0] is 1.0, expected 2.0</small>", "computes with 2 threads")
        .contains("data-roofline=", "data-scaling=", "<small>30 % of peak</small>");
    assertThat(count(page, "<th scope=\"col\" class=\"number\">Of roof</th>")).isEqualTo(3);
    assertThat(count(page, "<td class=\"number\">\\d+ %</td>")).isGreaterThan(100);
    assertThat(HtmlReport.render(Report.of(SampleRuns.flawless())))
        .contains("<h2 id=\"hardware\">", "L3 32 MiB", "was not measured in this run")
        .doesNotContain("Of roof</th>", "data-roofline=");
  }

  @Test
  void textOfUnknownOriginStaysText() {
    String page = HtmlReport.render(Report.of(SampleRuns.hostile()));
    assertThat(page)
        .doesNotContain("<script>alert", "<b>*_x_*", "\u0000", "\u001b")
        .contains("&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; &amp; &#39;a|b&#39;");
    assertThat(count(page, "<details class=\"finding\"")).isEqualTo(120);
  }

  @Test
  void sendsNobodyToAnAddressThatIsNotOne() {
    assertThat(HtmlReport.render(Report.of(linking("javascript:alert(1)"))))
        .doesNotContain("href=\"java");
    assertThat(HtmlReport.render(Report.of(linking("https://example.org/?a=1&b=2"))))
        .contains("<a href=\"https://example.org/?a=1&amp;b=2\">");
  }

  @Test
  void addressesAreCalledWhatTheyLeadTo() {
    String issue = "https://github.com/deepjavalibrary/djl/issues/1316";
    String source = "https://github.com/deepjavalibrary/djl/blob/v0.35.1/Loss.java#L71-L75";
    assertThat(HtmlReport.render(Report.of(linking(issue, source))))
        .contains(
            "(<a href=\""
                + issue
                + "\">djl#1316</a>, <a href=\""
                + source
                + "\">Loss.java#L71-L75</a>)");
  }

  @Test
  void carriesTheChartLibraryOnlyWhereThereIsSomethingToDraw() {
    assertThat(HtmlReport.render(Report.of(SampleRuns.complete())))
        .contains("echarts.init", "Apache License");
    assertThat(HtmlReport.render(Report.of(SampleRuns.flawless()))).hasSizeLessThan(150_000);
  }

  private static RunRecord linking(String... links) {
    return SampleRuns.begun()
        .with(
            new FindingBuilder("b", Outcome.KNOWN, "relu shape=1")
                .known("id", "reason", links)
                .build());
  }

  private static long count(String text, String regex) {
    return Pattern.compile(regex).matcher(text).results().count();
  }
}
