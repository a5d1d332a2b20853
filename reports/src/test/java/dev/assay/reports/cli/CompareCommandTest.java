package dev.assay.reports.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.reports.record.BackendRecord;
import dev.assay.reports.record.MeasurementRecord;
import dev.assay.reports.record.RunFolder;
import dev.assay.reports.record.RunRecord;
import dev.assay.reports.record.SampleRuns;
import dev.assay.reports.record.Timing;
import dev.assay.verify.Outcome;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Comparisons as a user makes them. */
class CompareCommandTest {
  @TempDir Path folder;

  private final StringWriter errors = new StringWriter();
  private final ByteArrayOutputStream output = new ByteArrayOutputStream();
  private final PrintStream standardOutput = System.out;

  @BeforeEach
  void captureOutput() {
    System.setOut(new PrintStream(output, true, StandardCharsets.UTF_8));
  }

  @AfterEach
  void restoreOutput() {
    System.setOut(standardOutput);
  }

  private int assay(String... arguments) {
    CommandLine line = Assay.commandLine();
    line.setErr(new PrintWriter(errors, true));
    return line.execute(arguments);
  }

  private String output() {
    return output.toString(StandardCharsets.UTF_8);
  }

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
              new MeasurementRecord(
                  "dl4j",
                  "network",
                  "layer" + layer,
                  1,
                  "conv2d",
                  "forward",
                  "conv2d n=" + (layer + 1),
                  outcome,
                  0.5,
                  null,
                  new Timing(seconds, seconds, seconds, times),
                  1e9,
                  1e6,
                  List.of(),
                  null));
    }
    return run;
  }

  @Test
  void theSameIsFine() throws IOException {
    String base = save("base", run("base", Outcome.PASSED, 1));
    String head = save("head", run("head", Outcome.PASSED, 1));
    assertThat(assay("compare", base, head)).as(output()).isZero();
    assertThat(output()).contains("dl4j layers, 6 problems  1.000", "= the same");
  }

  @Test
  void slowerIsOneAndFasterIsFine() throws IOException {
    String base = save("base", run("base", Outcome.PASSED, 1));
    String head = save("head", run("head", Outcome.PASSED, 1.2));
    assertThat(assay("compare", base, head)).isEqualTo(1);
    assertThat(output()).contains("▼ 20 % slower", "regressed");
    assertThat(assay("compare", head, base)).isZero();
    assertThat(output()).contains("▲ 17 % faster");
  }

  @Test
  void wrongIsTwoHoweverFast() throws IOException {
    String base = save("base", run("base", Outcome.PASSED, 1));
    String head = save("head", run("head", Outcome.FAILED, 0.5));
    assertThat(assay("compare", base, head)).isEqualTo(ExitCode.WRONG);
    assertThat(output())
        .contains("wrong now  dl4j layer: conv2d n=1: passed → failed")
        .contains("./assay replay --backend dl4j \"conv2d n=1\"", "wrong results");
  }

  @Test
  void otherMachinesAreComparedButNothingIsARegression() throws IOException {
    RunRecord slow = run("head", Outcome.PASSED, 1.2);
    BackendRecord backend = slow.backends().get(0);
    String base = save("base", run("base", Outcome.PASSED, 1));
    String head =
        save(
            "head",
            slow.with(
                new BackendRecord(
                    "dl4j", backend.title(), null, "cuda:0", 2, backend.facts(), null)));
    assertThat(assay("compare", base, head)).as(output()).isZero();
    assertThat(output())
        .contains(
            "dl4j device cpu → cuda:0", "20 % slower", "nothing slower is called a regression");
  }

  @Test
  void reportsAreWrittenBesideTheHeadOrWhereAsked() throws IOException {
    String base = save("base", run("base", Outcome.PASSED, 1));
    String head = save("head", run("head", Outcome.PASSED, 1.2));
    assay("compare", base, head);
    Path usual = folder.resolve("head").resolve("compared-with-base");
    assertThat(output()).contains("report: " + usual.resolve("index.html"));
    assertThat(usual).isDirectoryContaining("glob:**/comparison.json");
    assertThat(usual).isDirectoryContaining("glob:**/comparison.md");
    assertThat(usual).isDirectoryContaining("glob:**/junit.xml");

    Path asked = folder.resolve("elsewhere").resolve("deep");
    assay("compare", base, head, "--out", asked.toString());
    assertThat(asked).isDirectoryContaining("glob:**/index.html");
  }

  @Test
  void whatIsNoRunIsRefusedInALine() throws IOException {
    String base = save("base", run("base", Outcome.PASSED, 1));
    assertThat(assay("compare", base, folder.resolve("nowhere").toString()))
        .isEqualTo(ExitCode.DATA);
    Path cut = Files.createDirectories(folder.resolve("cut"));
    Files.writeString(
        cut.resolve("run.json"), Files.readString(Path.of(base, "run.json")).substring(0, 999));
    assertThat(assay("compare", base, cut.toString())).isEqualTo(ExitCode.DATA);
    Path newer = Files.createDirectories(folder.resolve("newer"));
    Files.writeString(newer.resolve("run.json"), "{\"format\": \"assay-run\", \"version\": 9}");
    assertThat(assay("compare", base, newer.toString())).isEqualTo(ExitCode.DATA);
    Path foreign = Files.createDirectories(folder.resolve("foreign"));
    Files.writeString(foreign.resolve("run.json"), "{\"benchmarks\": []}");
    assertThat(assay("compare", base, foreign.toString())).isEqualTo(ExitCode.DATA);
    assertThat(errors.toString().lines())
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
    assertThat(assay("compare", base, base, "--pair", "dl5j=dl4j")).isEqualTo(ExitCode.USAGE);
    assertThat(assay("compare", base, base, "--threshold", "150%")).isEqualTo(ExitCode.USAGE);
    assertThat(errors.toString())
        .contains("has no backend 'dl5j'; it has dl4j", "no share '150%' between 0 and 1");
  }

  @Test
  void runsThatDifferInMoreThanNoiseAreNoCalibration() throws IOException {
    String one = save("one", run("one", Outcome.PASSED, 1));
    assertThat(assay("calibrate", one, one)).isEqualTo(ExitCode.DATA);
    RunRecord other = run("other", Outcome.PASSED, 1);
    BackendRecord backend = other.backends().get(0);
    String two =
        save(
            "two",
            other.with(
                new BackendRecord("dl4j", backend.title(), null, "cpu", 4, backend.facts(), null)));
    assertThat(assay("calibrate", one, one, two)).isEqualTo(ExitCode.DATA);
    assertThat(errors.toString())
        .contains("noise shows in at least 3 runs, not in 2")
        .contains("differ in more than noise: dl4j threads 2 → 4");
  }
}
