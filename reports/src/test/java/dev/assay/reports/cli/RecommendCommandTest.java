package dev.assay.reports.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.bench.RoofProblem.Kind;
import dev.assay.reports.console.ExitCode;
import dev.assay.reports.record.Asked;
import dev.assay.reports.record.BackendRecord;
import dev.assay.reports.record.FindingBuilder;
import dev.assay.reports.record.FindingRecord;
import dev.assay.reports.record.LawRecord;
import dev.assay.reports.record.MeasurementBuilder;
import dev.assay.reports.record.MeasurementRecord;
import dev.assay.reports.record.Merge;
import dev.assay.reports.record.OutcomeCounts;
import dev.assay.reports.record.Precision;
import dev.assay.reports.record.ProofRecord;
import dev.assay.reports.record.RoofRecord;
import dev.assay.reports.record.RunFolder;
import dev.assay.reports.record.RunRecord;
import dev.assay.reports.record.SamplePrecision;
import dev.assay.reports.record.SampleRuns;
import dev.assay.reports.record.ThreadsRecord;
import dev.assay.reports.record.Timing;
import dev.assay.reports.record.VerificationBuilder;
import dev.assay.reports.record.VerificationRecord;
import dev.assay.reports.record.WholeNetworkBuilder;
import dev.assay.reports.record.WholeNetworkRecord;
import dev.assay.verify.Outcome;
import dev.assay.verify.threads.ThreadComparison.Agreement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Recommendations as a user asks for them. */
class RecommendCommandTest {
  private static final String FORWARD = "conv2d n=2 c=3 h=8 w=8 k=4 kernel=3x3 pad=1x1";
  private static final String BACKWARD = "conv2d backward n=2 c=3 h=8 w=8 k=4 kernel=3x3 pad=1x1";

  @TempDir Path folder;

  @RegisterExtension final CommandLineUser user = new CommandLineUser();

  private int recommend(RunRecord run, String... options) {
    RunFolder.at(folder).save(run);
    return user.assay(
        "recommend",
        Stream.concat(Stream.of(folder.toString()), Stream.of(options)).toArray(String[]::new));
  }

  private static RunRecord with(RunRecord run, String... backends) {
    RunRecord result = run;
    for (String name : backends) {
      result = result.with(new BackendRecord(name, name, null, "cpu", 2, new TreeMap<>(), null));
    }
    return result;
  }

  private static RunRecord run() {
    return with(SampleRuns.begun(), "quick", "slow");
  }

  private static MeasurementRecord layer(
      String backend, String problem, Outcome outcome, @Nullable Double seconds) {
    return new MeasurementBuilder(backend, problem)
        .layer("net", "conv1", 2)
        .outcome(outcome)
        .message(seconds == null ? "refused" : null)
        .timing(seconds == null ? null : timing(seconds))
        .build();
  }

  private static Timing timing(double seconds) {
    return new Timing(
        seconds,
        seconds,
        seconds,
        IntStream.range(0, 4)
            .mapToObj(round -> List.of(seconds, seconds * 1.01, seconds * (1 + round * 1e-3)))
            .toList());
  }

  private static VerificationRecord verified(
      String backend, Map<Outcome, Integer> outcomes, @Nullable Precision precision) {
    return new VerificationBuilder(backend, "conv2d", "forward", outcomes)
        .precision(precision)
        .build();
  }

  private static RunRecord layers() {
    return run()
        .with(layer("quick", FORWARD, Outcome.PASSED, 0.010))
        .with(layer("quick", BACKWARD, Outcome.PASSED, 0.020))
        .with(layer("slow", FORWARD, Outcome.PASSED, 0.005))
        .with(layer("slow", BACKWARD, Outcome.PASSED, 0.040));
  }

  private static WholeNetworkRecord training(String backend, double seconds, long mebibytes) {
    return training(backend, timing(seconds), mebibytes);
  }

  private static WholeNetworkRecord training(String backend, Timing timing, long mebibytes) {
    return new WholeNetworkBuilder(backend, "lenet5", 8)
        .proof("p-" + backend)
        .timing(timing, 1.0, mebibytes << 20)
        .build();
  }

  @Test
  void theAnswerIsGivenThoughItCannotBeKept() throws IOException {
    Files.createDirectories(folder.resolve("recommendation.json").resolve("in-the-way"));
    RunRecord run = run().with(layer("quick", FORWARD, Outcome.PASSED, 1e-3));

    assertThat(recommend(run)).isEqualTo(ExitCode.CANNOT_CREATE);
    assertThat(user.output()).contains("quick");

    Path file = Files.writeString(folder.resolve("file"), "in the way");
    String before = user.output();
    assertThat(recommend(run, "--out", file.toString())).isEqualTo(ExitCode.CANNOT_CREATE);
    assertThat(user.output()).as("before anything is computed").isEqualTo(before);

    Path elsewhere = folder.resolve("elsewhere");
    assertThat(recommend(run, "--out", elsewhere.toString())).isNotEqualTo(ExitCode.CANNOT_CREATE);
    assertThat(elsewhere.resolve("recommendation.html")).isNotEmptyFile();
  }

  @Test
  void memoryIsSomething() {
    assertThat(recommend(run(), "--memory", "-5")).isEqualTo(ExitCode.USAGE);
    assertThat(user.errors()).contains("--memory=-5 must be at least 1 MiB");
  }

  @Test
  void theFastestIsTakenAndWhatWouldChangeThatIsSaid() {
    assertThat(recommend(layers())).isZero();
    assertThat(user.output())
        .contains("layers of net, batches of 2, forward and gradients\n")
        .contains("layers of net, batches of 2, forward only\n", "Take slow: it is the fastest")
        .contains("Take quick: it is the fastest, and the next, slow, takes 1.50 (1.")
        .contains("Problem by problem, quick is the fastest on 1 of 2.")
        .contains("slow is the fastest for the forward pass alone, by a factor of 2.00.")
        .contains("Without conv1 backward, slow would be the fastest.");
    assertThat(folder)
        .isDirectoryContaining("glob:**/recommendation.html")
        .isDirectoryContaining("glob:**/recommendation.md")
        .isDirectoryContaining("glob:**/recommendation.json");
    assertThat(folder.resolve("recommendation.json")).content().contains("\"purpose\" : {");
  }

  @Test
  void whoIsTheFastestForTheGradientsAloneIsNamed() {
    RunRecord run =
        run()
            .with(layer("quick", FORWARD, Outcome.PASSED, 0.010))
            .with(layer("quick", BACKWARD, Outcome.PASSED, 0.025))
            .with(layer("slow", FORWARD, Outcome.PASSED, 0.020))
            .with(layer("slow", BACKWARD, Outcome.PASSED, 0.020));

    assertThat(recommend(run)).isZero();

    assertThat(user.output())
        .contains("slow is the fastest for the gradients alone, by a factor of 1.25.")
        .doesNotContain("for the forward pass alone");
  }

  @Test
  void whoIsWrongIsNeverTakenHoweverFast() {
    RunRecord run =
        layers()
            .with(verified("quick", Map.of(Outcome.PASSED, 397, Outcome.FAILED, 3), null))
            .with(verified("slow", Map.of(Outcome.PASSED, 400), null));
    assertThat(recommend(run)).isZero();
    assertThat(user.output())
        .contains("Take slow: it is the only one that is right and was timed.")
        .contains(
            "quick is not recommended: it fails 3 of 400 random problems of conv2d forward. It would"
                + " be 1.50 times as fast.");
  }

  /** A network is trained by more than its layers. */
  @Test
  void aWrongLossOrOptimiserCostsTheRecommendationOfTraining() {
    for (String operation : List.of("sgd", "cross-entropy")) {
      RunRecord run =
          run()
              .with(training("quick", 0.1, 300))
              .with(training("slow", 0.2, 300))
              .with(
                  new VerificationBuilder(
                          "quick",
                          operation,
                          "forward",
                          Map.of(Outcome.PASSED, 397, Outcome.FAILED, 3))
                      .build());
      assertThat(recommend(run)).isZero();
      assertThat(user.output())
          .contains("Take slow", "fails 3 of 400 random problems of " + operation + " forward");
    }
  }

  @Test
  void aWrongLossDoesNotMatterToInference() {
    RunRecord run =
        run()
            .with(inference("quick", 0.1))
            .with(inference("slow", 0.2))
            .with(
                new VerificationBuilder(
                        "quick", "cross-entropy", "forward", Map.of(Outcome.FAILED, 400))
                    .build());
    assertThat(recommend(run)).isZero();
    assertThat(user.output()).contains("inference of lenet5", "Take quick");
  }

  private static WholeNetworkRecord inference(String backend, double seconds) {
    return new WholeNetworkBuilder(backend, "lenet5", 8)
        .until("inference")
        .problem("inference network=lenet5 n=8")
        .proof("p-" + backend)
        .timing(timing(seconds), 1.0, 300L << 20)
        .build();
  }

  @Test
  void aWrongLayerCostsTheRecommendation() {
    RunRecord run = layers().with(layer("quick", BACKWARD, Outcome.FAILED, 0.02));
    assertThat(recommend(run)).isZero();
    assertThat(user.output())
        .contains("Take slow", "quick is not recommended: it gets conv1 backward wrong");
  }

  @Test
  void whatWasNotMeasuredIsSaid() {
    RunRecord run = layers().with(layer("quick", BACKWARD, Outcome.UNSUPPORTED, null));
    assertThat(recommend(run)).isZero();
    assertThat(user.output())
        .contains(
            "quick is not recommended: it has no speed for 1 of 2 parts: conv1 backward (refused)");
  }

  @Test
  void closeOnesAreATie() {
    RunRecord run = run().with(layer("quick", FORWARD, Outcome.PASSED, 0.0100));
    assertThat(recommend(run.with(layer("slow", FORWARD, Outcome.PASSED, 0.0101)))).isZero();
    assertThat(user.output()).contains("Take quick or slow: slow takes 1.01", "too close to call");
    assertThat(folder.resolve("recommendation.html"))
        .content()
        .contains("<b>quick</b>", "<b>slow</b>")
        .doesNotContain("another one is");
  }

  @Test
  void whatIsTooCloseToCallHasAFigureEachAndACommandThatMayTell() {
    RunRecord run = run().with(training("quick", 0.1, 300)).with(training("slow", 0.101, 300));

    assertThat(recommend(run)).isZero();
    assertThat(user.output())
        .contains(
            "More rounds may tell quick and slow apart: ./assay bench --backend quick --threads 2"
                + " --backend slow --network lenet5 --only networks --network-batch 8"
                + " --until update --rounds 8\n");

    assertThat(user.assay("report", folder.toString())).isZero();
    assertThat(user.output())
        .contains(": quick 79.9, slow 79.1 images/s; too close to call; slow takes 1.01 (");
  }

  @Test
  void whatWasStillWarmingUpIsSaidWithItsCure() {
    RunRecord run = run().with(warming("quick", 0.1)).with(training("slow", 0.101, 300));

    assertThat(recommend(run)).isZero();
    assertThat(user.output())
        .contains("--until update --rounds 8 --network-seconds 12\n")
        .containsOnlyOnce("still warming up when timed");

    assertThat(user.assay("report", folder.toString())).isZero();
    assertThat(user.output())
        .contains(
            "; still warming up when timed, so perhaps faster than shown (a longer"
                + " --network-seconds helps): quick.\n");
  }

  /** Not who is ahead anyway, nor who is far behind. */
  @Test
  void whoWarmsUpIsNamedWhereThatMayChangeTheAnswer() {
    RunRecord run =
        with(run(), "last")
            .with(warming("quick", 0.1))
            .with(warming("slow", 0.13))
            .with(warming("last", 0.2));
    RunFolder.at(folder).save(run);

    assertThat(user.assay("report", folder.toString())).isZero();

    assertThat(user.output())
        .contains(
            "still warming up when timed, so perhaps faster than shown (a longer"
                + " --network-seconds helps): slow.\n");
  }

  private static WholeNetworkRecord warming(String backend, double seconds) {
    return training(
        backend,
        new Timing(seconds, seconds, seconds, timing(seconds).seconds(), null, false, null, 3.0),
        300);
  }

  /** Nobody knows how much rounds differ. */
  @Test
  void fewRoundsTellNobodyFromChance() {
    RunRecord run =
        run()
            .with(layer("quick", "conv2d n=2", rounds(0.0100, 0.0101)))
            .with(layer("slow", "conv2d n=2", rounds(0.0110, 0.0111, 0.0112)));

    assertThat(recommend(run)).isZero();

    assertThat(user.output())
        .contains("Take quick or slow, as far as so few rounds tell: slow takes 1.10 times as long")
        .contains("may be chance, since not all have 3 rounds that count");
    assertThat(folder.resolve("recommendation.json")).content().doesNotContain("\"chance\" :");
  }

  /** All others keep their intervals. */
  @Test
  void whoHasFewRoundsIsAloneInDoubt() {
    RunRecord run =
        with(run(), "disturbed")
            .with(training("quick", 0.1, 300))
            .with(training("slow", 0.12, 300))
            .with(training("disturbed", rounds(0.13, 0.13), 300));

    assertThat(recommend(run)).isZero();

    assertThat(user.output())
        .contains(
            "Take quick or disturbed: disturbed takes 1.30 times as long, but has too few rounds"
                + " that count.")
        .contains("1.20×", "fewer than 3 rounds that count")
        .contains("More rounds may tell quick and disturbed apart: ");
    assertThat(folder.resolve("recommendation.json")).content().contains("\"ratioLow\" : 1.1");

    assertThat(user.assay("report", folder.toString())).isZero();
    assertThat(user.output())
        .containsPattern(
            "quick 79.9, disturbed 61.5 images/s; not all have enough rounds that count");
  }

  /** No slow spell costs as much. */
  @Test
  void whoIsFarBehindIsSoHoweverFewItsRounds() {
    RunRecord run =
        with(run(), "disturbed")
            .with(training("quick", 0.1, 300))
            .with(training("slow", 0.12, 300))
            .with(training("disturbed", rounds(0.2, 0.2), 300));

    assertThat(recommend(run)).isZero();

    assertThat(user.output())
        .contains("Take quick: it is the fastest, and the next, slow, takes 1.20 (1.")
        .contains("100 %")
        .doesNotContain("More rounds may tell");
  }

  @Test
  void norIsAFarLeadChanceWhereNobodyHasEnoughRounds() {
    RunRecord run =
        run()
            .with(training("quick", rounds(0.1, 0.1), 300))
            .with(training("slow", rounds(0.2, 0.2), 300));

    assertThat(recommend(run)).isZero();

    assertThat(user.output())
        .contains("Take quick: it seems to be the fastest, and the next, slow, takes 2.00 times");
  }

  /** The second and the third are as fast as each other, and the fastest holds more memory. */
  @Test
  void whoIsBeatenIsSoByOneThatIsClearlyFaster() {
    RunRecord run =
        with(run(), "third")
            .with(training("quick", 0.1, 900))
            .with(training("slow", 0.2, 300))
            .with(training("third", 0.203, 300));
    String beaten = "another one is clearly faster, and at least as good in all else measured";

    assertThat(recommend(run)).isZero();
    assertThat(user.output()).doesNotContain(beaten);

    assertThat(recommend(run.with(training("third", 0.3, 300)))).isZero();
    assertThat(user.output()).containsOnlyOnce(beaten);
    assertThat(folder.resolve("recommendation.html"))
        .content()
        .containsOnlyOnce("<circle class=\"dominated\"")
        .contains(">300 ms</text>", ">300 MiB</text>", ">900 MiB</text>");
  }

  @Test
  void whoErrsLessIsNotBeaten() {
    RunRecord run = run().with(erring("quick", 0.010, 0.5));
    String beaten = "another one is clearly faster, and at least as good in all else measured";

    assertThat(recommend(run.with(erring("slow", 0.020, 0.4)))).isZero();
    assertThat(user.output()).doesNotContain(beaten);

    assertThat(recommend(run.with(erring("slow", 0.020, 0.5)))).isZero();
    assertThat(user.output()).containsOnlyOnce(beaten);
  }

  private static MeasurementRecord erring(String backend, double seconds, double share) {
    return new MeasurementBuilder(backend, FORWARD)
        .layer("net", "conv1", 1)
        .share(share)
        .timing(timing(seconds))
        .build();
  }

  /** Of four rounds, two were disturbed as a whole. */
  @Test
  void roundsThatWereDisturbedDoNotCount() {
    Timing four = rounds(0.0100, 0.0101, 0.0150, 0.0160);
    List<Double> calm = List.of(1.0, 1.0, 1.0);
    List<Double> disturbed = List.of(1.5, 1.5, 1.5);
    Timing two =
        new Timing(
            0.01,
            0.01,
            0.01,
            four.seconds(),
            List.of(calm, calm, disturbed, disturbed),
            null,
            null,
            null);

    assertThat(
            recommend(
                run()
                    .with(layer("quick", "conv2d n=2", two))
                    .with(layer("slow", "conv2d n=2", rounds(0.0110, 0.0111, 0.0112)))))
        .isZero();

    assertThat(user.output()).contains("may be chance, since not all have 3 rounds that count");
  }

  /** One machine, two days: a slow spell may have hit the one and spared the other. */
  @Test
  void mergedRunsTellNobodyFromChance() {
    RunRecord merged =
        merged(
            with(day("monday"), "quick").with(training("quick", 0.1, 300)),
            with(day("tuesday"), "slow").with(training("slow", 0.2, 300)));

    assertThat(recommend(merged)).isZero();

    assertThat(user.output())
        .contains("Take quick, as far as merged runs tell: slow takes 2.00 times as long")
        .contains("may be chance, since the rounds of merged runs may not have taken turns")
        .contains("Rounds in turn may tell quick and slow apart: ./assay bench --backend quick");
    assertThat(folder.resolve("recommendation.json")).content().doesNotContain("\"chance\" :");

    assertThat(user.assay("report", folder.toString())).isZero();
    assertThat(user.output()).contains("images/s; as far as merged runs tell; slow takes 2.00");
  }

  @Test
  void whoIsAloneInMergedRunsIsNotAheadByChance() {
    RunFolder.at(folder)
        .save(
            merged(
                with(day("monday"), "quick").with(training("quick", 0.1, 300)),
                with(day("tuesday"), "slow")));

    assertThat(user.assay("report", folder.toString())).isZero();

    assertThat(user.output()).contains("quick 79.9 images/s").doesNotContain("as far as");
  }

  @Test
  void layersAreNotRankedByTimesWithOtherNumbersOfThreads() {
    RunRecord merged =
        merged(
            day("monday")
                .with(asked("slow", 1))
                .with(layer("slow", FORWARD, Outcome.PASSED, 0.010)),
            day("tuesday")
                .with(asked("quick", 8))
                .with(layer("quick", FORWARD, Outcome.PASSED, 0.002)));

    assertThat(recommend(merged)).isEqualTo(ExitCode.INCONCLUSIVE);

    assertThat(user.output())
        .contains("No backend can be recommended.")
        .contains(
            "quick is not recommended: it was timed beside others with other numbers of threads"
                + " (1, 8).");
  }

  /** As older runs are, of backends that do not say it: it may well be the same number. */
  @Test
  void layersAreRankedWhereNobodyKnowsWithHowManyThreads() {
    RunRecord run =
        run()
            .with(new BackendRecord("slow", "slow", null, "cpu", 0, new TreeMap<>(), null))
            .with(layer("quick", FORWARD, Outcome.PASSED, 0.002))
            .with(layer("slow", FORWARD, Outcome.PASSED, 0.010));

    assertThat(recommend(run)).isZero();

    assertThat(user.output()).contains("Take quick: it is the fastest, and the next, slow,");
  }

  private static BackendRecord asked(String name, int threads) {
    return new BackendRecord(
        name,
        name,
        null,
        "cpu",
        threads,
        new TreeMap<>(),
        null,
        null,
        null,
        null,
        new Asked(threads, 1));
  }

  private static RunRecord day(String id) {
    RunRecord run = SampleRuns.begun();
    return RunRecord.begin(
        id, run.started(), "assay bench", 7, 0, "0.1.0", run.machine(), null, List.of());
  }

  private static RunRecord merged(RunRecord one, RunRecord other) {
    return Merge.of(List.of(one, other), "merged", Instant.EPOCH, "assay merge");
  }

  /** By merging, since one that is wrong by itself has no speed. */
  @Test
  void aNetworkThatAnotherRunDisprovedIsNotTaken() {
    RunRecord timed = run().with(training("quick", 0.1, 300)).with(training("slow", 0.2, 300));

    assertThat(
            recommend(
                timed
                    .with(proof("quick", Outcome.FAILED, "loss is off"))
                    .with(proof("slow", Outcome.PASSED, ""))))
        .isZero();

    assertThat(user.output())
        .contains("Take slow", "quick is not recommended: it gets lenet5 wrong: loss is off");
  }

  private static ProofRecord proof(String backend, Outcome outcome, String message) {
    return new ProofRecord(
        backend,
        "lenet5",
        2,
        2,
        "p-" + backend,
        "training-step network=lenet5",
        1,
        1,
        1,
        outcome,
        0.1,
        "loss",
        message);
  }

  @Test
  void aPartDecidesOnlyWhereSomebodyElseWouldBeClearlyAhead() {
    RunRecord close =
        run()
            .with(part("quick", "a", 1.00))
            .with(part("quick", "b", 9.00))
            .with(part("slow", "a", 1.02))
            .with(part("slow", "b", 8.99));
    assertThat(recommend(close)).isZero();
    assertThat(user.output()).doesNotContain("Without");

    RunRecord clear =
        close
            .with(part("slow", "a", 3.00))
            .with(part("slow", "b", 8.00))
            .with(part("quick", "c", 0.01))
            .with(part("slow", "c", 0.02));
    assertThat(recommend(clear)).isZero();
    assertThat(user.output()).contains("Without a forward, slow would be the fastest.");
  }

  @Test
  void whatMayBeChanceDecidesNothing() {
    RunRecord run =
        run()
            .with(layer("quick", "conv2d n=2", rounds(0.0100, 0.0104, 0.0112, 0.0108)))
            .with(layer("slow", "conv2d n=2", rounds(0.0097, 0.0101, 0.0109, 0.0105)))
            .with(layer("quick", "conv2d backward n=2", rounds(0.0200, 0.0201, 0.0200, 0.0201)))
            .with(layer("slow", "conv2d backward n=2", rounds(0.0400, 0.0401, 0.0400, 0.0401)));

    assertThat(recommend(run)).isZero();

    assertThat(user.output()).contains("Take quick: it is the fastest").doesNotContain("slow is");
  }

  private static MeasurementRecord part(String backend, String layer, double milliseconds) {
    return new MeasurementBuilder(
            backend, "conv2d n=2 c=3 h=8 w=8 k=4 kernel=3x3 seed=" + (int) layer.charAt(0))
        .layer("net", layer, 1)
        .timing(timing(milliseconds * 1e-3))
        .build();
  }

  /** Not the one in between, which is not. */
  @Test
  void theOneThatIsTiedIsNamed() {
    RunRecord run =
        with(run(), "restless")
            .with(layer("quick", "conv2d n=2", rounds(0.0100, 0.0101, 0.0100, 0.0101)))
            .with(layer("slow", "conv2d n=2", rounds(0.0120, 0.0121, 0.0120, 0.0121)))
            .with(layer("restless", "conv2d n=2", rounds(0.0090, 0.0130, 0.0140, 0.0150)));

    assertThat(recommend(run)).isZero();

    assertThat(user.output()).contains("Take quick or restless: restless takes 1.34 (");
  }

  @Test
  void aTimeOfABackendThatReturnsEarlyIsNone() {
    Timing early = rounds(0.001, 0.001, 0.001);
    RunRecord run =
        run()
            .with(
                layer(
                    "quick",
                    "conv2d n=2",
                    new Timing(0.001, 0.001, 0.001, early.seconds(), null, null, 0.01, null)))
            .with(layer("slow", "conv2d n=2", rounds(0.010, 0.010, 0.010)));

    assertThat(recommend(run)).isZero();

    assertThat(user.output())
        .contains("Take slow: it is the only one")
        .contains("quick is not recommended: it has no speed: conv1 forward (returned before the");
  }

  private static MeasurementRecord layer(String backend, String problem, Timing timing) {
    return new MeasurementBuilder(backend, problem).layer("net", "conv1", 1).timing(timing).build();
  }

  /** Of three like iterations each. */
  private static Timing rounds(double... seconds) {
    return new Timing(
        seconds[0],
        seconds[0],
        seconds[0],
        Arrays.stream(seconds).mapToObj(s -> List.of(s, s, s)).toList());
  }

  @Test
  void memoryIsALimit() {
    RunRecord run = run().with(training("quick", 0.1, 900)).with(training("slow", 0.2, 300));
    assertThat(recommend(run, "--network", "lenet5", "--memory", "300")).isZero();
    assertThat(user.output())
        .contains("training lenet5, batches of 8, 2 threads", "Take slow")
        .contains("quick is not recommended: it holds 900 MiB, more than allowed");
  }

  @Test
  void whatIsKnownToBeWrongOfTheFastestIsSaidBesideIt() {
    RunRecord run =
        layers()
            .with(
                new VerificationBuilder(
                        "quick", "conv2d", "forward", Map.of(Outcome.PASSED, 397, Outcome.KNOWN, 3))
                    .known("conv2d-off-by-one")
                    .build())
            .with(verified("slow", Map.of(Outcome.PASSED, 400), null));
    assertThat(recommend(run)).isZero();
    assertThat(user.output()).contains("Take quick", "known divergences: conv2d-off-by-one");
    assertThat(user.assay("report", folder.toString())).isZero();
    assertThat(user.output())
        .contains("(1.", ") times as long; known divergences: quick conv2d-off-by-one.\n");
    assertThat(folder.resolve("index.html"))
        .content()
        .contains("<small>known divergences: quick conv2d-off-by-one</small>");
  }

  @Test
  void layersOfAllKindsAreCalledLayers() {
    RunRecord run = layers().with(layer("quick", "relu n=2 shape=3", Outcome.PASSED, 0.001));
    assertThat(recommend(run)).isZero();
    assertThat(user.output()).contains("layers of net, batches of 2");
  }

  @Test
  void memoryOfLayersIsNotKnown() {
    assertThat(recommend(layers(), "--memory", "512")).isEqualTo(ExitCode.USAGE);
    assertThat(user.errors())
        .contains("--memory=512 is about whole networks: what layers of net hold is not measured");

    RunRecord both = layers().with(training("quick", 0.1, 400)).with(training("slow", 0.2, 400));
    assertThat(recommend(both, "--memory", "512")).isZero();
    assertThat(user.output())
        .contains("training lenet5, batches of 8", "Take quick")
        .doesNotContain("of net");
  }

  @Test
  void precisionIsALimit() {
    RunRecord run =
        layers()
            .with(
                verified(
                    "quick",
                    Map.of(Outcome.PASSED, 400),
                    SamplePrecision.of("f32, approximate", 50)))
            .with(verified("slow", Map.of(Outcome.PASSED, 400), SamplePrecision.of("f32", 1)));
    assertThat(recommend(run, "--precision", "f32")).isZero();
    assertThat(user.output())
        .contains("Take slow", "computes in f32, approximate, coarser than allowed");
  }

  /** However little was verified of it. */
  @Test
  void declaredPrecisionIsALimit() {
    RunRecord run =
        layers()
            .with(
                new BackendRecord(
                    "quick",
                    "quick",
                    null,
                    "cpu",
                    2,
                    new TreeMap<>(),
                    null,
                    "tf32",
                    null,
                    null,
                    null))
            .with(verified("slow", Map.of(Outcome.PASSED, 400), SamplePrecision.of("f32", 1)));
    assertThat(recommend(run, "--precision", "f32")).isZero();
    assertThat(user.output())
        .contains("Take slow", "computes in tf32 or f16, coarser than allowed");
    assertThat(recommend(run, "--precision", "tf32")).isZero();
    assertThat(user.output()).contains("Take quick");
  }

  @Test
  void aBackendThatSeveralThreadsMakeWrongIsNotTaken() {
    ThreadsRecord wrong =
        new ThreadsRecord("quick", FORWARD, 2, Agreement.WRONG, "output[0] is 1.0, expected 2.0");
    ThreadsRecord elsewhere = new ThreadsRecord("slow", "relu shape=9", 2, Agreement.WRONG, "");

    assertThat(recommend(layers().with(wrong).with(elsewhere))).isZero();

    assertThat(user.output())
        .contains("Take slow", "is wrong with 2 threads: " + FORWARD)
        .doesNotContain("relu");
  }

  /** The limit of arithmetic is a problem of the same operation as the layers. */
  @Test
  void aBackendThatReachesTheRoofWronglyIsNotTaken() {
    RunRecord run =
        layers().with(wrongRoof("quick", FORWARD)).with(wrongRoof("slow", "linear n=9 in=9 out=9"));

    assertThat(recommend(run)).isZero();

    assertThat(user.output())
        .contains("Take slow", "quick is not recommended: it is wrong with 1 thread: " + FORWARD)
        .doesNotContain("linear");
  }

  private static RoofRecord wrongRoof(String backend, String problem) {
    return new RoofRecord(
        backend, 1, 1, Kind.MATRIX_PRODUCT, problem, Outcome.FAILED, "off", null, 1, 1, null);
  }

  @Test
  void aBackendThatViolatesALawIsNotTaken() {
    RunRecord run =
        layers()
            .with(violated("quick", "linearity", "conv2d"))
            .with(violated("slow", "sum", "softmax"));

    assertThat(recommend(run)).isZero();

    assertThat(user.output())
        .contains(
            "Take slow", "quick is not recommended: it violates the law 'linearity' of conv2d")
        .doesNotContain("softmax");
  }

  private static LawRecord violated(String backend, String law, String operation) {
    return new LawRecord(
        backend, law, operation, 9, new OutcomeCounts(Map.of(Outcome.FAILED, 9)), null);
  }

  /** As of a known divergence that is now wrong otherwise: no random problem counts it. */
  @Test
  void aFailureThatNothingCountsCostsTheRecommendation() {
    RunRecord run =
        layers()
            .with(failure("quick", "conv2d n=1 c=1"))
            .with(failure("slow", "conv2d backward n=1 c=1"))
            .with(failure("slow", "softmax shape=9"));

    assertThat(recommend(run, "--until", "loss")).isZero();

    assertThat(user.output())
        .contains("Take slow", "quick is not recommended: it fails conv2d n=1 c=1: off")
        .doesNotContain("softmax");

    assertThat(recommend(run)).isZero();
    assertThat(user.output())
        .contains("slow is not recommended: it fails conv2d backward n=1 c=1: off");
  }

  private static FindingRecord failure(String backend, String problem) {
    return new FindingBuilder(backend, Outcome.FAILED, problem).message("off").build();
  }

  @Test
  void aNetworkThatIsNotProvedIsNotTaken() {
    WholeNetworkRecord unproved =
        new WholeNetworkBuilder("quick", "lenet5", 8)
            .disproved("not proved to be lenet5: loss is off")
            .build();
    RunRecord run =
        run()
            .with(unproved)
            .with(training("slow", 0.2, 300))
            .with(proof("slow", Outcome.PASSED, ""));
    assertThat(recommend(run)).isZero();
    assertThat(user.output())
        .contains("Take slow", "quick is not recommended: it gets lenet5 wrong");
  }

  @Test
  void aFileOfLayersIsAWorkloadOfItsOwn() throws IOException {
    assertThat(recommend(layers(), "--network", fileOfLayers(), "--until", "loss")).isZero();
    assertThat(user.output())
        .contains("layers of mine.txt, forward only", "Take slow", "35.0")
        .doesNotContain("forward and gradients");
  }

  @Test
  void whoGetsTheOperationsOfAFileWrongIsNotTakenForIt() throws IOException {
    RunRecord run =
        layers()
            .with(verified("slow", Map.of(Outcome.PASSED, 397, Outcome.FAILED, 3), null))
            .with(violated("quick", "sum", "softmax"));

    assertThat(recommend(run, "--network", fileOfLayers(), "--until", "loss")).isZero();

    assertThat(user.output())
        .contains("Take quick", "slow is not recommended: it fails 3 of 400 random problems");
  }

  private String fileOfLayers() throws IOException {
    return Files.writeString(
            folder.resolve("mine.txt"), "a 7 conv2d c=3 h=8 w=8 k=4 kernel=3x3 pad=1x1\n")
        .toString();
  }

  @Test
  void wrongGradientsDoNotMatterWhereNoneAreTaken() {
    RunRecord run =
        layers()
            .with(
                new VerificationBuilder(
                        "slow", "conv2d", "backward-data", Map.of(Outcome.FAILED, 400))
                    .build());
    assertThat(recommend(run, "--until", "loss")).isZero();
    assertThat(user.output()).contains("Take slow");
    assertThat(recommend(run)).isZero();
    assertThat(user.output()).contains("slow is not recommended: it fails 400 of 400");
  }

  @Test
  void askingForWhatWasNotTimedSaysWhatWas() {
    assertThat(recommend(layers(), "--network", "resnet50")).isEqualTo(ExitCode.USAGE);
    assertThat(user.errors()).contains("it timed: layers of net, batches of 2");
  }

  @Test
  void nothingTimedIsInconclusive() {
    assertThat(recommend(run())).isEqualTo(ExitCode.INCONCLUSIVE);
    assertThat(user.errors()).contains("timed nothing; 'assay bench' does");
  }
}
