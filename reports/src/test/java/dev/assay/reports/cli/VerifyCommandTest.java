package dev.assay.reports.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.assay.reports.arrays.NpzContent;
import dev.assay.reports.console.ExitCode;
import dev.assay.reports.record.BackendRecord;
import dev.assay.reports.record.ContractRecord;
import dev.assay.reports.record.ElementRecord;
import dev.assay.reports.record.FindingRecord;
import dev.assay.reports.record.PaceRecord;
import dev.assay.reports.record.RunFolder;
import dev.assay.reports.record.RunRecord;
import dev.assay.reports.record.RunState;
import dev.assay.reports.record.SampleRuns;
import dev.assay.reports.record.ThreadsRecord;
import dev.assay.reports.render.Numbers;
import dev.assay.verify.BrittleBackend;
import dev.assay.verify.HalfMendedBackend;
import dev.assay.verify.MissingBiasBackend;
import dev.assay.verify.OffByThreadsBackend;
import dev.assay.verify.OracleBackend;
import dev.assay.verify.Outcome;
import dev.assay.verify.RacingBackend;
import dev.assay.verify.threads.ThreadComparison.Agreement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Backends verified as a user has it done, and what was found repeated. */
class VerifyCommandTest {
  @TempDir Path folder;

  @RegisterExtension final CommandLineUser user = new CommandLineUser();

  @RegisterExtension final Installation installation = new Installation(user, () -> folder);

  @BeforeEach
  void installBackends() throws IOException {
    installation.backend("honest", OracleBackend.class);
    installation.backend("faulty", MissingBiasBackend.class);
  }

  @Test
  void anHonestBackendPasses() throws IOException {
    RunRecord run =
        installation
            .run(ExitCode.FINE, "verify --backend honest --op *relu --tries 200 --seed 7")
            .load();

    assertThat(run.state()).isEqualTo(RunState.FINISHED);
    assertThat(run.seed()).isEqualTo(7);
    assertThat(run.findings()).isEmpty();
    assertThat(run.contract())
        .extracting(ContractRecord::name)
        .containsExactly("relu-gradient-of-other-size", "randomized-leaky-relu-slopes");
    assertThat(run.coverage())
        .hasSize(3)
        .allSatisfy(coverage -> assertThat(coverage.reached()).isPositive());
    assertThat(run.verifications())
        .hasSize(6)
        .allSatisfy(v -> assertThat(v.outcomes().of(Outcome.PASSED)).isPositive());
    assertThat(user.output()).contains("leaky-relu", "report: ");
  }

  @Test
  void aFaultIsFoundAndCanBeRepeated() throws IOException {
    RunRecord run =
        installation
            .run(ExitCode.WRONG, "verify --backend faulty --op conv2d --tries 200 --seed 1")
            .load();

    FindingRecord finding = run.findings().get(0);
    assertThat(finding.outcome()).isEqualTo(Outcome.FAILED);
    assertThat(finding.law()).isNull();
    assertThat(finding.shrunk()).contains("bias=true");
    assertThat(repeat(finding.reproduce())).isEqualTo(ExitCode.WRONG);
    assertThat(user.output()).contains("FAILED", "expected", "actual", "worst at");
    assertThat(repeat(finding.reproduce().replace("faulty", "honest"))).isEqualTo(ExitCode.FINE);

    FindingRecord violation =
        run.findings().stream().filter(found -> found.law() != null).findFirst().orElseThrow();
    assertThat(violation.reproduce()).contains(" --law " + violation.law() + " ");
    assertThat(repeat(violation.reproduce())).isEqualTo(ExitCode.WRONG);
    assertThat(user.output()).containsPattern("law +" + violation.law() + ": ");
    assertThat(repeat(violation.reproduce().replace("faulty", "honest"))).isEqualTo(ExitCode.FINE);
  }

  /** Somebody without Assay sees from the arrays alone that a result is wrong. */
  @Test
  void theArraysOfAProblemAreWrittenForAReportOfABug() throws IOException {
    Path arrays = folder.resolve("bug");
    String problem = "conv2d n=1 c=1 h=2 w=2 k=1 kernel=1x1 bias=true";
    assertThat(user.assay("replay --backend faulty --backend honest --out " + arrays, problem))
        .isEqualTo(ExitCode.WRONG);

    assertThat(user.output()).contains("arrays: " + arrays.resolve("faulty.npz"));
    assertThat(isOff(arrays.resolve("faulty.npz"))).isTrue();
    assertThat(isOff(arrays.resolve("honest.npz"))).isFalse();
  }

  /** Whether an output misses its bound; it is that of the input, the weight and the bias. */
  private static boolean isOff(Path file) throws IOException {
    NpzContent arrays = NpzContent.of(file);
    assertThat(arrays.shape("inputs/weights")).isEqualTo("1, 1, 1, 1");
    double[] x = arrays.floats("inputs/x");
    double weight = arrays.floats("inputs/weights")[0];
    double bias = arrays.floats("inputs/bias")[0];
    double[] expected = arrays.doubles("expected/output");
    double[] bounds = arrays.doubles("bound/output");
    double[] actual = arrays.floats("actual/output");
    assertThat(actual).hasSize(4);
    boolean off = false;
    for (int i = 0; i < actual.length; i++) {
      assertThat(expected[i]).isCloseTo(weight * x[i] + bias, within(1e-12));
      off |= Math.abs(actual[i] - expected[i]) > bounds[i];
    }
    return off;
  }

  /** Does what a finding says repeats it. */
  private int repeat(String line) {
    int problem = line.indexOf('"');
    return user.assay(
        line.substring("./assay ".length(), problem).strip(),
        line.substring(problem + 1, line.length() - 1));
  }

  /** What is wrong as is known is no error, and what is right by now is said. */
  @Test
  void pinnedCounterexamplesAreReplayed() throws IOException {
    installation.backend("half-mended", HalfMendedBackend.class);

    RunRecord run =
        installation
            .run(
                ExitCode.FINE,
                "verify --backend half-mended --op sigmoid --op tanh --tries 50 --seed 1")
            .load();

    assertThat(run.findings())
        .extracting(
            FindingRecord::outcome,
            FindingRecord::problem,
            finding -> Objects.requireNonNull(finding.known()).id())
        .containsExactlyInAnyOrder(
            tuple(Outcome.KNOWN, "sigmoid shape=1", "sigmoid-doubled"),
            tuple(Outcome.UNEXPECTED_PASS, "tanh shape=1", "tanh-doubled"));
  }

  /** What it is stands with the counterexample alone. */
  @Test
  void aKnownDivergenceIsToldWhereItsCounterexampleIsOfAnotherOperation() throws IOException {
    installation.backend("half-mended", HalfMendedBackend.class);

    RunRecord run =
        installation
            .run(ExitCode.FINE, "verify --backend half-mended --op relu --tries 50 --seed 1")
            .load();

    assertThat(run.verifications()).anyMatch(v -> v.known().containsKey("sigmoid-doubled"));
    assertThat(run.findings())
        .extracting(FindingRecord::outcome, FindingRecord::problem)
        .containsExactly(tuple(Outcome.KNOWN, "sigmoid shape=1"));
  }

  @Test
  void oneThreadIsComparedWithAll() throws IOException {
    String options = " --op sigmoid --tries 20";
    RunRecord honest = installation.run(ExitCode.FINE, "verify --backend honest" + options).load();
    int threads = honest.backends().get(0).threads();
    assumeTrue(threads > 1, "one thread is all that there is");
    assertThat(honest.threads())
        .extracting(ThreadsRecord::agreement, ThreadsRecord::threads)
        .containsExactly(tuple(Agreement.BITWISE, threads));

    installation.backend("racing", RacingBackend.class);
    RunRecord racing = installation.run(ExitCode.WRONG, "verify --backend racing" + options).load();
    assertThat(racing.findings()).isEmpty();
    assertThat(racing.threads())
        .extracting(ThreadsRecord::agreement, ThreadsRecord::threads)
        .containsExactly(tuple(Agreement.WRONG, threads));
  }

  /** Results may depend on the number of threads, so what repeats them names it. */
  @ParameterizedTest
  @CsvSource({"'',1", "--threads 3 --deadline 9 --memory 5000,3"})
  void whatIsRepeatedComputesOnAsManyThreads(String options, int threads) throws IOException {
    installation.backend("off", OffByThreadsBackend.class);

    RunFolder folder =
        installation.run(
            ExitCode.WRONG, ("verify --backend off --op relu --tries 20 " + options).strip());
    FindingRecord finding = folder.load().findings().get(0);
    ElementRecord element = Objects.requireNonNull(finding.element());
    assertThat(element.actual() - element.expected()).isCloseTo(1000 * threads, within(0.1));

    String line = finding.reproduce();
    String limits = options.isEmpty() ? "" : " --deadline 9 --memory 5000";
    assertThat(line)
        .startsWith("./assay replay --backend off --threads " + threads + limits + " \"relu ");
    repeat(line);
    assertThat(user.output())
        .containsPattern("actual +" + Pattern.quote(Numbers.element(element.actual())));

    assertThat(folder.load().contract())
        .isNotEmpty()
        .allSatisfy(
            tried -> assertThat(tried.reproduce()).contains("--backend off --threads " + threads));
    assertThat(Files.readString(folder.path().resolve("index.html")))
        .contains(
            "worst again</small><code>./assay replay --backend off --threads " + threads + " ",
            "all again</small><code>./assay verify --backend off --threads " + threads + " ");
  }

  @Test
  void invalidProblemsCanBeRepeated() {
    assertThat(user.assay("replay --backend honest --invalid relu-gradient-of-other-size"))
        .isEqualTo(ExitCode.WRONG);
    assertThat(user.output())
        .contains("# an output gradient of another size", "ACCEPTED", "computed 6 numbers");
  }

  @Test
  void whatWasGivenUpIsNoSuccess() {
    assertThat(VerifyCommand.exitCode(SampleRuns.shard())).isEqualTo(ExitCode.FINE);
    assertThat(VerifyCommand.exitCode(SampleRuns.givenUp())).isEqualTo(ExitCode.INCONCLUSIVE);
    assertThat(VerifyCommand.exitCode(SampleRuns.complete())).isEqualTo(ExitCode.WRONG);
  }

  @Test
  void whatWasFoundBeforeABackendDiedForGoodStays() throws IOException {
    installation.backend(
        "brittle",
        BrittleBackend.class,
        "-D" + BrittleBackend.BROKEN + "=" + folder.resolve("broken"));

    RunFolder made =
        installation.run(
            ExitCode.WRONG,
            "verify --backend brittle --op relu --op sigmoid --tries 50 --threads 1");

    assertThatReluPassedBeforeTheEnd(made.load());
    assertThat(user.output()).contains("could not be continued", "relu");

    // It does not start a second time either, and then it is mended.
    String path = made.path().toString();
    assertThat(user.assay("continue", path)).isEqualTo(ExitCode.WRONG);
    assertThatReluPassedBeforeTheEnd(made.load());
    installation.backend("brittle", OracleBackend.class);
    assertThat(user.assay("continue", path)).as(user.errors()).isEqualTo(ExitCode.WRONG);
    RunRecord whole = made.load();
    assertThatItDiedOfASigmoid(whole);
    assertThat(whole.backends().get(0).ended()).isNull();
    assertThat(whole.pace())
        .extracting(PaceRecord::operation, PaceRecord::problems)
        .containsExactly(tuple("relu", 50), tuple("sigmoid", 50));
    assertThat(user.assay("continue", path)).isEqualTo(ExitCode.USAGE);
  }

  private static void assertThatItDiedOfASigmoid(RunRecord run) {
    assertThat(run.findings())
        .extracting(FindingRecord::operation, FindingRecord::outcome, FindingRecord::message)
        .contains(tuple("sigmoid", Outcome.CRASHED, "ended, exit code 42"));
  }

  private static void assertThatReluPassedBeforeTheEnd(RunRecord run) {
    BackendRecord backend = run.backends().get(0);
    assertThat(backend.error()).isNull();
    assertThat(backend.ended()).contains("did not start", "the card fell off the bus");
    assertThatItDiedOfASigmoid(run);
    assertThat(run.verifications())
        .filteredOn(v -> v.operation().equals("relu"))
        .isNotEmpty()
        .allSatisfy(v -> assertThat(v.outcomes().of(Outcome.PASSED)).isPositive());
  }

  @Test
  void anUnwritableFolderIsSaidBeforeAnythingIsDone() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));

    assertThat(user.assay("verify --runs", file.toString())).isEqualTo(ExitCode.CANNOT_CREATE);
    assertThat(user.errors()).contains("cannot make a run folder in " + file);
  }
}
