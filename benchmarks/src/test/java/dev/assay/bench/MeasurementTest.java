package dev.assay.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.assay.reference.problem.Problem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MeasurementTest {
  private static final Problem CONVOLUTION = Problem.parse("conv2d n=1 c=2 h=4 w=4 k=3 kernel=3x3");

  private static final int SIMULATIONS = 2000;

  /** About as many as the usual time has room for. */
  private static final int MOST_ROUNDS = 14;

  @TempDir
  @SuppressWarnings("NullAway.Init") // set by JUnit
  Path folder;

  @Test
  void theEstimateIsTheMedianOverRoundsOfTheirMedians() {
    Measurement measurement = measurement(new double[][] {{3, 1, 2}, {9, 8, 100}, {5, 4}});

    assertThat(measurement.seconds()).isCloseTo(Math.sqrt(4 * 5), within(1e-12));
  }

  @Test
  void disturbedIterationsAreLeftOutOfTheMedianAndItsInterval() {
    List<Double> seconds = List.of(1.0, 1.0, 50.0, 1.0, 1.0, 40.0, 60.0);
    List<Double> slowdown = List.of(1.0, 1.02, 1.5, 1.0, 1.1, 1.2, 1.3);

    TimedRound calm = TimedRound.of(List.of(1.0, 1.0, 1.0));
    Measurement looked =
        new Measurement(CONVOLUTION, List.of(new TimedRound(seconds, slowdown, null), calm));
    assertThat(looked.seconds()).isEqualTo(1);
    assertThat(looked.interval()).contains(new Interval(1, 1));

    TimedRound disturbed = TimedRound.of(List.of(1.0, 50.0, 40.0));
    Measurement blind = new Measurement(CONVOLUTION, List.of(disturbed, calm));
    assertThat(interval(blind).high()).isGreaterThan(1);
  }

  @Test
  void aRoundThatWasDisturbedAsAWholeIsLeftOutOfTheMedianAndItsInterval() {
    TimedRound disturbed = new TimedRound(List.of(9.0, 9.0), List.of(2.0, 2.0), null);
    TimedRound calm = TimedRound.of(List.of(1.0, 1.0));
    Measurement measurement = new Measurement(CONVOLUTION, List.of(calm, disturbed, calm));

    assertThat(measurement.seconds()).isEqualTo(1);
    assertThat(measurement.interval()).contains(new Interval(1, 1));
  }

  @Test
  void theDevicesTimeIsTheMedianOverRoundsOfTheirMediansIfEachAskedIt() {
    TimedRound one = onDevice(1, 2, 9);
    TimedRound other = onDevice(5, 4, 4);

    assertThat(new Measurement(CONVOLUTION, List.of(one, other)).deviceSeconds()).isEqualTo(3);
    assertThat(
            new Measurement(CONVOLUTION, List.of(one, other, TimedRound.of(List.of(1.0))))
                .deviceSeconds())
        .isNull();
  }

  /**
   * Against the times of calm iterations alone it would look as if nobody waited for the device.
   */
  @Test
  void theDevicesTimeIsOfTheIterationsThatCount() {
    TimedRound busy =
        new TimedRound(
            List.of(1.0, 1.0, 1.0, 9.0, 9.0, 9.0, 9.0),
            List.of(1.0, 1.0, 1.0, 3.0, 3.0, 3.0, 3.0),
            List.of(0.5, 0.5, 0.5, 8.0, 8.0, 8.0, 8.0),
            null,
            0);
    TimedRound disturbed = new TimedRound(List.of(9.0), List.of(3.0), List.of(8.0), null, 0);

    assertThat(new Measurement(CONVOLUTION, List.of(busy)).deviceSeconds()).isEqualTo(0.5);
    assertThat(new Measurement(CONVOLUTION, List.of(disturbed)).deviceSeconds()).isEqualTo(8);
    assertThat(
            new Measurement(CONVOLUTION, List.of(disturbed, busy, disturbed, busy)).deviceSeconds())
        .isEqualTo(0.5);
  }

  private static TimedRound onDevice(double... device) {
    List<Double> seconds = Collections.nCopies(device.length, 10.0);
    return new TimedRound(seconds, List.of(), Arrays.stream(device).boxed().toList(), null, 0);
  }

  /** By tables of Student's distribution. */
  @Test
  void theFewerRoundsTheFartherTheIntervalReaches() {
    assertThat(Student.reach(2)).isCloseTo(12.706, within(0.001));
    assertThat(Student.reach(10)).isCloseTo(2.262, within(0.001));
    assertThat(Student.widening(1)).isCloseTo(12.706 / 1.645, within(0.001));
    assertThat(Student.widening(1e6)).isCloseTo(1.96 / 1.645, within(0.001));
  }

  @Test
  void timesThatFallAreNotSteadyWhateverTheWarmUpSaid() {
    List<Double> falling = List.of(9.0, 8.0, 7.0, 6.0, 5.0, 4.0, 3.0, 2.0, 1.5, 1.0);
    List<Double> even = List.of(1.0, 2.0, 1.0, 2.0, 1.0, 2.0, 1.0, 2.0, 1.0, 2.0);

    assertThat(steady(new TimedRound(falling, List.of(), true))).isFalse();
    assertThat(steady(new TimedRound(even, List.of(), true))).isTrue();
    assertThat(steady(new TimedRound(even, List.of(), false))).isFalse();
    assertThat(steady(new TimedRound(even, List.of(), null))).isNull();

    List<Double> disturbed = Collections.nCopies(10, 2.0);
    assertThat(steady(new TimedRound(falling, disturbed, true))).isTrue();
  }

  @Test
  void whatIsFasterWhenItIsTimedAgainAfterASlowSpellHadNotBeenGettingFaster() {
    List<Double> spell = List.of(1.03, 1.04, 1.03, 1.04, 1.03, 1.5, 1.5, 1.5, 1.5, 1.5);
    List<Double> slowdown = List.of(1.0, 1.0, 1.0, 1.0, 1.0, 2.0, 2.0, 2.0, 2.0, 2.0);
    TimedRound again =
        new TimedRound(List.of(1.0, 1.01, 1.0, 1.01, 1.0), Collections.nCopies(5, 1.0), true);

    assertThat(steady(new TimedRound(spell, slowdown, true).with(again))).isTrue();
  }

  private static @Nullable Boolean steady(TimedRound round) {
    return new Measurement(CONVOLUTION, List.of(round, round, round)).steady();
  }

  @Test
  void equalTimesGiveAnIntervalWithoutWidth() {
    assertThat(measurement(new double[][] {{2, 2}, {2, 2}}).interval())
        .contains(new Interval(2, 2));
  }

  /** Many iterations must not make two rounds that disagree look certain. */
  @Test
  void theIntervalSpansRoundsThatDisagree() {
    double[] fast = new double[1000];
    double[] slow = new double[1000];
    Arrays.fill(fast, 1);
    Arrays.fill(slow, 2);

    Interval interval = interval(measurement(new double[][] {fast, slow}));
    assertThat(interval.low()).isLessThan(0.1);
    assertThat(interval.high()).isGreaterThan(10);
  }

  @Test
  void oneRoundHasNoInterval() {
    assertThat(measurement(new double[][] {{1, 2, 3, 4, 5}}).interval()).isEmpty();
  }

  /** Where rounds differ twice as much as iterations, from as few as there may be on. */
  @ParameterizedTest
  @ValueSource(ints = {2, 3, 4, 6, 10})
  void theIntervalCoversTheTruthAsOftenAsItSays(int rounds) {
    Random random = new Random(rounds);
    int covered = 0;
    for (int i = 0; i < SIMULATIONS; i++) {
      covered += covers(rounds(random, rounds, 0.02)) ? 1 : 0;
    }
    assertThat((double) covered / SIMULATIONS).isBetween(0.94, 0.985);
  }

  /** As layers are timed: six rounds, and further ones until the interval is narrow. */
  @ParameterizedTest
  @ValueSource(doubles = {0.01, 0.02, 0.03, 0.04})
  void itDoesThoughRoundsEndWhenItIsNarrow(double deviation) {
    Settlement settlement = new Settlement(0.02);
    Random random = new Random(1);
    int covered = 0;
    for (int i = 0; i < SIMULATIONS; i++) {
      List<TimedRound> rounds = rounds(random, TimePlan.ROUNDS, deviation);
      while (rounds.size() < MOST_ROUNDS
          && !settlement.unsettled(List.of(new Measurement(CONVOLUTION, rounds))).isEmpty()) {
        rounds.addAll(rounds(random, 1, deviation));
      }
      covered += covers(rounds) ? 1 : 0;
    }
    assertThat((double) covered / SIMULATIONS).isBetween(0.94, 0.985);
  }

  private static boolean covers(List<TimedRound> rounds) {
    Interval interval = interval(new Measurement(CONVOLUTION, rounds));
    return interval.low() <= 1 && 1 <= interval.high();
  }

  /**
   * Times about 1.
   *
   * @param deviation of the logarithms of rounds, twice that of iterations
   */
  private static List<TimedRound> rounds(Random random, int rounds, double deviation) {
    return IntStream.range(0, rounds)
        .mapToObj(
            r -> {
              double round = deviation * random.nextGaussian();
              return TimedRound.of(
                  random
                      .doubles(5)
                      .map(x -> Math.exp(round + deviation / 2 * random.nextGaussian()))
                      .boxed()
                      .toList());
            })
        .collect(Collectors.toCollection(ArrayList::new));
  }

  private static Interval interval(Measurement measurement) {
    return measurement.interval().orElseThrow();
  }

  @Test
  void jmhsFilesAreMergedByProblemInSeconds() throws Exception {
    Path first = file("first", jmh("relu shape=2", "us/op", "[[1.0, 2.0]]"));
    Path second =
        file(
            "second",
            jmh("relu shape=2", "ms/op", "[[3.0], [4.0]]")
                + ","
                + jmh("tanh shape=2", "s/op", "[[5]]"));

    Map<Problem, Measurement> merged = JmhResults.read(List.of(first, second));

    assertThat(merged.keySet().stream().map(Problem::toString))
        .containsExactly("relu shape=2", "tanh shape=2");
    assertThat(merged.values().iterator().next().rounds())
        .containsExactly(
            TimedRound.of(List.of(1e-6, 2e-6)),
            TimedRound.of(List.of(3e-3)),
            TimedRound.of(List.of(4e-3)));
  }

  @Test
  void whatIsKnownOfEachIterationIsReadAndWhatWasTimedAgainIsTheSameRound() throws Exception {
    Path first =
        file(
            "first",
            jmh("relu shape=2", "s/op", "[[1, 2]]", "[[1.0, 1.4]]", "[[1, 1]]")
                + ","
                + jmh("tanh shape=2", "s/op", "[[5]]", "[[1.0]]", "[[\"NaN\"]]")
                + ","
                + jmh("relu shape=2", "s/op", "[[3]]", "[[1.0]]", "[[0]]"));
    Path second = file("second", jmh("relu shape=2", "s/op", "[[4]]", "[[1.2]]", "[[1]]"));

    Map<Problem, Measurement> merged = JmhResults.read(List.of(first, second));

    assertThat(rounds(merged, "relu shape=2"))
        .containsExactly(
            new TimedRound(List.of(1.0, 2.0, 3.0), List.of(1.0, 1.4, 1.0), List.of(), false, 1),
            new TimedRound(List.of(4.0), List.of(1.2), true));
    assertThat(rounds(merged, "tanh shape=2"))
        .containsExactly(new TimedRound(List.of(5.0), List.of(1.0), null));
  }

  private static List<TimedRound> rounds(Map<Problem, Measurement> merged, String problem) {
    return Objects.requireNonNull(merged.get(Problem.parse(problem))).rounds();
  }

  @Test
  void aFileThatIsNotOursIsNamed() throws Exception {
    for (String text :
        List.of(
            "{",
            "[{\"params\": {}}]",
            "[" + jmh("relu", "us/op", "[[1]]") + "]",
            "[" + jmh("relu shape=2", "ops/s", "[[1]]") + "]",
            "[" + jmh("relu shape=2", "us/op", "[[]]") + "]",
            "[" + jmh("relu shape=2", "us/op", "[[\"NaN\"]]") + "]")) {
      Path file = Files.writeString(folder.resolve("foreign.json"), text);
      assertThatThrownBy(() -> JmhResults.read(List.of(file)))
          .hasMessageContaining(
              "foreign.json is not a JMH result of this suite; run the benchmark");
    }
  }

  private Path file(String name, String results) throws Exception {
    return Files.writeString(folder.resolve(name), "[" + results + "]");
  }

  private static String jmh(String problem, String unit, String rawData) {
    return """
        {"params": {"problem": "%s"}, "primaryMetric": {"scoreUnit": "%s", "rawData": %s}}"""
        .formatted(problem, unit, rawData);
  }

  private static String jmh(
      String problem, String unit, String rawData, String slowdown, String steady) {
    return """
        {"params": {"problem": "%s"}, "primaryMetric": {"scoreUnit": "%s", "rawData": %s},
         "secondaryMetrics": {"slowdown": {"rawData": %s}, "steady": {"rawData": %s}}}"""
        .formatted(problem, unit, rawData, slowdown, steady);
  }

  private static Measurement measurement(double[][] rounds) {
    return new Measurement(
        CONVOLUTION,
        Arrays.stream(rounds)
            .map(round -> TimedRound.of(Arrays.stream(round).boxed().toList()))
            .toList());
  }
}
