package dev.assay.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.assay.host.ArtifactResolver;
import dev.assay.host.BackendCatalog;
import dev.assay.host.Descriptor;
import dev.assay.host.Launch;
import dev.assay.host.Limits;
import dev.assay.host.Platform;
import dev.assay.host.Worker;
import dev.assay.reference.op.OperationText;
import dev.assay.reference.problem.Problem;
import dev.assay.spi.Device;
import dev.assay.worker.Greeting;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * The real backends with their real natives, as the build has laid them out: none may be wrong
 * beyond its known divergences, and each of those must still be there.
 */
class BackendsTest {
  private static final int TRIES = 200;
  private static final int THREADS = 2;
  private static final Limits LIMITS =
      new Limits(Duration.ofMinutes(3), Duration.ofSeconds(60), 8L << 30);

  /** Small networks; a backend has all of them or none. */
  private static final List<String> NETWORKS =
      List.of(
          "training-step network=lenet5 n=2",
          "training-step network=lenet5 n=2 optimizer=adam",
          "training-step network=resnet20 n=2 size=16x16",
          "training-step network=resnet20 n=2 size=16x16 until=gradients",
          "inference network=resnet20 n=2 size=16x16");

  @TempDir Path logs;

  private final List<Worker> workers = new ArrayList<>();

  @AfterEach
  void stopWorkers() {
    workers.forEach(Worker::close);
  }

  @TestFactory
  Stream<DynamicNode> everyBackend() {
    Path backends = Path.of(System.getProperty("assay.home"), "backends");
    assumeFalse(Files.notExists(backends), "the backends are not packaged; run ./mvnw verify");
    return new BackendCatalog(List.of(backends))
        .all().stream()
            .filter(descriptor -> descriptor.devices(Platform.current()).contains("cpu"))
            .map(this::backend);
  }

  private DynamicContainer backend(Descriptor descriptor) {
    Worker worker;
    try (ArtifactResolver resolver = new ArtifactResolver(false, download -> {})) {
      worker = new Worker(Launch.of(descriptor, Device.CPU, THREADS, resolver), LIMITS, logs);
    }
    workers.add(worker);
    Verifier verifier = new Verifier(worker);
    Stream<DynamicTest> operations =
        OperationText.names().stream()
            .map(name -> dynamicTest(name, () -> noneIsWrong(verifier, name)));
    Stream<DynamicTest> divergences =
        worker.divergences().stream()
            .map(known -> dynamicTest(known.id(), () -> stillFails(verifier, known)));
    Stream<DynamicTest> networks =
        NETWORKS.stream().map(text -> dynamicTest(text, () -> trains(verifier, text)));
    return dynamicContainer(
        descriptor.name(), Stream.of(operations, divergences, networks).flatMap(tests -> tests));
  }

  private static void noneIsWrong(Verifier verifier, String operation) {
    OperationReport report = verifier.verify(operation, TRIES, 1, verdict -> {});

    assertThat(report.findings())
        .filteredOn(finding -> finding.first().outcome().isWrong())
        .isEmpty();
    boolean unsupported =
        report.directions().values().stream()
            .allMatch(tally -> tally.of(Outcome.UNSUPPORTED) == tally.tries());
    if (!unsupported) {
      assertThat(report.directions().values())
          .anySatisfy(
              tally -> assertThat(tally.of(Outcome.PASSED) + tally.of(Outcome.KNOWN)).isPositive());
    }
  }

  private static void trains(Verifier verifier, String problem) {
    Verdict verdict = verifier.verify(Problem.parse(problem));

    assertThat(verdict.outcome()).as(verdict.toString()).isIn(Outcome.PASSED, Outcome.UNSUPPORTED);
  }

  private static void stillFails(Verifier verifier, Greeting.Divergence known) {
    Verdict verdict = verifier.verify(known.counterexample());

    assertThat(verdict.outcome()).isEqualTo(Outcome.KNOWN);
    assertThat(verdict.divergence()).hasValue(known.id());
  }
}
