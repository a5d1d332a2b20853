package dev.assay.reports.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.reports.console.ExitCode;
import dev.assay.reports.record.CoverageRecord;
import dev.assay.reports.record.LawRecord;
import dev.assay.reports.record.OutcomeCounts;
import dev.assay.reports.record.RunFolder;
import dev.assay.reports.record.RunLock;
import dev.assay.reports.record.RunRecord;
import dev.assay.reports.record.RunState;
import dev.assay.reports.record.SourceRecord;
import dev.assay.reports.record.VerificationRecord;
import dev.assay.verify.LateBackend;
import dev.assay.verify.OracleBackend;
import dev.assay.verify.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Verification in several parts: shards, limits of time, interrupted runs that go on. */
class CampaignTest {
  @TempDir Path folder;

  @RegisterExtension final CommandLineUser user = new CommandLineUser();

  @RegisterExtension final Installation installation = new Installation(user, () -> folder);

  @BeforeEach
  void installBackend() throws IOException {
    installation.backend("honest", OracleBackend.class);
  }

  private RunFolder verify(String options) throws IOException {
    return verify("honest", options);
  }

  private RunFolder verify(String backend, String options) throws IOException {
    return installation.run(
        ExitCode.FINE, "verify --backend " + backend + " --op *relu --seed 7 " + options);
  }

  @Test
  void mergedShardsAreTheWhole() throws IOException {
    RunRecord whole = verify("--tries 200").load();
    String one = verify("--tries 200 --shard 1/2").path().toString();
    String two = verify("--tries 200 --shard 2/2").path().toString();

    RunRecord merged = installation.run(ExitCode.FINE, "merge", one, two).load();

    assertThat(merged.verifications())
        .extracting(CampaignTest::everything)
        .containsExactlyInAnyOrderElementsOf(
            whole.verifications().stream().map(CampaignTest::everything).toList());
    assertThat(merged.verifications())
        .extracting(VerificationRecord::fingerprint)
        .doesNotContain("0")
        .doesNotHaveDuplicates();
    assertThat(merged.verifications())
        .extracting(VerificationRecord::precision)
        .isEqualTo(whole.verifications().stream().map(VerificationRecord::precision).toList());
    assertThat(merged.laws())
        .extracting(CampaignTest::tally)
        .containsExactlyInAnyOrderElementsOf(
            whole.laws().stream().map(CampaignTest::tally).toList());
    assertThat(merged.coverage())
        .hasSize(whole.coverage().size())
        .allSatisfy(
            coverage -> {
              CoverageRecord of = whole.coverage().get(merged.coverage().indexOf(coverage));
              assertThat(coverage.features()).isEqualTo(of.features());
              assertThat(coverage.gaps()).containsExactlyInAnyOrderElementsOf(of.gaps());
            });
    assertThat(merged.contract()).isEqualTo(whole.contract());
    assertThat(merged.sources()).extracting(SourceRecord::shard).containsExactly("1/2", "2/2");
    assertThat(user.output()).contains("merged from");

    assertThat(user.assay("merge", one, one)).isEqualTo(ExitCode.DATA);
    assertThat(user.errors()).contains("is there twice; name each run once");
  }

  @Test
  void aTimeLimitGivesEveryOperationItsShare() throws IOException {
    RunRecord run = verify("--time-limit 2s").load();

    assertThat(run.state()).isEqualTo(RunState.FINISHED);
    assertThat(run.pace())
        .hasSizeGreaterThan(1)
        .allSatisfy(pace -> assertThat(pace.problems()).isPositive());
  }

  /** Has a run's record look as kill -9 leaves it. */
  private static Path asKilled(RunFolder run) throws IOException {
    Path file = run.path().resolve(RunFolder.RECORD);
    return Files.writeString(
        file,
        Files.readString(file).replace("\"state\" : \"FINISHED\"", "\"state\" : \"RUNNING\""));
  }

  /** What was verified before counts as it was recorded, and is not tried again. */
  @Test
  void aKilledRunGoesOnWhereItWas() throws IOException {
    installation.backend("late", LateBackend.class);
    RunRecord whole = verify("late", "--tries 300").load();
    RunFolder killed = verify("late", "--tries 300 --time-limit 1s");
    RunRecord stopped = killed.load();
    assertThat(stopped.pace()).allSatisfy(pace -> assertThat(pace.problems()).isBetween(1, 299));
    killed.save(withMorePassed(stopped));
    Path file = asKilled(killed);
    // It has more time to go on.
    Files.writeString(
        file, Files.readString(file).replace("\"timeLimit\" : 1.0", "\"timeLimit\" : 600.0"));

    assertThat(user.assay("continue", killed.path().toString())).isEqualTo(ExitCode.FINE);

    RunRecord done = killed.load();
    assertThat(done.state()).isEqualTo(RunState.FINISHED);
    assertThat(done.started()).isEqualTo(stopped.started());
    assertThat(done.pace()).allSatisfy(pace -> assertThat(pace.problems()).isEqualTo(300));
    assertThat(done.verifications())
        .extracting(CampaignTest::tally)
        .containsExactlyInAnyOrderElementsOf(
            withMorePassed(whole).verifications().stream().map(CampaignTest::tally).toList());
    assertThat(user.assay("continue", killed.path().toString())).isEqualTo(ExitCode.USAGE);
    assertThat(user.errors())
        .contains("went to its end; nothing is left", "./assay report " + killed.path());
  }

  @Test
  void aRunThatIsStillGoingOnIsLeftAlone() throws IOException {
    RunFolder running = verify("--tries 50");
    Path file = asKilled(running);
    String before = Files.readString(file);
    try (RunLock lock = running.lock()) {
      assertThat(user.assay("continue", running.path().toString()))
          .isEqualTo(ExitCode.CANNOT_CREATE);
      assertThat(lock).isNotNull();
    }
    assertThat(user.errors()).contains("run " + running.id() + " is still going on; wait");
    assertThat(file).hasContent(before);
    assertThat(user.assay("continue", running.path().toString())).isEqualTo(ExitCode.FINE);
  }

  @Test
  void aRunOfAnotherMachineIsLeftAlone() throws IOException {
    RunFolder run = verify("--tries 50");
    Path file = asKilled(run);
    Files.writeString(
        file, Files.readString(file).replaceFirst("\"architecture\" : \"", "$0another-"));
    String before = Files.readString(file);

    assertThat(user.assay("continue", run.path().toString())).isEqualTo(ExitCode.USAGE);

    assertThat(user.errors())
        .contains("run " + run.id() + " was begun on another machine", "anew: assay verify");
    assertThat(file).hasContent(before);
  }

  /** As a full disk does it. */
  @Test
  void aReportThatCannotBeWrittenIsWrittenLater() throws IOException {
    RunFolder run = verify("--tries 50");
    asKilled(run);
    Path page = run.path().resolve("index.html");
    Files.delete(page);
    Files.createDirectories(page.resolve("in-the-way"));

    assertThat(user.assay("continue", run.path().toString())).isEqualTo(ExitCode.CANNOT_CREATE);

    assertThat(user.errors())
        .contains(
            "cannot write " + page, "then write the reports with: ./assay report " + run.path())
        .doesNotContain("go on with");
  }

  /** The same run as if a thousand more had passed in its first tally. */
  private static RunRecord withMorePassed(RunRecord run) {
    VerificationRecord first =
        run.verifications().stream()
            .min(Comparator.comparing(v -> v.operation() + v.direction()))
            .orElseThrow();
    return run.with(
        new VerificationRecord(
            first.backend(),
            first.operation(),
            first.direction(),
            first.tries() + 1000,
            first.outcomes().plus(new OutcomeCounts(Map.of(Outcome.PASSED, 1000))),
            first.unsupported(),
            first.known(),
            first.reruns(),
            first.fingerprint(),
            first.worst(),
            first.precision()));
  }

  private static String everything(VerificationRecord v) {
    return tally(v) + v.worst() + v.reruns() + v.fingerprint();
  }

  private static String tally(VerificationRecord v) {
    return v.operation() + v.direction() + v.tries() + v.outcomes();
  }

  private static String tally(LawRecord law) {
    return law.operation() + law.law() + law.outcomes();
  }
}
