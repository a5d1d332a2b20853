package dev.assay.reports.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.reports.console.ExitCode;
import dev.assay.reports.history.SimulatedHistory;
import dev.assay.reports.record.RunFolder;
import dev.assay.reports.record.RunRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Histories as a user calls for them. */
class HistoryCommandTest {
  private static final SimulatedHistory DAILY = SimulatedHistory.quiet("a processor", 10);

  @TempDir Path folder;

  @RegisterExtension final CommandLineUser user = new CommandLineUser();

  /** Nothing is remembered of other runs. */
  @BeforeEach
  void forget() {
    user.cacheIn(folder.resolve("cache"));
  }

  private Path runs() {
    return folder.resolve("runs");
  }

  private void save(RunRecord run) throws IOException {
    RunFolder.at(Files.createDirectories(runs().resolve(run.id()))).save(run);
  }

  private void save(List<RunRecord> runs) throws IOException {
    for (RunRecord run : runs) {
      save(run);
    }
  }

  @Test
  void tellsWhatHappenedAndWritesPages() throws IOException {
    save(DAILY.runs(40, 25, "1.0.0-M2.1", 1.06));
    save(DAILY.run(40, "1.0.0-M2.1", 1.06, true));
    assertThat(user.assay("history", runs().toString())).as(user.errors()).isZero();
    assertThat(user.output())
        .contains("41 runs, 2026-03-01 06:00 to 2026-04-10 06:00")
        .containsPattern(
            "dl4j +cpu, 8 threads +41 +1 result wrong +[45]\\.\\d % slower +layers, 8 of 10 problems +2026-03-26")
        .contains("2026-04-10 06:00  dl4j  wrong now  conv2d forward")
        .containsPattern("slower  layers, 8 of 10 problems: [45]\\.\\d % slower")
        .contains("with library: 1.0.0-beta7 → 1.0.0-M2.1")
        .contains("report: " + runs().resolve("history").resolve("index.html"));
    assertThat(runs().resolve("history"))
        .isDirectoryContaining("glob:**/history.json")
        .isDirectoryContaining("glob:**/dl4j-cpu-8-threads-*.html");
    assertThat(user.errors()).isEmpty();
  }

  @Test
  void whereNoChangeCouldBeToldNobodySaysThatThereIsNone() throws IOException {
    save(DAILY.runs(12, 6, "1.0.0-M2.1", 1.2));
    assertThat(user.assay("history", runs().toString())).as(user.errors()).isZero();
    assertThat(user.output())
        .contains("too few runs to tell a change")
        .doesNotContain("beyond doubt");
    assertThat(Files.readString(runs().resolve("history").resolve("index.html")))
        .contains("Nothing is wrong in the newest runs; no change of a time could be told yet.");
  }

  @Test
  void whatCannotBeReadIsNamedAndTheRestIsShown() throws IOException {
    save(DAILY.run(1, "1", 1, false));
    Files.writeString(Files.createDirectories(runs().resolve("bad")).resolve("run.json"), "{}");
    Path out = folder.resolve("elsewhere").resolve("deep");
    assertThat(user.assay("history", runs().toString(), "--out", out.toString())).isZero();
    assertThat(user.errors().lines())
        .singleElement()
        .asString()
        .startsWith("left out: ")
        .contains("is not an Assay run");
    assertThat(Files.readString(out.resolve("index.html"))).contains("is not an Assay run");
  }

  @Test
  void withoutAnyRunItIsADataError() throws IOException {
    Files.createDirectories(runs());
    assertThat(user.assay("history", runs().toString())).isEqualTo(ExitCode.DATA);
    assertThat(user.assay("history", folder.resolve("nowhere").toString()))
        .isEqualTo(ExitCode.DATA);
    assertThat(user.errors())
        .contains("there is no run in " + runs(), "name a folder in which 'assay run' has made");
    assertThat(user.assay("history")).isEqualTo(ExitCode.USAGE);
  }

  @Test
  void aFolderThatCannotBeMadeIsNamed() throws IOException {
    save(DAILY.run(1, "1", 1, false));
    Path file = Files.writeString(folder.resolve("file"), "");
    assertThat(user.assay("history", runs().toString(), "--out", file.toString()))
        .isEqualTo(ExitCode.CANNOT_CREATE);
    assertThat(user.errors()).contains("cannot make the folder " + file);
  }

  @Test
  void whereNothingCanBeRememberedTheHistoryIsShownAllTheSame() throws IOException {
    save(List.of(DAILY.run(1, "1", 1, false), DAILY.run(2, "1", 1, false)));
    user.cacheIn(Files.writeString(folder.resolve("file"), ""));
    assertThat(user.assay("history", runs().toString())).isZero();
    assertThat(user.errors().lines())
        .singleElement()
        .asString()
        .startsWith("not remembered: cannot make the folder");
  }

  @Test
  void theSecondTimeSaysTheSame() throws IOException {
    save(DAILY.runs(12, 6, "2", 1.2));
    user.assay("history", runs().toString());
    String page = Files.readString(runs().resolve("history").resolve("index.html"));
    assertThat(folder.resolve("cache")).isDirectoryRecursivelyContaining("glob:**/digest.json.gz");
    user.assay("history", runs().toString());
    assertThat(Files.readString(runs().resolve("history").resolve("index.html"))).isEqualTo(page);
  }
}
