package dev.assay.reports.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.assay.bench.RoofProblem.Kind;
import dev.assay.host.Launch;
import dev.assay.host.NvidiaDriver;
import dev.assay.host.Platform;
import dev.assay.reference.problem.Problem;
import dev.assay.reports.record.BackendRecord;
import dev.assay.reports.record.CoverageRecord;
import dev.assay.reports.record.ProofRecord;
import dev.assay.reports.record.RoofRecord;
import dev.assay.reports.record.RunFolder;
import dev.assay.reports.record.RunRecord;
import dev.assay.reports.record.RunState;
import dev.assay.reports.record.SampleRuns;
import dev.assay.reports.record.Timing;
import dev.assay.reports.record.TrainingRecord;
import dev.assay.spi.Backend;
import dev.assay.verify.FaultyBackends;
import dev.assay.verify.HoardingBackend;
import dev.assay.verify.MisbehavingBackend;
import dev.assay.verify.OracleBackend;
import dev.assay.verify.Outcome;
import dev.assay.verify.RacingBackend;
import dev.assay.verify.TiringBackend;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** The commands as a user calls them, on backends in plain Java in processes of their own. */
class AssayTest {
  @TempDir Path folder;

  private final StringWriter errors = new StringWriter();
  private final ByteArrayOutputStream output = new ByteArrayOutputStream();
  private final PrintStream standardOutput = System.out;

  @BeforeEach
  void installBackends() throws IOException {
    install(folder, "honest", OracleBackend.class);
    install(folder, "faulty", FaultyBackends.MissingBias.class);
    install(folder, "deadly", MisbehavingBackend.class);
    install(folder, "tiring", TiringBackend.class);
    System.setProperty("assay.home", folder.toString());
    System.setOut(new PrintStream(output, true, StandardCharsets.UTF_8));
  }

  @AfterEach
  void restoreOutput() {
    System.setOut(standardOutput);
    System.clearProperty("assay.home");
  }

  static void install(Path folder, String name, Class<? extends Backend> backend)
      throws IOException {
    install(folder, name, backend, "-Xmx128m");
  }

  private static void install(
      Path folder, String name, Class<? extends Backend> backend, String jvm) throws IOException {
    Path home = Files.createDirectories(folder.resolve("backends").resolve(name));
    for (Class<?> needed : List.of(OracleBackend.class, Backend.class, Problem.class)) {
      Path jar = Launch.origin(needed);
      Files.copy(jar, home.resolve(String.valueOf(jar.getFileName())));
    }
    Files.writeString(
        home.resolve("backend.properties"),
        String.join(
            "\n",
            "title=A backend in Java",
            "class=" + backend.getName(),
            "version=1",
            "jvm=" + jvm,
            "natives." + Platform.current().name() + ".cpu=",
            ""));
  }

  /** Someone else's backend: a folder anywhere, with a descriptor and the backend's own jar. */
  @Test
  void adaptersElsewhereAreVerified() throws IOException {
    Path elsewhere = folder.resolve("elsewhere");
    Path foreign = Files.createDirectories(elsewhere.resolve("foreign"));
    Path installed = folder.resolve("backends").resolve("honest");
    String jar = String.valueOf(Launch.origin(OracleBackend.class).getFileName());
    Files.copy(installed.resolve(jar), foreign.resolve(jar));
    Files.copy(installed.resolve("backend.properties"), foreign.resolve("backend.properties"));

    assertThat(
            assay(
                "verify",
                "--adapters",
                elsewhere.toString(),
                "--backend",
                "foreign",
                "--op",
                "relu",
                "--tries",
                "50",
                "--runs",
                runs()))
        .as(errors.toString())
        .isEqualTo(ExitCode.FINE);
    assertThat(onlyRun().backends()).extracting(BackendRecord::name).containsExactly("foreign");
  }

  private void installVariant(String name, String base, Class<? extends Backend> backend)
      throws IOException {
    Path home = Files.createDirectories(folder.resolve("backends").resolve(name));
    Files.writeString(
        home.resolve("backend.properties"),
        "title=Another way\nclass=" + backend.getName() + "\nvariant-of=" + base + "\n");
  }

  @Test
  void variantsAreTakenWhereAskedFor() throws IOException {
    installVariant("honest-too", "honest", OracleBackend.class);
    installVariant("faulty-too", "faulty", FaultyBackends.MissingBias.class);

    assertThat(backendsOf("--backend", "honest")).containsExactly("honest");
    assertThat(backendsOf("--backend", "honest", "--variants"))
        .containsExactly("honest", "honest-too");
    assertThat(backendsOf("--backend", "honest-too")).containsExactly("honest-too");
    assertThat(backendsOf()).containsExactly("deadly", "faulty", "honest", "tiring");
  }

  private List<String> backendsOf(String... options) throws IOException {
    Path runs = Files.createTempDirectory(folder, "runs");
    Stream<String> verify =
        Stream.of("verify", "--op", "add", "--tries", "5", "--runs", runs.toString());
    assay(Stream.concat(verify, Stream.of(options)).toArray(String[]::new));
    try (Stream<Path> run = Files.list(runs)) {
      return RunFolder.at(run.findFirst().orElseThrow()).load().backends().stream()
          .filter(backend -> backend.error() == null)
          .map(BackendRecord::name)
          .toList();
    }
  }

  @Test
  void backendsSaysWhatIsAVariantOfWhat() throws IOException {
    installVariant("honest-too", "honest", OracleBackend.class);

    assertThat(assay("backends")).isEqualTo(ExitCode.FINE);
    assertThat(output.toString(StandardCharsets.UTF_8))
        .contains("honest-too", "Another way, a variant of honest; computes on cpu");
  }

  /** Natives for cards are large. */
  @Test
  void withoutADriverNothingIsFetchedForACard() throws IOException {
    assumeTrue(NvidiaDriver.missing().isPresent(), "there is a driver for cards here");
    Path home = Files.createDirectories(folder.resolve("backends").resolve("on-cards"));
    Files.writeString(
        home.resolve("backend.properties"),
        "title=Cards\nclass=nowhere.Backend\nversion=1\nartifacts=no.such:library:{version}\n"
            + "natives."
            + Platform.current().name()
            + ".cuda=\n");

    assay("verify", "--op", "add", "--device", "cuda:0", "--backend", "on-cards", "--runs", runs());
    assertThat(onlyRun().backends())
        .extracting(BackendRecord::error)
        .containsExactly(
            "on-cards: no NVIDIA driver here; give the container the card, or choose with"
                + " --device");
  }

  /** What computes on cards alone changes nothing where nobody asks for a card. */
  @Test
  void backendsForCardsAreListedAndOtherwiseLeftOut() throws IOException {
    Path home = Files.createDirectories(folder.resolve("backends").resolve("on-cards"));
    Files.writeString(
        home.resolve("backend.properties"),
        "title=Cards\nclass=nowhere.Backend\nversion=1\nnatives."
            + Platform.current().name()
            + ".cuda=\n");

    assertThat(assay("backends")).isEqualTo(ExitCode.FINE);
    assertThat(output.toString(StandardCharsets.UTF_8)).contains("Cards; computes on cuda");
    assay("verify", "--op", "add", "--tries", "5", "--runs", runs());
    assertThat(onlyRun().backends())
        .extracting(BackendRecord::name)
        .contains("honest")
        .doesNotContain("on-cards");
    assertThat(errors.toString()).doesNotContain("on-cards");
  }

  @Test
  void adaptersThatAreNoneAreNamed() {
    assertThat(assay("backends", "--adapters", folder.resolve("nowhere").toString()))
        .isEqualTo(ExitCode.UNAVAILABLE);
    assertThat(errors.toString()).contains("no backends at", "nowhere");
  }

  private int assay(String... arguments) {
    CommandLine line = Assay.commandLine();
    line.setErr(new PrintWriter(errors, true));
    return line.execute(arguments);
  }

  private String runs() {
    return folder.resolve("runs").toString();
  }

  private RunRecord onlyRun() throws IOException {
    try (Stream<Path> runs = Files.list(Path.of(runs()))) {
      return RunFolder.at(runs.findFirst().orElseThrow()).load();
    }
  }

  @Test
  void verifyPassesAnHonestBackend() throws IOException {
    assertThat(
            assay(
                "verify",
                "--backend",
                "honest",
                "--op",
                "*relu",
                "--tries",
                "200",
                "--seed",
                "7",
                "--runs",
                runs()))
        .isEqualTo(ExitCode.FINE);

    RunRecord run = onlyRun();
    assertThat(run.state()).isEqualTo(RunState.FINISHED);
    assertThat(run.seed()).isEqualTo(7);
    assertThat(run.findings()).isEmpty();
    assertThat(run.contract())
        .extracting(contract -> contract.name())
        .containsExactly("relu-gradient-of-other-size", "randomized-leaky-relu-slopes");
    assertThat(run.coverage())
        .hasSize(3)
        .allSatisfy(coverage -> assertThat(coverage.reached()).isPositive());
    assertThat(run.verifications())
        .hasSize(6)
        .allSatisfy(v -> assertThat(v.outcomes().of(Outcome.PASSED)).isPositive());
    assertThat(output.toString(StandardCharsets.UTF_8)).contains("leaky-relu", "report: ");
  }

  @Test
  void verifyFindsAFaultyBackendAndSaysHowToReproduceIt() throws IOException {
    assertThat(
            assay(
                "verify",
                "--backend",
                "faulty",
                "--op",
                "conv2d",
                "--tries",
                "200",
                "--seed",
                "1",
                "--runs",
                runs()))
        .isEqualTo(ExitCode.WRONG);

    var finding = onlyRun().findings().get(0);
    assertThat(finding.outcome()).isEqualTo(Outcome.FAILED);
    assertThat(finding.shrunk()).contains("bias=true");
    String problem = finding.reproduce().replaceAll(".*\"(.*)\"", "$1");
    assertThat(assay("replay", "--backend", "faulty", problem)).isEqualTo(ExitCode.WRONG);
    assertThat(output.toString(StandardCharsets.UTF_8))
        .contains("FAILED", "expected", "actual", "worst at");
    assertThat(assay("replay", "--backend", "honest", problem)).isEqualTo(ExitCode.FINE);
  }

  @Test
  void invalidProblemsAreRepeated() {
    assertThat(assay("replay", "--backend", "honest", "--invalid", "relu-gradient-of-other-size"))
        .isEqualTo(ExitCode.WRONG);
    assertThat(output.toString(StandardCharsets.UTF_8))
        .contains("# an output gradient of another size", "ACCEPTED", "computed 6 numbers");
  }

  @Test
  void runEndsWellWhateverItFinds() throws IOException {
    assertThat(
            assay(
                "run",
                "--no-roof",
                "--backend",
                "honest",
                "--backend",
                "deadly",
                "--op",
                "relu",
                "--tries",
                "20",
                "--network",
                workload(),
                "--rounds",
                "1",
                "--bench-seconds",
                "4",
                "--runs",
                runs()))
        .isEqualTo(ExitCode.FINE);

    RunRecord run = onlyRun();
    assertThat(run.findings())
        .isNotEmpty()
        .allSatisfy(
            finding -> {
              assertThat(finding.backend()).isEqualTo("deadly");
              assertThat(finding.outcome()).isEqualTo(Outcome.CRASHED);
            });
    assertThat(run.roofs()).isEmpty();
    assertThat(run.measurements())
        .hasSize(4)
        .allSatisfy(
            measurement -> {
              assertThat(measurement.outcome()).isEqualTo(Outcome.PASSED);
              assertThat(measurement.gflopsPerSecond()).isPositive();
            });
    Path home = Path.of(runs()).resolve(run.id());
    assertThat(home.resolve("index.html")).isNotEmptyFile();
    assertThat(home.resolve("report.md")).isNotEmptyFile();
    assertThat(home.resolve("junit.xml")).isNotEmptyFile();
    assertThat(home.resolve("jmh/honest-1.json")).isNotEmptyFile();

    Files.delete(home.resolve("index.html"));
    assertThat(assay("report", home.toString())).isEqualTo(ExitCode.FINE);
    assertThat(home.resolve("index.html")).isNotEmptyFile();
  }

  @Test
  void wrongResultsGetNoSpeed() throws IOException {
    assertThat(
            assay(
                "bench",
                "--no-roof",
                "--backend",
                "faulty",
                "--network",
                workload(),
                "--rounds",
                "1",
                "--bench-seconds",
                "4",
                "--runs",
                runs()))
        .isEqualTo(ExitCode.FINE);

    var forward =
        onlyRun().measurements().stream()
            .filter(measurement -> measurement.direction().equals("forward"))
            .findFirst()
            .orElseThrow();
    assertThat(forward.outcome()).isEqualTo(Outcome.FAILED);
    assertThat(forward.timing()).isNull();
  }

  @Test
  void whatWasGivenUpIsNoSuccess() {
    assertThat(VerifyCommand.exitCode(SampleRuns.shard())).isEqualTo(ExitCode.FINE);
    assertThat(VerifyCommand.exitCode(SampleRuns.givenUp())).isEqualTo(ExitCode.INCONCLUSIVE);
    assertThat(VerifyCommand.exitCode(SampleRuns.complete())).isEqualTo(ExitCode.WRONG);
  }

  @Test
  void crashWhileTimedCostsOneProblem() throws IOException {
    Path layers = folder.resolve("layers.txt");
    Files.writeString(
        layers, "fc 1 linear in=3 out=2\npool 1 max-pool2d c=2 h=4 w=4 kernel=2x2 stride=2x2\n");

    assertThat(
            assay(
                "bench",
                "--no-roof",
                "--backend",
                "tiring",
                "--network",
                layers.toString(),
                "--rounds",
                "2",
                "--bench-seconds",
                "8",
                "--runs",
                runs()))
        .isEqualTo(ExitCode.FINE);

    for (var measurement : onlyRun().measurements()) {
      boolean tired = measurement.operation().equals("linear");
      assertThat(measurement.outcome()).isEqualTo(tired ? Outcome.CRASHED : Outcome.PASSED);
      assertThat(measurement.timing() == null).isEqualTo(tired);
    }
  }

  /** Whatever the machine does: nothing is as wide as 9999 %, nothing as narrow as 0.0001 %. */
  @ParameterizedTest
  @CsvSource({"9999%, 2", "0.0001%, 3"})
  void whatIsNotSettledIsTimedInFurtherRounds(String precision, int rounds) throws IOException {
    assertThat(
            assay(
                "bench",
                "--backend",
                "honest",
                "--network",
                workload(),
                "--rounds",
                "2",
                "--bench-seconds",
                "20",
                "--precision",
                precision,
                "--runs",
                runs()))
        .isEqualTo(ExitCode.FINE);

    RunRecord run = onlyRun();
    assertThat(run.measurements())
        .anySatisfy(
            measurement -> {
              Timing timing = Objects.requireNonNull(measurement.timing());
              assertThat(timing.seconds()).hasSizeGreaterThanOrEqualTo(rounds);
              assertThat(timing.slowdown()).isNotNull();
            });
    Path further = Path.of(runs()).resolve(run.id()).resolve("jmh/honest-3.json");
    assertThat(Files.exists(further)).isEqualTo(rounds > 2);
  }

  @Test
  void runningOutOfMemoryCostsOneRow() throws IOException {
    install(folder, "hoarding", HoardingBackend.class, "-Xmx512m -XX:MaxDirectMemorySize=2g");

    assertThat(
            assay(
                "bench",
                "--no-roof",
                "--backend",
                "honest",
                "--backend",
                "hoarding",
                "--network",
                "lenet5",
                "--only",
                "training",
                "--train-batch",
                "1",
                "--train-seconds",
                "1",
                "--memory",
                "1000",
                "--rounds",
                "1",
                "--runs",
                runs()))
        .as(errors.toString())
        .isEqualTo(ExitCode.FINE);

    List<TrainingRecord> trainings = onlyRun().training();
    assertThat(trainings).hasSize(2);
    for (TrainingRecord training : trainings) {
      boolean hoarded = training.backend().equals("hoarding");
      assertThat(training.outcome()).isEqualTo(hoarded ? Outcome.CRASHED : Outcome.PASSED);
      assertThat(training.timing() == null).isEqualTo(hoarded);
      assertThat(training.message())
          .isEqualTo(hoarded ? "exceeded its memory limit of 1000 MiB while it was timed" : null);
    }
  }

  @Test
  void trainingIsProvedAndTimedWithEachNumberOfThreads() throws IOException {
    install(folder, "racing", RacingBackend.class);

    // Neither proved nor timed with the usual number of threads, which is for the rest.
    assertThat(
            assay(
                "bench",
                "--no-roof",
                "--backend",
                "honest",
                "--backend",
                "racing",
                "--network",
                "lenet5",
                "--only",
                "training",
                "--train-batch",
                "1",
                "--threads",
                "2",
                "--train-threads",
                "3,1,3",
                "--train-seconds",
                "1",
                "--rounds",
                "1",
                "--runs",
                runs()))
        .as(errors.toString())
        .isEqualTo(ExitCode.FINE);

    RunRecord run = onlyRun();
    assertThat(run.proofs())
        .extracting(ProofRecord::threads, ProofRecord::outcome)
        .containsOnly(tuple(1, Outcome.PASSED), tuple(3, Outcome.PASSED), tuple(3, Outcome.FAILED));
    assertThat(run.training())
        .extracting(TrainingRecord::backend, TrainingRecord::threads, TrainingRecord::outcome)
        .containsExactlyInAnyOrder(
            tuple("honest", 1, Outcome.PASSED),
            tuple("honest", 3, Outcome.PASSED),
            tuple("racing", 1, Outcome.PASSED),
            tuple("racing", 3, Outcome.FAILED));
    assertThat(run.findings())
        .isNotEmpty()
        .allMatch(finding -> finding.reproduce().contains("--backend racing --threads 3 "));
    for (TrainingRecord training : run.training()) {
      assertThat(training.timing() == null).isEqualTo(training.outcome() != Outcome.PASSED);
      assertThat(run.proofs())
          .filteredOn(proof -> proof.proof().equals(training.proof()))
          .hasSize(7)
          .extracting(ProofRecord::backend, ProofRecord::threads)
          .containsOnly(tuple(training.backend(), training.threads()));
    }
  }

  @Test
  void theRoofIsVerifiedAndTimedWithEachNumberOfThreads() throws IOException {
    install(folder, "racing", RacingBackend.class);

    assertThat(
            assay(
                "bench",
                "--backend",
                "honest",
                "--backend",
                "racing",
                "--network",
                workload(),
                "--threads",
                "2",
                "--roof-edge",
                "32",
                "--roof-array",
                "1",
                "--rounds",
                "1",
                "--bench-seconds",
                "4",
                "--runs",
                runs()))
        .as(errors.toString())
        .isEqualTo(ExitCode.FINE);

    RunRecord run = onlyRun();
    assertThat(run.roofs())
        .extracting(RoofRecord::backend, RoofRecord::threads, RoofRecord::kind, RoofRecord::outcome)
        .containsExactlyInAnyOrder(
            tuple("honest", 1, Kind.MATRIX_PRODUCT, Outcome.PASSED),
            tuple("honest", 1, Kind.STREAM, Outcome.PASSED),
            tuple("honest", 2, Kind.MATRIX_PRODUCT, Outcome.PASSED),
            tuple("honest", 2, Kind.STREAM, Outcome.PASSED),
            tuple("java", 1, Kind.STREAM, Outcome.PASSED),
            tuple("java", 2, Kind.STREAM, Outcome.PASSED),
            tuple("racing", 1, Kind.MATRIX_PRODUCT, Outcome.PASSED),
            tuple("racing", 1, Kind.STREAM, Outcome.PASSED),
            tuple("racing", 2, Kind.MATRIX_PRODUCT, Outcome.FAILED),
            tuple("racing", 2, Kind.STREAM, Outcome.FAILED));
    for (RoofRecord roof : run.roofs()) {
      assertThat(roof.timing() == null).isEqualTo(roof.outcome() != Outcome.PASSED);
      assertThat(roof.rate() == null).isEqualTo(roof.timing() == null);
      assertThat(roof.threadsReadBack()).isEqualTo(roof.threads());
      if (roof.jmh() != null) {
        assertThat(Path.of(runs()).resolve(run.id()).resolve(roof.jmh())).isNotEmptyFile();
      }
    }
    assertThat(output.toString(StandardCharsets.UTF_8))
        .contains("Roof with 2 threads: ", "(honest)");
  }

  private Path verify(String... more) throws IOException {
    Path parent = Files.createTempDirectory(folder, "runs");
    assay(
        Stream.concat(
                Stream.of("verify", "--op", "*relu", "--seed", "7", "--runs", parent.toString()),
                Stream.of(more))
            .toArray(String[]::new));
    try (Stream<Path> runs = Files.list(parent)) {
      return runs.findFirst().orElseThrow();
    }
  }

  @Test
  void mergedShardsAreTheWhole() throws IOException {
    RunRecord whole = RunFolder.at(verify("--backend", "honest", "--tries", "200")).load();
    Path one = verify("--backend", "honest", "--tries", "200", "--shard", "1/2");
    Path two = verify("--backend", "honest", "--tries", "200", "--shard", "2/2");

    assertThat(assay("merge", one.toString(), two.toString(), "--runs", runs()))
        .isEqualTo(ExitCode.FINE);

    RunRecord merged = onlyRun();
    assertThat(merged.verifications())
        .extracting(v -> v.operation() + v.direction() + v.tries() + v.outcomes() + v.worst())
        .containsExactlyInAnyOrderElementsOf(
            whole.verifications().stream()
                .map(v -> v.operation() + v.direction() + v.tries() + v.outcomes() + v.worst())
                .toList());
    assertThat(merged.verifications())
        .extracting(v -> v.precision())
        .isEqualTo(whole.verifications().stream().map(v -> v.precision()).toList());
    assertThat(merged.laws())
        .extracting(l -> l.operation() + l.law() + l.outcomes())
        .containsExactlyInAnyOrderElementsOf(
            whole.laws().stream().map(l -> l.operation() + l.law() + l.outcomes()).toList());
    assertThat(merged.coverage())
        .hasSize(whole.coverage().size())
        .allSatisfy(
            coverage -> {
              CoverageRecord of = whole.coverage().get(merged.coverage().indexOf(coverage));
              assertThat(coverage.features()).isEqualTo(of.features());
              assertThat(coverage.gaps()).containsExactlyInAnyOrderElementsOf(of.gaps());
            });
    assertThat(merged.contract()).isEqualTo(whole.contract());
    assertThat(merged.sources()).extracting(s -> s.shard()).containsExactly("1/2", "2/2");
    assertThat(output.toString(StandardCharsets.UTF_8)).contains("merged from");

    assertThat(assay("merge", one.toString(), one.toString())).isEqualTo(ExitCode.DATA);
    assertThat(errors.toString()).contains("is there twice; name each run once");
  }

  @Test
  void aTimeLimitGivesEveryOperationItsShare() throws IOException {
    RunRecord run = RunFolder.at(verify("--backend", "honest", "--time-limit", "2s")).load();

    assertThat(run.state()).isEqualTo(RunState.FINISHED);
    assertThat(run.pace())
        .hasSizeGreaterThan(1)
        .allSatisfy(pace -> assertThat(pace.problems()).isPositive());
  }

  @Test
  void aKilledRunGoesOnWhereItWas() throws IOException {
    RunRecord whole = RunFolder.at(verify("--backend", "honest", "--tries", "300")).load();
    Path path = verify("--backend", "honest", "--tries", "300", "--time-limit", "1s");
    RunRecord stopped = RunFolder.at(path).load();
    Path file = path.resolve(RunFolder.RECORD);
    // As kill -9 leaves it, with more time to go on.
    Files.writeString(
        file,
        Files.readString(file)
            .replace("\"state\" : \"FINISHED\"", "\"state\" : \"RUNNING\"")
            .replace("\"timeLimit\" : 1.0", "\"timeLimit\" : 600.0"));

    assertThat(assay("continue", path.toString())).isEqualTo(ExitCode.FINE);

    RunRecord done = RunFolder.at(path).load();
    assertThat(done.state()).isEqualTo(RunState.FINISHED);
    assertThat(done.started()).isEqualTo(stopped.started());
    assertThat(done.pace()).allSatisfy(pace -> assertThat(pace.problems()).isEqualTo(300));
    assertThat(done.verifications())
        .extracting(v -> v.operation() + v.direction() + v.tries() + v.outcomes())
        .containsExactlyInAnyOrderElementsOf(
            whole.verifications().stream()
                .map(v -> v.operation() + v.direction() + v.tries() + v.outcomes())
                .toList());
    assertThat(assay("continue", path.toString())).isEqualTo(ExitCode.USAGE);
    assertThat(errors.toString()).contains("went to its end; nothing is left");
  }

  private String workload() throws IOException {
    Path file = folder.resolve("tiny.txt");
    Files.writeString(file, "conv1 2 conv2d c=2 h=5 w=5 k=3 kernel=3x3 bias=true\n");
    return file.toString();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          verify --backend nope                           | 64 | unknown backend 'nope'; there are: deadly, faulty, honest, tiring
          verify --op nope                                | 64 | no operation matches 'nope'; there are: adam, add, arg-max
          verify --op [                                   | 64 | no operation matches '['
          verify --tries 0                                | 64 | --tries=0 must be at least 1
          verify --tries many                             | 64 | 'many' is not an int
          verify --threads 0                              | 64 | --threads=0 must be at least 1
          verify --device tpu                             | 64 | unknown device 'tpu'; use cpu or cuda:N
          verify --op relu --device cuda:7                | 69 |
          bench --network nope                            | 64 | nope
          bench --batch 0                                 | 64 | --batch=0 must be at least 1
          bench --precision 2                             | 64 | use one such as 2% or 0.5%
          bench --train-threads 0                         | 64 | --train-threads=0 must be at least 1
          bench --roof-edge 0                             | 64 | --roof-edge=0 must be at least 1
          bench --roof-edge 90000                         | 64 | --roof-edge=90000
          bench --roof-array 4097                         | 64 | --roof-array=4097 must be at most 4096
          bench --train-threads 1,0                       | 64 | --train-threads=0 must be at least 1
          nope                                            | 64 | Unmatched argument at index 0: 'nope'
          replay relu                                     | 64 | relu needs shape=
          replay relu~shape=-1                            | 64 | dimension below 1
          replay conv2d~n=1~c=1~h=3~w=3~k=1~kernel=5x5    | 64 | kernel=5x5 is larger than the padded input 3x3
          replay conv2d~n=1~c=1~h=3~w=3~k=1~kernel=1x1~stride=0x1 | 64 | stride=0x1 must be at least 1
          replay conv2d~n=1~c=3~h=3~w=3~k=2~kernel=1x1~groups=2 | 64 | groups=2 does not divide c=3
          replay --invalid nope                           | 64 | unknown invalid problem 'nope'; there are: conv2d-kernel-too-large
          replay                                          | 64 | name one PROBLEM, or an invalid one with --invalid
          replay --invalid add-sizes relu~shape=2         | 64 | name one PROBLEM, or an invalid one with --invalid
          replay --law nope relu~shape=2                  | 64 | unknown law 'nope'; there are: adjoint-identity
          replay relu~shape=2000000000                    | 64 | GiB of heap
          bench --network vgg16 --batch 600               | 64 | GiB of heap
          verify --time-limit soon                        | 64 | no duration 'soon'; use one such as 90s, 10m or 2h
          verify --time-limit 0                           | 64 | no duration '0'
          verify --shard 3/2                              | 64 | no shard 3/2; use i/n
          verify --shard half                             | 64 | no shard 'half'; use i/n
          merge /nowhere/at/all                           | 64 | RUN
          merge /nowhere/at/all /nowhere/else             | 65 | holds no run.json
          continue /nowhere/at/all                        | 65 | holds no run.json
          report /nowhere/at/all                          | 65 | holds no run.json
          """)
  void wrongInputGetsOneLineAndItsOwnExitCode(String line, int exitCode, String message) {
    String[] arguments =
        Stream.of(line.split(" +")).map(word -> word.replace('~', ' ')).toArray(String[]::new);
    if (List.of("verify", "bench").contains(arguments[0])) {
      arguments =
          Stream.concat(Stream.of(arguments), Stream.of("--runs", runs())).toArray(String[]::new);
    }
    assertThat(assay(arguments)).isEqualTo(exitCode);
    if (message != null) {
      assertThat(errors.toString().lines().findFirst().orElse(""))
          .startsWith("assay: ")
          .contains(message);
      assertThat(errors.toString()).doesNotContain("\tat ");
    }
  }

  @Test
  void unwritableFolderIsSaidBeforeAnythingIsDone() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));

    assertThat(assay("verify", "--runs", file.toString())).isEqualTo(ExitCode.CANNOT_CREATE);
    assertThat(errors.toString()).contains("cannot make a run folder in " + file);
  }

  @Test
  void foreignAndHalfWrittenRunsAreRefused() throws IOException {
    Path run = Files.createDirectory(folder.resolve("run"));
    Files.writeString(run.resolve("run.json"), "{\"format\": \"assay-run\", \"vers");

    assertThat(assay("report", run.toString())).isEqualTo(ExitCode.DATA);

    Files.writeString(run.resolve("run.json"), "{\"format\": \"other\"}");

    assertThat(assay("report", run.toString())).isEqualTo(ExitCode.DATA);
    assertThat(errors.toString().lines()).hasSize(2).allMatch(l -> l.startsWith("assay: "));
  }

  @ParameterizedTest
  @CsvSource({"backends", "verify", "bench", "run", "continue", "merge", "report", "replay"})
  void everyCommandHasHelpWithExamples(String command) {
    StringWriter help = new StringWriter();
    CommandLine line = Assay.commandLine().setOut(new PrintWriter(help, true));

    assertThat(line.execute(command, "--help")).isEqualTo(ExitCode.FINE);
    assertThat(help.toString()).contains("Usage: assay " + command, "Examples:");
  }
}
