package dev.assay.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.assay.host.Answer;
import dev.assay.host.BackendCatalog;
import dev.assay.host.Descriptor;
import dev.assay.host.Launch;
import dev.assay.host.Limits;
import dev.assay.host.Platform;
import dev.assay.host.ResidentMemory;
import dev.assay.host.Worker;
import dev.assay.reference.op.Direction;
import dev.assay.reference.op.OperationText;
import dev.assay.reference.op.TrainingStep;
import dev.assay.reference.problem.Problem;
import dev.assay.spi.Device;
import dev.assay.verify.contract.ErrorContract;
import dev.assay.verify.contract.InvalidProblem;
import dev.assay.verify.network.Expectations;
import dev.assay.verify.network.NetworkVerifier;
import dev.assay.worker.Greeting;
import dev.assay.worker.Reply;
import dev.assay.worker.Request;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * The real backends with their real natives, as the build has laid them out: none may be wrong
 * beyond its known divergences, each of those must still be there, and so must every backend and
 * all that the README says it computes; and the README must speak of each.
 */
class BackendsTest {
  private static final int TRIES = 200;

  private static final int RANDOM_NETWORKS = 100;
  private static final int THREADS = 2;

  /**
   * Networks small enough for every build. Each is run twice, from the same start, and both runs
   * must agree.
   */
  private static final List<String> NETWORKS =
      List.of(
          "training-step network=lenet5 n=3 until=loss",
          "training-step network=lenet5 n=3 until=gradients",
          "training-step network=lenet5 n=2 steps=2 optimizer=adam",
          "training-step network=resnet20 n=2 size=16x16 until=loss",
          "training-step network=resnet20 n=2 size=16x16 until=gradients",
          "training-step network=resnet20 n=2 size=16x16 steps=3 momentum=0.9 decay=0.001",
          "inference network=resnet20 n=2 size=16x16",
          // Shortcuts with projections, concatenations, padding on one side.
          "training-step network=resnet50 n=2 size=64x64",
          "training-step network=googlenet n=1 size=64x64",
          "training-step network=resnet18-lecture n=1 size=67x67");

  /** Layers that take data and gradients as convolutions leave them, and leave theirs to these. */
  private static final List<String> BETWEEN_CONVOLUTIONS =
      List.of(
          "sigmoid",
          "leaky-relu,slope=0.2",
          "dropout",
          "softmax,axis=1",
          "softmax,axis=2",
          "log-softmax,axis=3",
          "max-pool2d,kernel=3x2,stride=2x3,pad=1x1",
          "max-pool2d,kernel=3x2,stride=2x3,pad=1x1,rounding=up",
          "max-pool2d,kernel=9x10,global=true",
          "average-pool2d,kernel=3x3,stride=2x2",
          "average-pool2d,kernel=3x3,stride=2x2,pad=1x1",
          "average-pool2d,kernel=3x2,stride=1x2,pad=1x1,count-pad=true",
          "average-pool2d,kernel=9x10,global=true",
          "batch-norm",
          "group-norm,groups=4",
          "instance-norm",
          "layer-norm,axes=1",
          "layer-norm,axes=3",
          "local-response-norm,alpha=1.0",
          "conv2d,k=16,kernel=3x3,pad=2x2,dilation=2x2",
          "conv2d,k=16,kernel=3x3,groups=16",
          "conv2d,k=16,kernel=3x2,stride=2x1,pad=0:1x1:0",
          "conv-transpose2d,k=16,kernel=3x3,stride=2x2,pad=1x1",
          "conv-transpose2d,k=16,kernel=3x3,pad=1:0x0:1",
          "identity-shortcut,stride=2x2,before=3,after=5");

  /**
   * They are run twice, that is 200 steps. If what these compute stayed, it would be 350 MiB, and
   * of the gradients alone 200 MiB.
   */
  private static final Problem STEPS =
      Problem.parse("training-step network=resnet20 n=2 size=16x16 learning-rate=0.001 steps=100");

  private static final long FLAT_BYTES = 64L << 20;

  /** A heap that is touched at the start takes no more memory later. */
  private static final List<String> CONSTANT_HEAP =
      List.of("-Xms256m", "-Xmx256m", "-XX:+AlwaysPreTouch");

  private static final Limits LIMITS =
      new Limits(Duration.ofMinutes(3), Duration.ofSeconds(60), 8L << 30);

  /** A hundred steps are not one problem; other processes may be at work, too. */
  private static final Limits OF_STEPS =
      new Limits(LIMITS.start(), Duration.ofMinutes(10), LIMITS.memory());

  /** Whoever convolves has networks, and whoever updates weights trains them. */
  private static final String CONVOLVES = "conv2d";

  private static final String USE = "inference";

  private static final String HIDDEN_CACHES = "where-caches-are-hidden";

  /** With this in the environment it is not: a mistake of the adapter's would be excused, too. */
  private static final String NO_EXCUSE = "ONEDNN_MAX_CPU_ISA=SSE41";

  private static final int TRIES_AS_IT_IS = 50;

  private static final String TRAINS = "sgd";

  private static final Device CARD = Device.parse("cuda:0");

  private static final Path ROOT = Path.of("..");

  private static final Platform LINUX = new Platform("linux-x86_64", Set.of());

  @TempDir Path logs;

  private final List<Worker> workers = new ArrayList<>();

  /** What networks must give, computed once for all backends. */
  private final Expectations expectations;

  BackendsTest(@TempDir Path expected) {
    expectations = new Expectations(expected);
  }

  @AfterEach
  void stopWorkers() {
    workers.forEach(Worker::close);
  }

  @TestFactory
  Stream<DynamicNode> everyBackend() throws IOException {
    BackendCatalog catalog = catalog();
    PromisedSupport promised = PromisedSupport.in(ROOT.resolve("README.md"));
    return Stream.concat(
        Stream.of(dynamicTest("all are there", () -> allAreThere(catalog, promised))),
        catalog.all().stream()
            .filter(descriptor -> descriptor.devices(Platform.current()).contains("cpu"))
            .map(descriptor -> onProcessor(descriptor, promised)));
  }

  private DynamicContainer onProcessor(Descriptor descriptor, PromisedSupport promised) {
    return dynamicContainer(
        descriptor.name(),
        backend(
            launch(descriptor, Device.CPU),
            (operation, direction) -> promised.includes(descriptor.name(), operation, direction)));
  }

  private static BackendCatalog catalog() {
    Path backends = Path.of(System.getProperty("assay.home"), "backends");
    assumeFalse(Files.notExists(backends), "the backends are not packaged; run ./mvnw verify");
    return new BackendCatalog(List.of(backends));
  }

  private static Launch launch(Descriptor descriptor, Device device) {
    return PackagedLaunch.of(descriptor, device, THREADS);
  }

  /**
   * Backends of cards, on what stands in for one: that shows that calls, arrays and waits fit
   * together as the libraries' documentation says, not what a card answers.
   */
  @TestFactory
  Stream<DynamicNode> onStandIns(@TempDir Path libraries) throws IOException, InterruptedException {
    BackendCatalog catalog = catalog();
    List<DynamicNode> nodes = new ArrayList<>();
    for (Descriptor plain : catalog.plain()) {
      String adapter = plain.folder().getFileName().toString();
      StandIn standIn =
          new StandIn(ROOT.resolve("adapters").resolve(adapter), libraries.resolve(adapter));
      if (standIn.exists()) {
        standIn.build();
        catalog.all().stream()
            .filter(descriptor -> descriptor.folder().equals(plain.folder()))
            .map(descriptor -> onStandIn(descriptor, standIn))
            .forEach(nodes::add);
      }
    }
    return nodes.stream();
  }

  /** Of variants nobody says what they compute; they differ in nothing else. */
  private DynamicContainer onStandIn(Descriptor descriptor, StandIn standIn) {
    Launch launch = standIn.under(launch(descriptor, CARD));
    if (descriptor.variantOf().isPresent()) {
      return dynamicContainer(launch.backend(), results(launch, (operation, direction) -> false));
    }
    List<String> ofNetworks = List.of(CONVOLVES, TRAINS);
    return dynamicContainer(
        launch.backend(),
        Stream.concat(
            backend(launch, (operation, direction) -> ofNetworks.contains(operation)),
            invalidProblems(launch)));
  }

  /** The README was written on Linux, where all its backends compute on the processor. */
  private static void allAreThere(BackendCatalog catalog, PromisedSupport promised)
      throws IOException {
    try (Stream<Path> adapters = Files.list(ROOT.resolve("adapters"))) {
      assertThat(catalog.all().stream().map(backend -> backend.folder().getFileName()).distinct())
          .as("the backends that are built; ./mvnw verify builds all")
          .containsExactlyInAnyOrderElementsOf(
              adapters
                  .filter(
                      adapter ->
                          Files.exists(adapter.resolve("src/main/resources/" + Descriptor.FILE)))
                  .map(Path::getFileName)
                  .toList());
    }
    assertThat(promised.backends())
        .as("the columns of the README's table: all that are no variants and compute on cpu")
        .containsExactlyInAnyOrderElementsOf(
            catalog.plain().stream()
                .filter(backend -> backend.computesOn(Device.CPU, LINUX))
                .map(Descriptor::name)
                .toList());
  }

  private Stream<DynamicTest> backend(Launch launch, BiPredicate<String, Direction> promised) {
    boolean trains = promised.test(TRAINS, Direction.FORWARD);
    return Stream.concat(
        results(launch, promised),
        Stream.of(
            dynamicTest("memory stays flat", () -> memoryStaysFlat(launch, trains)),
            dynamicTest("threads are as many as asked for", () -> threadsAreThose(launch))));
  }

  /**
   * What a backend computes.
   *
   * @param promised the operations and directions of which it is said that it computes them
   */
  private Stream<DynamicTest> results(Launch launch, BiPredicate<String, Direction> promised) {
    Worker asItIs = started(launch);
    Verifier verifierAsItIs = new Verifier(asItIs::execute);
    Worker worker = isExcused(asItIs) ? started(PackagedLaunch.with(launch, NO_EXCUSE)) : asItIs;
    Verifier verifier = new Verifier(worker::execute);
    NetworkVerifier networkVerifier = new NetworkVerifier(worker::execute, expectations);
    Stream<DynamicTest> operations =
        OperationText.names().stream()
            .map(
                name ->
                    dynamicTest(
                        name,
                        () ->
                            noneIsWrong(
                                WholeCampaign.of(verifier, name, TRIES),
                                direction -> promised.test(name, direction))));
    Stream<DynamicTest> asItIsToo =
        worker == asItIs
            ? Stream.empty()
            : OperationText.names().stream()
                .map(
                    name ->
                        dynamicTest(
                            "with all instructions, " + name,
                            () ->
                                noneIsWrong(
                                    WholeCampaign.of(verifierAsItIs, name, TRIES_AS_IT_IS),
                                    direction -> false)));
    boolean infers = promised.test(CONVOLVES, Direction.FORWARD);
    boolean trains = promised.test(TRAINS, Direction.FORWARD);
    Stream<DynamicTest> random =
        OperationText.composites().stream()
            .map(
                name ->
                    dynamicTest(
                        "random networks, " + name,
                        () ->
                            noneIsWrong(
                                WholeCampaign.of(verifier, name, RANDOM_NETWORKS),
                                direction -> name.equals(USE) ? infers : trains)));
    Stream<DynamicTest> networks =
        NETWORKS.stream()
            .map(Problem::parse)
            .map(
                problem ->
                    network(
                        networkVerifier,
                        problem,
                        problem.operation() instanceof TrainingStep ? trains : infers));
    Stream<DynamicTest> between =
        BETWEEN_CONVOLUTIONS.stream()
            .flatMap(BackendsTest::around)
            .map(problem -> network(networkVerifier, Problem.parse(problem), false));
    Stream<DynamicTest> divergences =
        asItIs.divergences().stream()
            .map(known -> dynamicTest(known.id(), () -> stillFails(verifierAsItIs, known)));
    return Stream.of(operations, asItIsToo, networks, between, random, divergences)
        .flatMap(Function.identity());
  }

  /** Whether this machine is one on which whatever convolves may be wrong. */
  private static boolean isExcused(Worker worker) {
    return worker.divergences().stream().anyMatch(known -> known.id().endsWith(HIDDEN_CACHES));
  }

  private static DynamicTest network(NetworkVerifier verifier, Problem problem, boolean promised) {
    return dynamicTest(problem.toString(), () -> networkIsRight(verifier, problem, promised));
  }

  private static Stream<String> around(String layer) {
    return Stream.of(
        "training-step network=between:" + layer + " n=2 until=gradients",
        "inference network=between:" + layer + " n=2");
  }

  /** An adapter must not have its library read or write beyond the arrays that it is given. */
  private Stream<DynamicTest> invalidProblems(Launch launch) {
    Worker worker = started(launch);
    ErrorContract contract = new ErrorContract(worker::execute);
    return InvalidProblem.all().stream()
        .map(
            invalid ->
                dynamicTest(
                    invalid.name(),
                    () ->
                        assertThat(contract.verify(invalid).outcome())
                            .isNotIn(Outcome.CRASHED, Outcome.TIMED_OUT)));
  }

  /** A worker for as long as the tests last. */
  private Worker started(Launch launch) {
    Worker worker = new Worker(launch, LIMITS, logs);
    workers.add(worker);
    return worker;
  }

  /** As far as a backend can tell: 0 is that it cannot. */
  private void threadsAreThose(Launch launch) {
    for (int threads : new int[] {1, 2}) {
      try (Worker worker = new Worker(launch.withThreads(threads), LIMITS, logs)) {
        assertThat(worker.description().threads()).isIn(0, threads);
      }
    }
  }

  private void memoryStaysFlat(Launch launch, boolean trains) {
    List<String> jvmArguments = new ArrayList<>(launch.jvmArguments());
    jvmArguments.addAll(CONSTANT_HEAP);
    Launch constant =
        new Launch(
            launch.backend(),
            launch.className(),
            launch.device(),
            launch.threads(),
            launch.classPath(),
            jvmArguments,
            launch.environment());
    List<ProcessHandle> others = ProcessHandle.current().children().toList();
    try (Worker worker = new Worker(constant, OF_STEPS, logs)) {
      ProcessHandle process =
          ProcessHandle.current()
              .children()
              .filter(child -> !others.contains(child))
              .findAny()
              .orElseThrow();
      long once = residentAfterSteps(worker, process, trains);
      assertThat(residentAfterSteps(worker, process, trains)).isLessThan(once + FLAT_BYTES);
    }
  }

  /** The memory that a worker holds after steps of training. */
  private static long residentAfterSteps(Worker worker, ProcessHandle process, boolean trains) {
    Solver solver = worker::execute;
    Reply reply = ((Answer.Replied) solver.answer(Request.of(STEPS))).reply();
    assumeTrue(trains || !(reply instanceof Reply.Unsupported), "does not train");
    assertThat(reply).isInstanceOf(Reply.Computed.class);
    return ResidentMemory.of(process);
  }

  private static void noneIsWrong(OperationReport report, Predicate<Direction> promised) {
    assertThat(report.findings())
        .filteredOn(finding -> finding.first().outcome().isWrong())
        .isEmpty();
    report
        .directions()
        .forEach(
            (direction, tally) -> {
              Set<Outcome> outcomes = tally.outcomes().keySet();
              if (promised.test(direction) || !outcomes.equals(Set.of(Outcome.UNSUPPORTED))) {
                assertThat(outcomes)
                    .as("computed %s: %s", direction, tally.outcomes())
                    .containsAnyOf(Outcome.PASSED, Outcome.KNOWN);
              }
            });
  }

  private static void networkIsRight(NetworkVerifier verifier, Problem problem, boolean promised) {
    Outcome outcome = verifier.verify(problem).outcome();
    if (promised || outcome != Outcome.UNSUPPORTED) {
      assertThat(outcome).isIn(Outcome.PASSED, Outcome.KNOWN);
    }
  }

  private static void stillFails(Verifier verifier, Greeting.Divergence known) {
    Verdict verdict = verifier.verify(known.counterexample());

    assertThat(verdict.outcome()).isEqualTo(Outcome.KNOWN);
    assertThat(verdict.divergence()).hasValue(known.id());
  }
}
