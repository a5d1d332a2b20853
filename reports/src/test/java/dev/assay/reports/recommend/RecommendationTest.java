package dev.assay.reports.recommend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.assay.reports.record.BackendRecord;
import dev.assay.reports.record.MeasurementBuilder;
import dev.assay.reports.record.MeasurementRecord;
import dev.assay.reports.record.RunRecord;
import dev.assay.reports.record.SampleRuns;
import dev.assay.reports.record.Timing;
import dev.assay.reports.record.WholeNetworkBuilder;
import dev.assay.reports.record.WholeNetworkRecord;
import dev.assay.verify.Outcome;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Backends that are as fast as each other, in simulated rounds. */
class RecommendationTest {
  private static final int SIMULATIONS = 150;
  private static final int ITERATIONS = 5;

  /** One in twenty, and two standard deviations of that. */
  private static final double MOST = 0.05 * SIMULATIONS + 2 * Math.sqrt(0.05 * 0.95 * SIMULATIONS);

  /** Of the logarithms of times, between rounds and within. */
  private static final double ROUND = 0.03;

  private static final double ITERATION = 0.01;

  @ParameterizedTest
  @CsvSource({"2,3,1", "2,4,1", "2,6,1", "2,12,1", "2,3,4", "4,3,1"})
  void nobodyIsCalledFasterThanHisEqualMoreThanNowAndThen(int backends, int rounds, int layers) {
    Random random = new Random(7);
    int told = 0;
    int sure = 0;
    for (int i = 0; i < SIMULATIONS; i++) {
      Recommendation recommendation = recommendation(random, alike(backends), rounds, layers);
      Certainty best = recommendation.ranking().get(0).certainty();
      told += recommendation.tied().isEmpty() ? 1 : 0;
      sure += best != null && best.chance() >= 0.95 ? 1 : 0;
    }
    assertThat(told).isLessThan((int) MOST);
    assertThat(sure).isLessThan((int) MOST);
  }

  /** The degrees of freedom are those of the one, as if the other were no help. */
  @ParameterizedTest
  @ValueSource(ints = {3, 6})
  void norIsOneWhoseRoundsDifferTenTimesAsMuch(int rounds) {
    Random random = new Random(7);
    List<Speed> speeds = List.of(new Speed(1, ROUND), new Speed(1, ROUND / 10));
    int told = 0;
    for (int i = 0; i < SIMULATIONS; i++) {
      told += recommendation(random, speeds, rounds, 1).tied().isEmpty() ? 1 : 0;
    }
    assertThat(told).isLessThan((int) MOST);
  }

  @Test
  void theIntervalOfThreeRoundsHoldsWhatATimeIs() {
    Random random = new Random(7);
    int times = 4 * SIMULATIONS;
    int held = 0;
    for (int i = 0; i < times; i++) {
      Recommendation recommendation = recommendation(random, alike(1), 3, 1);
      Certainty certainty = recommendation.ranking().get(0).certainty();
      held += certainty != null && certainty.low() <= 1 && 1 <= certainty.high() ? 1 : 0;
    }
    assertThat(held)
        .as("at least 95 %, but for two standard deviations of that")
        .isGreaterThan((int) (0.95 * times - 2 * Math.sqrt(0.05 * 0.95 * times)));
  }

  /** Otherwise a run of the usual rounds would tell nobody anything. */
  @Test
  void threeRoundsTellAQuarterApartMostly() {
    Random random = new Random(7);
    List<Speed> speeds = List.of(new Speed(1, ROUND), new Speed(1.25, ROUND));
    int told = 0;
    for (int i = 0; i < SIMULATIONS; i++) {
      told += recommendation(random, speeds, 3, 1).tied().isEmpty() ? 1 : 0;
    }
    assertThat(told).isGreaterThan((int) (0.9 * SIMULATIONS));
  }

  @ParameterizedTest
  @CsvSource({"2,1,1", "2,2,1", "4,2,8"})
  void withLessThanThreeRoundsNobodyIsKnownToBeFaster(int backends, int rounds, int layers) {
    Recommendation recommendation = recommendation(new Random(7), alike(backends), rounds, layers);

    assertThat(recommendation.isByChance()).isTrue();
    assertThat(recommendation.ranking()).allMatch(ranked -> ranked.certainty() == null);
  }

  @Test
  void oneThatIsWrongBeforeItIsTimedIsLeftOutWithoutASpeed() {
    RunRecord run = SampleRuns.begun();
    for (String name : List.of("right", "wrong")) {
      run = run.with(new BackendRecord(name, name, null, "cpu", 2, new TreeMap<>(), null));
      for (int n = 1; n <= 2; n++) {
        boolean wrong = name.equals("wrong") && n == 2;
        MeasurementBuilder layer =
            new MeasurementBuilder(name, "conv2d n=1 c=" + n).layer("net", "conv" + n, 1);
        run =
            run.with(
                wrong
                    ? layer.outcome(Outcome.FAILED).message("off").build()
                    : layer.timing(new Timing(1, 1, 1, List.of(List.of(1.0)))).build());
      }
    }

    Recommendation recommendation =
        Recommendation.of(run, Purposes.of(run).get(0), Requirements.NONE);

    assertThat(recommendation.best()).isEqualTo("right");
    assertThat(recommendation.excluded())
        .containsExactly(new Excluded("wrong", List.of("gets conv2 forward wrong: off"), null));
  }

  @Test
  void layersWithAnotherBatchSizeAreAnotherPurpose() {
    RunRecord run = SampleRuns.begun();
    for (int batch : List.of(2, 8)) {
      run =
          run.with(
              new MeasurementBuilder("a", "conv2d forward n=" + batch)
                  .layer("net", "conv1", 1)
                  .batch(batch)
                  .build());
    }
    assertThat(Purposes.of(run))
        .extracting(Purpose::batch, purpose -> purpose.parts().size())
        .containsExactly(tuple(2, 1), tuple(8, 1));
  }

  @Test
  void aNetworkWithAnotherBatchOrNumberOfThreadsIsAnotherPurpose() {
    RunRecord run =
        SampleRuns.begun()
            .with(new BackendRecord("a", "a", null, "cpu", 2, new TreeMap<>(), null))
            .with(new BackendRecord("b", "b", null, "cpu", 2, new TreeMap<>(), null))
            .with(training("a", 4, 1, 1.0))
            .with(training("b", 4, 1, 2.0))
            .with(training("a", 4, 2, 0.9))
            .with(training("b", 4, 2, 0.8))
            .with(training("a", 8, 2, 1.6))
            .with(training("b", 8, 2, 1.7));
    assertThat(Recommendation.all(run))
        .extracting(answer -> answer.purpose().title(), Recommendation::best)
        .containsExactly(
            tuple("training lenet5, batches of 4, 1 thread", "a"),
            tuple("training lenet5, batches of 4, 2 threads", "b"),
            tuple("training lenet5, batches of 8, 2 threads", "a"));
  }

  private static WholeNetworkRecord training(
      String backend, int batch, int threads, double seconds) {
    return new WholeNetworkBuilder(backend, "lenet5", batch)
        .threads(threads)
        .timing(new Timing(seconds, seconds, seconds, List.of(List.of(seconds))), 1, 1 << 20)
        .build();
  }

  /** Who computes forward only can be taken for inference. */
  @Test
  void layersWithGradientsAreToldOfWithoutThemToo() {
    RunRecord run =
        SampleRuns.begun()
            .with(new BackendRecord("forward", "forward", null, "cpu", 2, new TreeMap<>(), null))
            .with(new BackendRecord("both", "both", null, "cpu", 2, new TreeMap<>(), null))
            .with(layer("forward", "conv2d n=2", 0.1))
            .with(layer("both", "conv2d n=2", 0.2))
            .with(layer("both", "conv2d backward n=2", 0.2));
    assertThat(Recommendation.all(run))
        .extracting(answer -> answer.purpose().title(), Recommendation::best)
        .containsExactly(
            tuple("layers of net, batches of 2, forward and gradients", "both"),
            tuple("layers of net, batches of 2, forward only", "forward"));
  }

  private static MeasurementRecord layer(String backend, String problem, double seconds) {
    return new MeasurementBuilder(backend, problem)
        .layer("net", "conv1", 1)
        .timing(new Timing(seconds, seconds, seconds, List.of(List.of(seconds))))
        .build();
  }

  /** In a file, layers say what they like of their batch. */
  @Test
  void layersOfOneFileAreOnePurpose() {
    RunRecord run = SampleRuns.begun();
    for (String problem : List.of("conv2d n=16 c=3", "batch-norm shape=8x3x4x4", "sgd size=100")) {
      run = run.with(new MeasurementBuilder("a", problem).layer("mine", problem, 1).build());
    }
    assertThat(Purposes.of(run))
        .extracting(Purpose::title, purpose -> purpose.parts().size())
        .containsExactly(tuple("layers of mine, batches of 2", 3));
  }

  /**
   * How long a backend takes.
   *
   * @param spread standard deviation of its rounds' logarithms
   */
  private record Speed(double seconds, double spread) {}

  private static List<Speed> alike(int backends) {
    return Collections.nCopies(backends, new Speed(1, ROUND));
  }

  private static Recommendation recommendation(
      Random random, List<Speed> speeds, int rounds, int layers) {
    RunRecord run = SampleRuns.begun();
    for (Speed speed : speeds) {
      String name = "backend-" + random.nextInt(1 << 20);
      double[] levels =
          IntStream.range(0, rounds)
              .mapToDouble(r -> Math.log(speed.seconds) + speed.spread * random.nextGaussian())
              .toArray();
      run = run.with(new BackendRecord(name, name, null, "cpu", 2, new TreeMap<>(), null));
      for (int layer = 0; layer < layers; layer++) {
        run =
            run.with(
                new MeasurementBuilder(name, "conv2d n=1 c=" + (layer + 1))
                    .layer("net", "conv" + layer, 1)
                    .timing(timing(random, levels))
                    .build());
      }
    }
    return Recommendation.of(run, Purposes.of(run).get(0), Requirements.NONE);
  }

  private static Timing timing(Random random, double... levels) {
    List<List<Double>> times =
        IntStream.range(0, levels.length)
            .mapToObj(
                r ->
                    random
                        .doubles(ITERATIONS)
                        .map(x -> Math.exp(levels[r] + ITERATION * random.nextGaussian()))
                        .boxed()
                        .toList())
            .toList();
    return new Timing(1, 1, 1, times);
  }
}
