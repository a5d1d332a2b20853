package dev.assay.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.assay.reference.problem.Problem;
import dev.assay.spi.BackendProcess;
import dev.assay.spi.Device;
import dev.assay.spi.Origin;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Rounds in processes of their own, on a class path without the application's libraries. */
@Timeout(120)
class RoundTest {
  private static final List<String> PROBLEMS =
      List.of(
          "conv2d n=1 c=2 h=6 w=6 k=3 kernel=3x3",
          "conv2d backward n=1 c=2 h=6 w=6 k=3 kernel=3x3",
          "max-pool2d n=1 c=2 h=6 w=6 kernel=2x2",
          "relu shape=2x3",
          "tanh shape=2x3",
          "sigmoid shape=2x3");

  @TempDir
  @SuppressWarnings("NullAway.Init") // set by JUnit
  Path folder;

  @Test
  void everyProblemIsTimedOnOneThreadAndProgressIsToldThoughTheBackendPrints() throws Exception {
    Round round = round("cpu", PROBLEMS, 1);

    assertThat(run(round)).isZero();

    RoundProgress progress = RoundProgress.read(round.progress());
    assertThat(progress.failed()).isEmpty();
    assertThat(timed(progress)).containsExactlyInAnyOrderElementsOf(PROBLEMS);
    assertThat(progress.threads()).isEqualTo(2);
    assertThat(progress.running()).isEmpty();
    assertThat(progress.done()).isEqualTo(6);
    assertThat(measured(round)).containsExactlyInAnyOrderElementsOf(PROBLEMS);
    JmhResults.read(List.of(round.results()))
        .values()
        .forEach(measurement -> assertThat(measurement.seconds()).isBetween(1e-9, 0.1));
  }

  @Test
  void theResultIsWhatJmhWrites() throws Exception {
    Round round = round("cpu", PROBLEMS.subList(0, 1), 1);

    assertThat(run(round)).isZero();

    JsonNode result = new ObjectMapper().readTree(round.results().toFile()).get(0);
    assertThat(result.get("jmhVersion").asText()).isEqualTo("1.37");
    assertThat(result.get("benchmark").asText())
        .isEqualTo("dev.assay.bench.ExecutionBenchmark.run");
    assertThat(result.get("mode").asText()).isEqualTo("avgt");
    assertThat(result.get("params").get("problem").asText()).isEqualTo(PROBLEMS.get(0));
    assertThat(result.get("primaryMetric").get("scoreUnit").asText()).isEqualTo("us/op");
    assertThat(result.get("warmupIterations").asInt()).isZero();
    int iterations = result.get("measurementIterations").asInt();
    JsonNode further = result.get("secondaryMetrics");
    assertThat(further.get("slowdown").get("rawData").get(0))
        .hasSize(iterations)
        .allSatisfy(slowdown -> assertThat(slowdown.asDouble()).isBetween(1.0, 1000.0));
    assertThat(further.get("waiting").get("rawData").get(0))
        .hasSize(iterations)
        .allSatisfy(waiting -> assertThat(waiting.asDouble()).isBetween(0.0, 1.0));
    assertThat(further.get("steady").get("rawData").get(0))
        .hasSize(iterations)
        .allSatisfy(steady -> assertThat(steady.asText()).isIn("0.0", "1.0", "NaN"));
  }

  @Test
  void theMachineIsLookedAtAroundEveryIteration() throws Exception {
    Round round = round("cpu", PROBLEMS, 1);

    assertThat(run(round)).isZero();

    assertThat(JmhResults.read(List.of(round.results())).values())
        .allSatisfy(
            measurement -> {
              TimedRound timed = measurement.rounds().get(0);
              assertThat(timed.slowdown()).hasSameSizeAs(timed.seconds());
            });
  }

  @Test
  void theDeviceIsAskedForItsOwnTime() throws Exception {
    Problem clock = Problem.parse("relu shape=2x3 seed=" + JavaBackend.HAS_A_CLOCK);
    Problem none = Problem.parse("relu shape=2x3");
    Round round = round("cpu", List.of(clock.toString(), none.toString()), 1);

    assertThat(run(round)).isZero();

    assertThat(JmhResults.read(List.of(round.results())))
        .hasEntrySatisfying(
            clock,
            measured -> {
              TimedRound timed = measured.rounds().get(0);
              assertThat(timed.device()).hasSameSizeAs(timed.seconds());
              assertThat(measured.deviceSeconds()).isEqualTo(JavaBackend.CLOCK_SECONDS);
            })
        .hasEntrySatisfying(none, measured -> assertThat(measured.deviceSeconds()).isNull());
  }

  @Test
  void theSeedDecidesTheOrder() throws Exception {
    List<String> first = order(1);

    assertThat(order(1)).isEqualTo(first);
    assertThat(order(2)).isNotEqualTo(first).containsExactlyInAnyOrderElementsOf(first);
  }

  private List<String> order(long seed) throws Exception {
    Round round = round("cpu", PROBLEMS, seed);
    assertThat(run(round)).isZero();
    return timed(RoundProgress.read(round.progress()));
  }

  @Test
  void aProblemThatFailsIsRecordedWithItsErrorAndLosesNoOther() throws Exception {
    String unsupported = "relu shape=2x3 seed=" + JavaBackend.UNSUPPORTED;
    String throwsAtOnce = "relu shape=2x3 seed=" + JavaBackend.THROWS_AT_ONCE;
    String throwsLater = "relu shape=2x3 seed=" + JavaBackend.THROWS_LATER;
    List<String> problems = new ArrayList<>(PROBLEMS);
    problems.addAll(List.of(unsupported, throwsAtOnce, throwsLater));
    Round round = round("cpu", problems, 5);

    assertThat(run(round)).isZero();

    RoundProgress progress = RoundProgress.read(round.progress());
    assertThat(failures(progress, RoundEvent.Kind.UNSUPPORTED))
        .containsExactly(Map.entry(unsupported, "no such thing here"));
    assertThat(failures(progress, RoundEvent.Kind.FAILED))
        .containsEntry(throwsAtOnce, "broken in run 1")
        .containsEntry(throwsLater, "broken in run 4")
        .hasSize(2);
    assertThat(progress.done()).isEqualTo(problems.size());
    assertThat(timed(progress)).containsExactlyInAnyOrderElementsOf(PROBLEMS);
    assertThat(measured(round)).containsExactlyInAnyOrderElementsOf(PROBLEMS);
  }

  @Test
  void whatTheSuiteCannotReadItselfIsNotTheBackendsFault() throws Exception {
    Round round = round("cpu", List.of("relu shape=0"), 1);

    assertThat(run(round)).isEqualTo(BenchmarkMain.SOFTWARE);

    assertThat(RoundProgress.read(round.progress()).failed()).isEmpty();
  }

  /** Each of these was right when it was run once or twice, as backends are verified. */
  @Test
  void whatIsNotComputedRightlyInEveryRunThatIsTimedHasNoTime() throws Exception {
    String large = "conv2d n=2 c=64 h=32 w=32 k=64 kernel=3x3 seed=";
    String keeps = large + JavaBackend.KEEPS_RESULTS;
    String early = "conv2d n=2 c=32 h=32 w=32 k=16 kernel=3x3 seed=" + JavaBackend.RETURNS_EARLY;
    String later = "relu shape=2x3 seed=" + JavaBackend.WRONG_LATER;
    String atOnce = "relu shape=2x3 seed=" + JavaBackend.WRONG_AT_ONCE;
    Round round = round("cpu", List.of(keeps, early, later, atOnce, PROBLEMS.get(0)), 1);

    assertThat(run(round)).isZero();

    RoundProgress progress = RoundProgress.read(round.progress());
    assertThat(timed(progress)).containsExactly(PROBLEMS.get(0));
    assertThat(measured(round)).containsExactly(PROBLEMS.get(0));
    assertThat(failures(progress, RoundEvent.Kind.MISTRUSTED))
        .containsOnlyKeys(keeps, early)
        .hasEntrySatisfying(keeps, why -> assertThat(why).contains("no machine computes it"))
        .hasEntrySatisfying(early, why -> assertThat(why).contains("returns before it is done"));
    assertThat(failures(progress, RoundEvent.Kind.WRONG))
        .containsOnlyKeys(later, atOnce)
        .hasEntrySatisfying(
            later,
            why -> assertThat(why).startsWith("the last run that was timed: output[0,1] is NaN"))
        .hasEntrySatisfying(
            atOnce, why -> assertThat(why).startsWith("the first run: output[0,1] is NaN"));
  }

  private static Map<String, String> failures(RoundProgress progress, RoundEvent.Kind kind) {
    return progress.failed().stream()
        .filter(event -> event.kind() == kind)
        .collect(Collectors.toMap(RoundEvent::problem, RoundEvent::detail));
  }

  @Test
  void aCrashLeavesWhatCameBeforeItAndTheRestCanGoOn() throws Exception {
    String crash = "relu shape=2x3 seed=" + JavaBackend.CRASHES;
    List<String> problems = new ArrayList<>(PROBLEMS);
    problems.add(crash);
    Round round = round("cpu", problems, 11);

    assertThat(run(round)).isEqualTo(134);

    checkDeadRound(round, problems, crash);
  }

  @Test
  void aKilledRoundLeavesWhatItHad() throws Exception {
    String hang = "relu shape=2x3 seed=" + JavaBackend.HANGS;
    List<String> problems = new ArrayList<>(PROBLEMS);
    problems.add(hang);
    Round round = round("cpu", problems, 11);
    Process process = start(command(round.arguments()));
    while (!RoundProgress.read(round.progress()).running().equals(Optional.of(hang))) {
      assertThat(process.waitFor(50, TimeUnit.MILLISECONDS)).isFalse();
    }

    process.destroyForcibly().waitFor();

    checkDeadRound(round, problems, hang);
  }

  @Test
  void aRoundEndsWithTheProcessThatStartedIt() throws Exception {
    String hang = "relu shape=2x3 seed=" + JavaBackend.HANGS;
    Round round = round("cpu", List.of(hang), 1);
    List<String> command = new ArrayList<>(List.of("/bin/sh", "-c", "\"$@\" & wait", "parent"));
    command.addAll(command(round.arguments()));
    Process parent = start(command);
    while (RoundProgress.read(round.progress()).running().isEmpty()) {
      assertThat(parent.waitFor(50, TimeUnit.MILLISECONDS)).isFalse();
    }
    ProcessHandle process = parent.children().findFirst().orElseThrow();

    parent.destroyForcibly().waitFor();

    try {
      assertThat(process.onExit()).succeedsWithin(Duration.ofSeconds(30));
    } finally {
      process.destroyForcibly();
    }
  }

  /** Which it cannot find out by who its parent is. */
  @Test
  void aRoundThatBeginsAfterItsApplicationEndedEndsAtOnce() throws Exception {
    Round round = round("cpu", List.of("relu shape=2x3 seed=" + JavaBackend.HANGS), 1);
    List<String> command = new ArrayList<>(command(round.arguments()));
    command.add(1, "-D" + BackendProcess.PARENT + "=" + (ProcessHandle.current().pid() + 1));

    assertThat(start(command).waitFor()).isEqualTo(1);
  }

  private void checkDeadRound(Round round, List<String> problems, String culprit) throws Exception {
    RoundProgress progress = RoundProgress.read(round.progress());
    List<String> timed = timed(progress);
    assertThat(progress.running()).contains(culprit);
    assertThat(timed).isNotEmpty().hasSizeLessThan(PROBLEMS.size());
    assertThat(measured(round)).containsExactlyInAnyOrderElementsOf(timed);

    Round rest = round("cpu", progress.notBegun(problems), 4);
    assertThat(run(rest)).isZero();
    assertThat(Stream.concat(timed.stream(), measured(rest).stream()))
        .containsExactlyInAnyOrderElementsOf(PROBLEMS);
  }

  @Test
  void aLongRunGetsFewIterationsOfOneRunEachAndNoFurtherWarmUp() throws Exception {
    String slow = "relu shape=2x3 seed=" + JavaBackend.SLOW;
    String fast = "relu shape=2x3";
    Round round = round("cpu", List.of(slow, fast), 1);

    assertThat(run(round)).isZero();

    assertThat(RoundProgress.read(round.progress()).events())
        .filteredOn(event -> event.kind() == RoundEvent.Kind.RAN && event.problem().equals(slow))
        .isNotEmpty()
        .allSatisfy(ran -> assertThat(Double.parseDouble(ran.detail())).isBetween(0.2, 10.0));
    for (JsonNode result : new ObjectMapper().readTree(round.results().toFile())) {
      boolean isSlow = result.get("params").get("problem").asText().equals(slow);
      double microseconds = result.get("primaryMetric").get("score").asDouble();
      if (isSlow) {
        assertThat(result.get("measurementIterations").asInt()).isBetween(1, 3);
        assertThat(result.get("secondaryMetrics").get("steady").get("score").asText())
            .isEqualTo("NaN");
        assertThat(microseconds).isBetween(200_000.0, 390_000.0); // two would take 400 ms
      } else {
        assertThat(result.get("measurementIterations").asInt()).isBetween(1, 10);
        assertThat(microseconds).isLessThan(100_000);
      }
    }
  }

  @Test
  void aDeviceThatIsNotThereIsSaid() throws Exception {
    Round round = round("cuda:1", PROBLEMS, 1);

    assertThat(run(round)).isEqualTo(69);

    assertThat(RoundProgress.read(round.progress()).unavailable())
        .contains("no device cuda:1; there is: cpu");
  }

  @Test
  void filesThatCannotBeWrittenAreNotTheBackendsFault() throws Exception {
    Files.createDirectory(folder.resolve("jmh-1.json")); // where the results should go

    assertThat(run(round("cpu", PROBLEMS, 1))).isEqualTo(BenchmarkMain.INPUT_OUTPUT);
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void whereMemoryRunsOutTheKernelTakesTheRoundFirst() throws Exception {
    Round round = round("cpu", List.of("relu shape=2x3 seed=" + JavaBackend.HANGS), 1);
    Process process = start(command(round.arguments()));
    try {
      while (RoundProgress.read(round.progress()).running().isEmpty()) {
        assertThat(process.waitFor(50, TimeUnit.MILLISECONDS)).isFalse();
      }
      assertThat(Path.of("/proc/" + process.pid() + "/oom_score_adj"))
          .content()
          .isEqualToIgnoringNewLines("1000");
    } finally {
      process.destroyForcibly();
    }
  }

  @Test
  void argumentsThatMakeNoRoundAreRefused() throws Exception {
    assertThat(start(command(List.of("backend=x"))).waitFor()).isEqualTo(64);
    assertThat(Round.parse(round("cuda:1", PROBLEMS, 9).arguments().toArray(String[]::new)))
        .isEqualTo(round("cuda:1", PROBLEMS, 9));
    assertThatThrownBy(() -> Round.parse("backend=x")).hasMessage("device=… is missing");
    assertThatThrownBy(() -> Round.parse("bakend=x")).hasMessageStartingWith("'bakend=x' is none");
    assertThatThrownBy(() -> Round.parse("backend=x", "device=cpu", "threads=two"))
        .hasMessage("threads=two is not a number");
  }

  @Test
  void aProgressLineHalfWrittenIsLeftOut() throws IOException {
    Path file = folder.resolve("half");
    RoundEvent whole = new RoundEvent(RoundEvent.Kind.TIMED, "relu shape=2", "");
    Files.writeString(file, whole + "\nASSAY-BENCH\tstar");

    assertThat(RoundProgress.read(file).events()).containsExactly(whole);
    assertThat(RoundProgress.read(folder.resolve("absent")).events()).isEmpty();
  }

  @Test
  void whatIsBeingTimedCanBeTakenForNotBegun() {
    RoundEvent ready = new RoundEvent(RoundEvent.Kind.READY, "", "2");
    RoundEvent timed = new RoundEvent(RoundEvent.Kind.TIMED, "tanh shape=2", "");
    RoundEvent started = new RoundEvent(RoundEvent.Kind.STARTED, "relu shape=2", "");
    RoundEvent ran = new RoundEvent(RoundEvent.Kind.RAN, "relu shape=2", "0.25");
    RoundProgress progress = new RoundProgress(List.of(ready, timed, started, ran));

    assertThat(progress.running()).contains("relu shape=2");
    assertThat(progress.firstRun()).hasValue(0.25);
    assertThat(new RoundProgress(List.of(ready, started)).firstRun()).isEmpty();
    assertThat(progress.withoutRunning().events()).containsExactly(ready, timed);
    assertThat(new RoundProgress(List.of(ready, timed)).withoutRunning().events())
        .containsExactly(ready, timed);
  }

  /** Each once, though it may have been timed again. */
  private static List<String> timed(RoundProgress progress) {
    return progress.events().stream()
        .filter(event -> event.kind() == RoundEvent.Kind.TIMED)
        .map(RoundEvent::problem)
        .distinct()
        .toList();
  }

  private List<String> measured(Round round) throws IOException {
    return JmhResults.read(List.of(round.results())).keySet().stream()
        .map(Problem::toString)
        .toList();
  }

  private Round round(String device, List<String> problems, long seed) throws IOException {
    Path list = folder.resolve("problems-" + seed + ".txt");
    Files.write(list, problems);
    return new Round(
        JavaBackend.class.getName(),
        Device.parse(device),
        2,
        list,
        folder.resolve("jmh-" + seed + ".json"),
        folder.resolve("progress-" + seed + ".txt"),
        new TimeBudget(0.02, 0.05),
        seed);
  }

  private int run(Round round) throws Exception {
    return start(command(round.arguments())).waitFor();
  }

  private static List<String> command(List<String> arguments) throws URISyntaxException {
    List<Path> classPath = new ArrayList<>(Round.classPath());
    classPath.add(Origin.of(JavaBackend.class));
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+IgnoreUnrecognizedVMOptions", // JDK 17 does not know the next
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                classPath.stream()
                    .map(Path::toString)
                    .collect(Collectors.joining(File.pathSeparator)),
                BenchmarkMain.class.getName()));
    command.addAll(arguments);
    return command;
  }

  private static Process start(List<String> command) throws IOException {
    return new ProcessBuilder(command)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }
}
