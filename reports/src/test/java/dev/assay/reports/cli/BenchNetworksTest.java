package dev.assay.reports.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.assay.reports.console.ExitCode;
import dev.assay.reports.recommend.Purpose;
import dev.assay.reports.recommend.Purposes;
import dev.assay.reports.record.ProofRecord;
import dev.assay.reports.record.RunRecord;
import dev.assay.reports.record.WholeNetworkRecord;
import dev.assay.verify.HoardingBackend;
import dev.assay.verify.OracleBackend;
import dev.assay.verify.Outcome;
import dev.assay.verify.RacingBackend;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Whole networks timed as a user has it done. */
class BenchNetworksTest {
  private static final String LENET =
      "bench --no-roof --network lenet5 --only networks --network-batch 1 --network-seconds 1"
          + " --rounds 1 ";

  @TempDir Path folder;

  @RegisterExtension final CommandLineUser user = new CommandLineUser();

  @RegisterExtension final Installation installation = new Installation(user, () -> folder);

  @BeforeEach
  void installBackend() throws IOException {
    installation.backend("honest", OracleBackend.class);
  }

  @Test
  void runningOutOfMemoryCostsOneRow() throws IOException {
    installation.backend("hoarding", HoardingBackend.class, "-Xmx512m -XX:MaxDirectMemorySize=4g");

    RunRecord run = installation.run(ExitCode.FINE, LENET + "--until update --memory 1000").load();

    List<WholeNetworkRecord> trainings = run.training();
    assertThat(trainings).hasSize(2);
    for (WholeNetworkRecord training : trainings) {
      boolean hoarded = training.backend().equals("hoarding");
      assertThat(training.outcome()).isEqualTo(hoarded ? Outcome.CRASHED : Outcome.PASSED);
      assertThat(training.timing() == null).isEqualTo(hoarded);
      assertThat(training.message())
          .isEqualTo(hoarded ? "exceeded its memory limit of 1000 MiB while it was timed" : null);
    }
  }

  @Test
  void whatNoBackendMayHoldCostsOneRow() throws IOException {
    RunRecord run =
        installation
            .run(
                ExitCode.FINE,
                LENET + "--threads 1 --until inference --network-batch 20000 --memory 1000")
            .load();

    assertThat(run.training())
        .extracting(
            WholeNetworkRecord::batch,
            WholeNetworkRecord::outcome,
            training -> training.timing() == null)
        .containsExactlyInAnyOrder(
            tuple(1, Outcome.PASSED, false), tuple(20_000, Outcome.UNSUPPORTED, true));
    assertThat(run.training())
        .filteredOn(training -> training.batch() > 1)
        .allSatisfy(
            training ->
                assertThat(training.message())
                    .endsWith(
                        " GiB are needed for batches of 20000, and a backend may take 1.0; raise"
                            + " --memory, or make --network-batch smaller"));
  }

  @Test
  void trainingIsProvedAndTimedWithEachNumberOfThreads() throws IOException {
    installation.backend("racing", RacingBackend.class);

    // Neither proved nor timed with the usual number of threads, which is for the rest.
    RunRecord run =
        installation
            .run(ExitCode.FINE, LENET + "--until update --threads 2 --network-threads 3,1,3")
            .load();

    assertThat(run.proofs())
        .extracting(ProofRecord::threads, ProofRecord::outcome)
        .containsOnly(tuple(1, Outcome.PASSED), tuple(3, Outcome.PASSED), tuple(3, Outcome.FAILED));
    assertThat(run.training())
        .extracting(
            WholeNetworkRecord::backend, WholeNetworkRecord::threads, WholeNetworkRecord::outcome)
        .containsExactlyInAnyOrder(
            tuple("honest", 1, Outcome.PASSED),
            tuple("honest", 3, Outcome.PASSED),
            tuple("racing", 1, Outcome.PASSED),
            tuple("racing", 3, Outcome.FAILED));
    assertThat(run.findings())
        .isNotEmpty()
        .allMatch(finding -> finding.reproduce().contains("--backend racing --threads 3 "));
    for (WholeNetworkRecord training : run.training()) {
      assertThat(training.timing() == null).isEqualTo(training.outcome() != Outcome.PASSED);
      assertThat(run.proofs())
          .filteredOn(proof -> proof.proof().equals(training.proof()))
          .hasSize(7)
          .extracting(ProofRecord::backend, ProofRecord::threads)
          .containsOnly(tuple(training.backend(), training.threads()));
    }
  }

  @Test
  void aNetworkInUseIsTimedBesideItsTraining() throws IOException {
    RunRecord run = installation.run(ExitCode.FINE, LENET + "--threads 1").load();

    assertThat(run.training())
        .allMatch(timed -> timed.timing() != null)
        .extracting(WholeNetworkRecord::until, WholeNetworkRecord::problem)
        .containsExactlyInAnyOrder(
            tuple("inference", "inference network=lenet5 n=1 size=32x32"),
            tuple("update", "training-step network=lenet5 n=1 size=32x32 learning-rate=0.001"));
    assertThat(Purposes.of(run))
        .extracting(Purpose::title)
        .containsExactly(
            "inference of lenet5, batches of 1, 1 thread",
            "training lenet5, batches of 1, 1 thread");
    assertThat(Purposes.of(run).get(0).operations()).doesNotContain("cross-entropy");
  }
}
