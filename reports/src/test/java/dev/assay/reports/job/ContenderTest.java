package dev.assay.reports.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.bench.RoundEvent;
import dev.assay.bench.RoundEvent.Kind;
import dev.assay.bench.RoundProgress;
import dev.assay.bench.TimeBudget;
import dev.assay.host.Launch;
import dev.assay.reference.problem.Problem;
import dev.assay.reports.console.ExitCode;
import dev.assay.reports.console.Failure;
import dev.assay.reports.job.RoundProcess.End;
import dev.assay.spi.Device;
import dev.assay.verify.Outcome;
import dev.assay.verify.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of a backend in one process after another. */
class ContenderTest {
  private static final Problem RELU = Problem.parse("relu shape=4");
  private static final Problem TANH = Problem.parse("tanh shape=4");
  private static final Problem WRONG = Problem.parse("sigmoid shape=4");

  private static final End CRASH = new End(Outcome.CRASHED, "the process ended with code 42");

  private static final TimeBudget BUDGET = new TimeBudget(0.25, 1);

  @TempDir Path folder;

  private final Map<Problem, Verdict> verdicts = new LinkedHashMap<>();
  private final Contender contender =
      new Contender(
          new Launch("mine", "Mine", Device.CPU, 1, List.of(), List.of(), List.of()), 1, verdicts);

  @BeforeEach
  void verify() {
    for (Problem problem : List.of(RELU, TANH)) {
      verdicts.put(problem, Verdict.of(problem, Outcome.PASSED, ""));
    }
    verdicts.put(WRONG, Verdict.of(WRONG, Outcome.FAILED, "output[0] is 2.0, expected 1.0"));
  }

  @Test
  void onlyWhatIsRightIsTimed() {
    assertThat(contender.toTime()).containsExactly(RELU.toString(), TANH.toString());
    assertThat(contender.outcome(WRONG)).isEqualTo(Outcome.FAILED);
    assertThat(contender.message(WRONG)).isEqualTo("output[0] is 2.0, expected 1.0");
    assertThat(contender.message(RELU)).isNull();
  }

  @Test
  void anotherProcessTimesWhatACrashLeft() throws IOException {
    contender.add(
        new RoundProcess(
            contender.toTime(),
            new RoundProgress(List.of(ready(1), event(Kind.STARTED, RELU.toString()))),
            CRASH,
            Optional.of(results("mine-1.json"))),
        BUDGET);
    contender.add(timed("mine-1-1.json", TANH), BUDGET);
    contender.add(timed("mine-2.json", TANH), BUDGET);

    assertThat(contender.toTime()).containsExactly(TANH.toString());
    assertThat(contender.outcome(RELU)).isEqualTo(Outcome.CRASHED);
    assertThat(contender.message(RELU))
        .isEqualTo("the process ended with code 42 while it was timed");
    assertThat(contender.timing(RELU)).isNull();
    assertThat(contender.jmh(RELU)).isNull();
    assertThat(contender.outcome(TANH)).isEqualTo(Outcome.PASSED);
    assertThat(contender.jmh(TANH)).as("the first that has it").isEqualTo("jmh/mine-1-1.json");
    assertThat(contender.timing(TANH)).satisfies(t -> assertThat(t.seconds()).hasSize(2));
    assertThat(contender.timing(TANH)).satisfies(t -> assertThat(t.budget()).isEqualTo(1));
  }

  @Test
  void whatStartsNoMoreKeepsTheRoundsBefore() throws IOException {
    contender.add(timed("mine-1.json", RELU), BUDGET);
    contender.add(
        new RoundProcess(
            contender.toTime(),
            new RoundProgress(List.of(new RoundEvent(Kind.UNAVAILABLE, "", "no card"))),
            CRASH,
            Optional.empty()),
        BUDGET);

    assertThat(contender.toTime()).isEmpty();
    assertThat(contender.outcome(RELU)).isEqualTo(Outcome.PASSED);
    assertThat(contender.message(RELU))
        .isEqualTo("later rounds are missing: did not start to be timed: no card");
    assertThat(contender.timing(RELU)).satisfies(t -> assertThat(t.seconds()).hasSize(1));
    assertThat(contender.outcome(TANH)).as("never timed").isEqualTo(Outcome.FAILED);
    assertThat(contender.message(TANH)).isEqualTo("did not start to be timed: no card");
  }

  @Test
  void aCrashInALaterRoundIsOne() throws IOException {
    contender.add(timed("mine-1.json", RELU, TANH), BUDGET);
    contender.add(
        new RoundProcess(
            contender.toTime(),
            new RoundProgress(List.of(event(Kind.STARTED, RELU.toString()))),
            CRASH,
            Optional.empty()),
        BUDGET);

    assertThat(contender.outcome(RELU)).isEqualTo(Outcome.CRASHED);
    assertThat(contender.toTime()).containsExactly(TANH.toString());
  }

  /** A network is timed in batches larger than those it is proven with. */
  @Test
  void whatACardIsTooSmallForWhereItIsTimedIsUnsupported() {
    String reason = "not enough memory on the card: cudaMalloc";
    contender.add(
        new RoundProcess(
            contender.toTime(),
            new RoundProgress(
                List.of(
                    event(Kind.STARTED, RELU.toString()),
                    new RoundEvent(Kind.UNSUPPORTED, RELU.toString(), reason))),
            new End(Outcome.PASSED, ""),
            Optional.empty()),
        BUDGET);

    assertThat(contender.outcome(RELU)).isEqualTo(Outcome.UNSUPPORTED);
    assertThat(contender.message(RELU)).isEqualTo(reason);
    assertThat(contender.toTime()).containsExactly(TANH.toString());
  }

  @Test
  void whatIsNotComputedInTheTimeThatItTakesHasNoSpeed() throws IOException {
    contender.add(timed("mine-1.json", TANH), BUDGET);
    contender.add(
        new RoundProcess(
            contender.toTime(),
            new RoundProgress(
                List.of(
                    event(Kind.STARTED, RELU.toString()),
                    new RoundEvent(Kind.MISTRUSTED, RELU.toString(), "returns early"),
                    new RoundEvent(Kind.WRONG, TANH.toString(), "the last: output[0] is NaN"))),
            new End(Outcome.CRASHED, "the process ended with code 0"),
            Optional.empty()),
        BUDGET);

    assertThat(contender.toTime()).isEmpty();
    assertThat(contender.outcome(RELU)).isEqualTo(Outcome.MISTRUSTED);
    assertThat(contender.message(RELU)).isEqualTo("returns early");
    assertThat(contender.timing(RELU)).isNull();
    assertThat(contender.outcome(TANH)).isEqualTo(Outcome.FAILED);
    assertThat(contender.message(TANH))
        .isEqualTo(
            "wrong where it is timed, right where it was verified: the last: output[0] is NaN");
  }

  /** Of a backend that cannot tell, or did so from the start, nothing is withheld. */
  @Test
  void withOtherThreadsThanItWasVerifiedWithItHasNoSpeed() throws IOException {
    contender.add(timed("mine-1.json", RELU), BUDGET);
    contender.add(timed("mine-2.json", 0, RELU), BUDGET);
    assertThat(contender.timing(RELU)).satisfies(t -> assertThat(t.seconds()).hasSize(2));

    contender.add(timed("mine-3.json", 2, RELU, TANH), BUDGET);

    assertThat(contender.toTime()).isEmpty();
    assertThat(contender.outcome(TANH)).isEqualTo(Outcome.MISTRUSTED);
    assertThat(contender.message(TANH)).isEqualTo("timed with threads=2, verified with threads=1");
    assertThat(contender.timing(TANH)).isNull();
    assertThat(contender.outcome(RELU)).isEqualTo(Outcome.PASSED);
    assertThat(contender.message(RELU)).startsWith("later rounds are missing: timed with threads");
    assertThat(contender.timing(RELU)).satisfies(t -> assertThat(t.seconds()).hasSize(2));
  }

  @Test
  void resultsThatWereCutOffEndTheRunWithALine() throws IOException {
    RoundProcess cutOff = timed("mine-1.json", RELU);
    Path file = cutOff.results().orElseThrow();
    Files.writeString(file, Files.readString(file).replace("]}}]", ""));

    assertThatThrownBy(() -> contender.add(cutOff, BUDGET))
        .isInstanceOfSatisfying(
            Failure.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.DATA))
        .hasMessage(file + " is not a JMH result of this suite; run the benchmark again");
  }

  /** A process that went well. */
  private RoundProcess timed(String file, Problem... problems) throws IOException {
    return timed(file, 1, problems);
  }

  /** The same on so many threads. */
  private RoundProcess timed(String file, int threads, Problem... problems) throws IOException {
    List<String> texts = Stream.of(problems).map(Problem::toString).toList();
    return new RoundProcess(
        texts,
        new RoundProgress(
            Stream.concat(
                    Stream.of(ready(threads)),
                    texts.stream()
                        .flatMap(
                            text -> Stream.of(event(Kind.STARTED, text), event(Kind.TIMED, text))))
                .toList()),
        new End(Outcome.CRASHED, "the process ended with code 0"),
        Optional.of(results(file, problems)));
  }

  private static RoundEvent event(Kind kind, String problem) {
    return new RoundEvent(kind, problem, "");
  }

  private static RoundEvent ready(int threads) {
    return new RoundEvent(Kind.READY, "", String.valueOf(threads));
  }

  /** As JMH writes it, as far as it is read. */
  private Path results(String file, Problem... problems) throws IOException {
    return Files.writeString(
        folder.resolve(file),
        Stream.of(problems)
            .map(
                problem ->
                    """
                    {"params": {"problem": "%s"},
                     "primaryMetric": {"scoreUnit": "s/op", "rawData": [[0.5, 0.25, 0.5]]}}\
                    """
                        .formatted(problem))
            .collect(Collectors.joining(",", "[", "]")));
  }
}
