package dev.assay.reports.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.reports.console.ExitCode;
import dev.assay.reports.job.Home;
import dev.assay.reports.record.BackendRecord;
import dev.assay.reports.record.MachineRecord;
import dev.assay.reports.record.MeasurementBuilder;
import dev.assay.reports.record.MeasurementRecord;
import dev.assay.reports.record.RunFolder;
import dev.assay.reports.record.RunRecord;
import dev.assay.reports.record.SampleRuns;
import dev.assay.reports.record.Timing;
import dev.assay.verify.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Comparisons as a user makes them. */
class CompareCommandTest {
  private static final BackendRecord LIBTORCH =
      new BackendRecord("libtorch", "PyTorch", null, "cpu", 2, new TreeMap<>(), null);

  @TempDir Path folder;

  @RegisterExtension final CommandLineUser user = new CommandLineUser();

  private String save(String name, RunRecord run) throws IOException {
    Path path = Files.createDirectories(folder.resolve(name));
    RunFolder.at(path).save(run);
    return path.toString();
  }

  /** A run of one backend and some layers, each of which took so long, give or take a bit. */
  private static RunRecord run(String id, Outcome outcome, double seconds) {
    RunRecord run = SampleRuns.timing(id, List.of());
    for (int layer = 0; layer < 6; layer++) {
      List<List<Double>> times =
          IntStream.range(0, 8)
              .mapToObj(round -> List.of(seconds, seconds * (1 + 1e-4 * round), seconds * 1.001))
              .toList();
      run =
          run.with(
              new MeasurementBuilder("dl4j", "conv2d n=" + (layer + 1))
                  .layer("network", "layer" + layer, 1)
                  .outcome(outcome)
                  .timing(new Timing(seconds, seconds, seconds, times, null, null, null, 0.25))
                  .build());
    }
    return run;
  }

  /** The same, which was only verified. */
  private static RunRecord untimed(String id) {
    RunRecord untimed = SampleRuns.timing(id, List.of());
    for (MeasurementRecord m : run(id, Outcome.PASSED, 1).measurements()) {
      untimed = untimed.with(new MeasurementBuilder(m).timing(null).build());
    }
    return untimed;
  }

  @Test
  void theSameIsFine() throws IOException {
    String base = save("base", run("base", Outcome.PASSED, 1));
    String head = save("head", run("head", Outcome.PASSED, 1));
    assertThat(user.assay("compare", base, head)).as(user.output()).isZero();
    assertThat(user.output()).contains("dl4j layers, 6 problems  1.000", "= the same");
  }

  @Test
  void slowerIsOneAndFasterIsFine() throws IOException {
    String base = save("base", run("base", Outcome.PASSED, 1));
    String head = save("head", run("head", Outcome.PASSED, 1.2));
    assertThat(user.assay("compare", base, head)).isEqualTo(1);
    assertThat(user.output()).contains("▼ 20 % slower", "regressed");
    assertThat(user.assay("compare", head, base)).isZero();
    assertThat(user.output()).contains("▲ 17 % faster");
  }

  @Test
  void wrongIsTwoHoweverFast() throws IOException {
    String base = save("base", run("base", Outcome.PASSED, 1));
    String head = save("head", run("head", Outcome.FAILED, 0.5));
    assertThat(user.assay("compare", base, head)).isEqualTo(2);
    assertThat(user.output())
        .contains("wrong now  dl4j layer: conv2d n=1: passed → failed")
        .contains("./assay replay --backend dl4j --threads 2 \"conv2d n=1\"", "wrong results");
  }

  @Test
  void ofOtherMachinesResultsAreJudgedButNoSpeeds() throws IOException {
    RunRecord slow = run("head", Outcome.PASSED, 1.2);
    BackendRecord backend = slow.backends().get(0);
    String base = save("base", run("base", Outcome.PASSED, 1));
    String head =
        save(
            "head",
            slow.with(
                new BackendRecord(
                    "dl4j", backend.title(), null, "cuda:0", 2, backend.facts(), null)));
    assertThat(user.assay("compare", base, head)).as(user.output()).isEqualTo(3);
    assertThat(user.output())
        .contains(
            "dl4j device: cpu → cuda:0", "20 % slower", "nothing slower is called a regression")
        .contains("inconclusive: speeds are not judged, since the runs differ in dl4j device")
        .doesNotContain("wrong or slower");
    assertThat(folder.resolve("head/compared-with-base/junit.xml"))
        .content()
        .contains("failures=\"0\"", "<skipped message=\"not judged, 20 % slower: time × 1.200")
        .doesNotContain("<failure");
  }

  @Test
  void ofOtherMachinesAWrongResultIsOneAllTheSame() throws IOException {
    String base = save("base", run("base", Outcome.PASSED, 1));
    RunRecord wrong = run("head", Outcome.FAILED, 1);
    BackendRecord backend = wrong.backends().get(0);
    String head =
        save(
            "head",
            wrong.with(
                new BackendRecord("dl4j", backend.title(), null, "cpu", 4, backend.facts(), null)));
    assertThat(user.assay("compare", base, head)).as(user.output()).isEqualTo(2);
  }

  @Test
  void resultsAloneOfOtherMachinesAreFine() throws IOException {
    RunRecord head = untimed("head");
    BackendRecord backend = head.backends().get(0);
    String other =
        save(
            "head",
            head.with(
                new BackendRecord("dl4j", backend.title(), null, "cpu", 4, backend.facts(), null)));
    assertThat(user.assay("compare", save("base", untimed("base")), other)).isZero();
    assertThat(user.output()).contains("nothing became wrong; no times were compared");
  }

  @Test
  void withoutATimeInCommonNothingIsSaidOfSpeed() throws IOException {
    String base = save("base", run("base", Outcome.PASSED, 1));
    String head = save("head", untimed("head"));

    assertThat(user.assay("compare", base, head)).isEqualTo(3);
    assertThat(user.output())
        .contains("The base timed dl4j, but no time of it is in both runs", "inconclusive");

    assertThat(folder.resolve("head/compared-with-base/junit.xml"))
        .content()
        .contains("<skipped", "The base timed dl4j, but no time of it is in both runs");

    assertThat(user.assay("compare", head, base)).as("what is new is no loss").isZero();
    assertThat(user.output())
        .contains("nothing became wrong; no times were compared")
        .doesNotContain("wrong or slower");
  }

  @Test
  void whoGivesANameToAnotherBackendLeavesItsOwnerOut() throws IOException {
    RunRecord two = run("base", Outcome.PASSED, 1);
    for (MeasurementRecord m : two.measurements()) {
      two =
          two.with(
              new MeasurementBuilder("libtorch", m.problem())
                  .layer("network", m.layer(), 1)
                  .timing(m.timing())
                  .build());
    }
    String base = save("base", two.with(LIBTORCH));
    String head = save("head", run("head", Outcome.PASSED, 1));
    assertThat(user.assay("compare", base, head, "--pair", "libtorch=dl4j"))
        .as(user.output())
        .isZero();
  }

  @Test
  void aBackendThatIsNotThereIsNotFine() throws IOException {
    String head = save("head", run("head", Outcome.PASSED, 1));
    String base = save("base", run("base", Outcome.PASSED, 1).with(LIBTORCH));
    assertThat(user.assay("compare", base, head)).isEqualTo(3);
    assertThat(user.output())
        .contains("The base has results of libtorch, the head has none.", "inconclusive");
    assertThat(user.assay("compare", head, base)).as(user.output()).isZero();
  }

  @Test
  void reportsAreWrittenBesideTheHeadOrWhereAsked() throws IOException {
    String base = save("base", run("base", Outcome.PASSED, 1));
    String head = save("head", run("head", Outcome.PASSED, 1.2));
    user.assay("compare", base, head);
    Path usual = folder.resolve("head").resolve("compared-with-base");
    assertThat(user.output()).contains("report: " + usual.resolve("index.html"));
    assertThat(usual).isDirectoryContaining("glob:**/comparison.json");
    assertThat(usual).isDirectoryContaining("glob:**/comparison.md");
    assertThat(usual).isDirectoryContaining("glob:**/junit.xml");

    Path asked = folder.resolve("elsewhere").resolve("deep");
    user.assay("compare", base, head, "--out", asked.toString());
    assertThat(asked).isDirectoryContaining("glob:**/index.html");
  }

  @Test
  void whatIsNoRunIsRefusedInALine() throws IOException {
    String base = save("base", run("base", Outcome.PASSED, 1));
    assertThat(user.assay("compare", base, folder.resolve("nowhere").toString()))
        .isEqualTo(ExitCode.DATA);
    Path cut = Files.createDirectories(folder.resolve("cut"));
    Files.writeString(
        cut.resolve("run.json"), Files.readString(Path.of(base, "run.json")).substring(0, 999));
    assertThat(user.assay("compare", base, cut.toString())).isEqualTo(ExitCode.DATA);
    Path newer = Files.createDirectories(folder.resolve("newer"));
    Files.writeString(newer.resolve("run.json"), "{\"format\": \"assay-run\", \"version\": 9}");
    assertThat(user.assay("compare", base, newer.toString())).isEqualTo(ExitCode.DATA);
    Path foreign = Files.createDirectories(folder.resolve("foreign"));
    Files.writeString(foreign.resolve("run.json"), "{\"benchmarks\": []}");
    assertThat(user.assay("compare", base, foreign.toString())).isEqualTo(ExitCode.DATA);
    assertThat(user.errors().lines())
        .hasSize(4)
        .satisfiesExactly(
            line -> assertThat(line).contains("holds no run.json; name the folder of a run"),
            line -> assertThat(line).contains("is not JSON", "it was cut off or edited"),
            line -> assertThat(line).contains("version 9", "use a newer Assay"),
            line -> assertThat(line).contains("is not an Assay run"));
  }

  @Test
  void unknownPairsAndThresholdsAreRefused() throws IOException {
    String base = save("base", run("base", Outcome.PASSED, 1));
    assertThat(user.assay("compare", base, base, "--pair", "dl5j=dl4j")).isEqualTo(ExitCode.USAGE);
    assertThat(user.assay("compare", base, base, "--threshold", "0.5")).isEqualTo(ExitCode.USAGE);
    assertThat(user.errors())
        .contains(
            "has no backend 'dl5j'; it has dl4j", "no share '0.5'; use one such as 2% or 0.5%");
  }

  @Test
  void whatRunsOfTheSameDifferByIsKeptForTheirMachine() throws IOException {
    user.cacheIn(folder);
    assertThat(
            user.assay(
                "calibrate",
                save("one", run("one", Outcome.PASSED, 1)),
                save("two", run("two", Outcome.PASSED, 1.01)),
                save("three", run("three", Outcome.PASSED, 0.99))))
        .as(user.errors())
        .isZero();
    // Logarithms of 0.99, 1 and 1.01 have a standard deviation of 0.01.
    assertThat(user.output())
        .containsPattern("dl4j +3 +1\\.0 % +1\\.0 % +1\\.0 %")
        .contains("kept for the machine of these runs: ");
    MachineRecord machine = run("one", Outcome.PASSED, 1).machine();
    assertThat(Home.noise().load(machine))
        .singleElement()
        .satisfies(
            noise -> {
              assertThat(noise.backend()).isEqualTo("dl4j");
              assertThat(noise.runs()).isEqualTo(3);
              assertThat(noise.deviations()).hasSize(8);
            });
  }

  @Test
  void runsThatDifferInMoreThanNoiseAreNoCalibration() throws IOException {
    String one = save("one", run("one", Outcome.PASSED, 1));
    assertThat(user.assay("calibrate", one, one)).isEqualTo(ExitCode.DATA);
    RunRecord other = run("other", Outcome.PASSED, 1);
    BackendRecord backend = other.backends().get(0);
    String two =
        save(
            "two",
            other.with(
                new BackendRecord("dl4j", backend.title(), null, "cpu", 4, backend.facts(), null)));
    String three = save("three", run("three", Outcome.PASSED, 1));
    assertThat(user.assay("calibrate", one, three, two)).isEqualTo(ExitCode.DATA);
    assertThat(user.assay("calibrate", one, one, one)).isEqualTo(ExitCode.DATA);
    assertThat(user.errors())
        .contains("noise takes at least 3 runs to measure, not 2")
        .contains("run one is there twice; name each run once")
        .contains("differ in more than noise: dl4j threads: 2 → 4");
  }
}
