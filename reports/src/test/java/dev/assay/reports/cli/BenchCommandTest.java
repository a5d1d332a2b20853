package dev.assay.reports.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.assay.bench.RoofProblem.Kind;
import dev.assay.reports.console.ExitCode;
import dev.assay.reports.record.CampaignRecord.Position;
import dev.assay.reports.record.MeasurementRecord;
import dev.assay.reports.record.RoofRecord;
import dev.assay.reports.record.RunFolder;
import dev.assay.reports.record.RunRecord;
import dev.assay.reports.record.Timing;
import dev.assay.verify.MisbehavingBackend;
import dev.assay.verify.MissingBiasBackend;
import dev.assay.verify.OracleBackend;
import dev.assay.verify.Outcome;
import dev.assay.verify.RacingBackend;
import dev.assay.verify.ShyBackend;
import dev.assay.verify.TiringBackend;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Layers and the roof timed as a user has it done, by {@code bench} and by {@code run}. */
class BenchCommandTest {
  private static final String LAYER = "conv1 2 conv2d c=2 h=5 w=5 k=3 kernel=3x3 bias=true";

  @TempDir Path folder;

  @RegisterExtension final CommandLineUser user = new CommandLineUser();

  @RegisterExtension final Installation installation = new Installation(user, () -> folder);

  private RunFolder time(String command, String... layers) throws IOException {
    return installation.run(ExitCode.FINE, command + " --network", installation.workload(layers));
  }

  @Test
  void runEndsWellWhateverItFinds() throws IOException {
    installation.backend("honest", OracleBackend.class);
    installation.backend("deadly", MisbehavingBackend.class);

    RunFolder made =
        time(
            "run --no-roof --backend honest --backend deadly --op relu --tries 200 --rounds 1"
                + " --bench-seconds 4",
            LAYER);

    RunRecord run = made.load();
    assertThat(run.findings())
        .isNotEmpty()
        .allSatisfy(
            finding -> {
              assertThat(finding.backend()).isEqualTo("deadly");
              assertThat(finding.outcome()).isEqualTo(Outcome.CRASHED);
            });
    assertThat(run.givenUp())
        .extracting(Position::backend, Position::operation)
        .containsExactly(tuple("deadly", "relu"));
    assertThat(run.roofs()).isEmpty();
    assertThat(run.measurements())
        .hasSize(4)
        .allSatisfy(
            measurement -> {
              assertThat(measurement.outcome()).isEqualTo(Outcome.PASSED);
              assertThat(measurement.gflopsPerSecond()).isPositive();
              assertThat(measurement.compared()).isPositive().isEqualTo(measurement.elements());
            });
    Path page = made.path().resolve("index.html");
    assertThat(page).isNotEmptyFile();
    assertThat(made.path().resolve("report.md")).isNotEmptyFile();
    assertThat(made.path().resolve("junit.xml")).isNotEmptyFile();
    assertThat(made.path().resolve("jmh/honest-1.json")).isNotEmptyFile();

    Files.delete(page);
    assertThat(user.assay("report", made.path().toString())).isEqualTo(ExitCode.FINE);
    assertThat(page).isNotEmptyFile();
  }

  @Test
  void layersOfSomeOperationsAloneAreTimed() throws IOException {
    installation.backend("honest", OracleBackend.class);

    RunRecord run =
        time(
                "bench --no-roof --rounds 1 --bench-seconds 4 --layers rel*",
                LAYER,
                "act 1 relu shape=2x3")
            .load();

    assertThat(run.measurements())
        .extracting(MeasurementRecord::problem)
        .containsExactly("relu shape=2x3", "relu backward-data shape=2x3");
  }

  @Test
  void aLayerThatDoesNotFitIntoMemoryCostsItsOwnRow() throws IOException {
    installation.backend("honest", OracleBackend.class);

    RunRecord run =
        time(
                "bench --no-roof --rounds 1 --bench-seconds 4 --memory 600",
                "huge 1 relu shape=20000000",
                "act 1 relu shape=2x3")
            .load();

    assertThat(run.measurements()).hasSize(4);
    for (MeasurementRecord measurement : run.measurements()) {
      boolean huge = measurement.layer().equals("huge");
      assertThat(measurement.outcome()).isEqualTo(huge ? Outcome.UNSUPPORTED : Outcome.PASSED);
      assertThat(measurement.timing() == null).isEqualTo(huge);
      if (huge) {
        assertThat(measurement.message())
            .matches(
                "about 0\\.[47] GiB of heap are needed for it, and the process of a backend has"
                    + " 0\\.3; raise --memory, of which that is half");
      }
    }
  }

  @Test
  void aFileOfLayersIsNoNetwork() throws IOException {
    installation.backend("honest", OracleBackend.class);
    String file = installation.workload(LAYER);

    assertThat(user.assay("bench", "--only", "networks", "--network", file))
        .isEqualTo(ExitCode.USAGE);
    assertThat(user.errors())
        .contains("nothing to time: " + file + " is no network; leave out --only=networks");
  }

  @Test
  void wrongResultsGetNoSpeed() throws IOException {
    installation.backend("faulty", MissingBiasBackend.class);

    RunRecord run = time("bench --no-roof --rounds 1 --bench-seconds 4", LAYER).load();

    assertThat(run.measurements())
        .filteredOn(measurement -> measurement.direction().equals("forward"))
        .singleElement()
        .satisfies(
            forward -> {
              assertThat(forward.outcome()).isEqualTo(Outcome.FAILED);
              assertThat(forward.timing()).isNull();
            });
  }

  @Test
  void aCrashWhileTimedCostsOneProblem() throws IOException {
    installation.backend("tiring", TiringBackend.class);

    RunFolder made =
        time(
            "bench --no-roof --rounds 2 --bench-seconds 8",
            "fc 1 linear in=3 out=2",
            "pool 1 max-pool2d c=2 h=4 w=4 kernel=2x2 stride=2x2");

    RunRecord run = made.load();
    assertThat(run.measurements()).extracting(MeasurementRecord::operation).contains("linear");
    for (MeasurementRecord measurement : run.measurements()) {
      boolean tired = measurement.operation().equals("linear");
      assertThat(measurement.outcome()).isEqualTo(tired ? Outcome.CRASHED : Outcome.PASSED);
      assertThat(measurement.timing() == null).isEqualTo(tired);
      assertThat(measurement.message())
          .isEqualTo(tired ? "ended, exit code 42 while it was timed" : null);
      if (measurement.jmh() != null) {
        assertThat(made.path().resolve(measurement.jmh()))
            .content()
            .contains(measurement.problem());
      }
      assertThat(measurement.jmh() == null).isEqualTo(tired);
    }
  }

  @Test
  void whatDoesNotStartToBeTimedIsNotSaidToBeRight() throws IOException {
    installation.backend("shy", ShyBackend.class);

    RunRecord run = time("bench --no-roof --rounds 2 --bench-seconds 4", LAYER).load();

    assertThat(run.measurements())
        .hasSize(2)
        .allSatisfy(
            measurement -> {
              assertThat(measurement.outcome()).isEqualTo(Outcome.FAILED);
              assertThat(measurement.message())
                  .isEqualTo("did not start to be timed: the card is taken");
              assertThat(measurement.timing()).isNull();
            });
  }

  /** Whatever the machine does, nothing is as narrow as 0.0001 %. */
  @Test
  void whatIsNotSettledIsTimedInFurtherRounds() throws IOException {
    installation.backend("honest", OracleBackend.class);

    RunFolder made =
        time("bench --no-roof --rounds 2 --bench-seconds 16 --interval 0.0001%", LAYER);

    assertThat(made.load().measurements())
        .anySatisfy(
            measurement -> {
              Timing timing = Objects.requireNonNull(measurement.timing());
              assertThat(timing.seconds()).hasSizeGreaterThan(2);
              assertThat(timing.slowdown()).isNotNull();
            });
    assertThat(made.path().resolve("jmh/honest-3.json")).exists();
  }

  /** A process takes more than the tenth of a second that there is for all of them. */
  @Test
  void roundsThatNobodyAskedForGiveWayToTime() throws IOException {
    installation.backend("honest", OracleBackend.class);

    RunFolder made = time("bench --no-roof --bench-seconds 0.1", LAYER);

    assertThat(made.load().measurements())
        .allSatisfy(
            measurement ->
                assertThat(Objects.requireNonNull(measurement.timing()).seconds()).hasSize(3));
    assertThat(made.path().resolve("jmh/honest-4.json")).doesNotExist();
  }

  @Test
  void theRoofIsVerifiedAndTimedWithEachNumberOfThreads() throws IOException {
    installation.backend("honest", OracleBackend.class);
    installation.backend("racing", RacingBackend.class);

    RunFolder made =
        time("bench --threads 2 --roof-edge 32 --roof-array 1 --rounds 1 --bench-seconds 4", LAYER);

    RunRecord run = made.load();
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
        assertThat(made.path().resolve(roof.jmh())).isNotEmptyFile();
      }
    }
    assertThat(user.output()).contains("Roof with 2 threads: ", "(honest)");
  }
}
