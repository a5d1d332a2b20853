package dev.assay.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.assay.bench.TimeBudget.Schedule;
import dev.assay.reference.op.Direction;
import dev.assay.reference.problem.Problem;
import dev.assay.spi.Device;
import java.util.List;
import org.junit.jupiter.api.Test;

class TimePlanTest {
  private static final TimeBudget BUDGET = new TimeBudget(0.05, 0.2);

  @Test
  void shortRunsGetTenIterationsOfManyRuns() {
    Schedule schedule = BUDGET.schedule(20e-6);

    assertThat(schedule).isEqualTo(new Schedule(10, 0.02));
    assertThat(BUDGET.duration(20e-6)).isCloseTo(0.25, within(0.001));
  }

  @Test
  void longerRunsGetAsManyIterationsAsFit() {
    assertThat(BUDGET.schedule(0.045).iterations()).isEqualTo(4);
    assertThat(BUDGET.duration(0.045))
        .as("2, 3 to warm up, 4 and a half each")
        .isCloseTo(0.515, within(0.001));
  }

  /** An iteration ends with the run during which its time is up, and so does the warm-up. */
  @Test
  void whatIsUnderWayWhenTheTimeIsUpIsHalfARunOnAverage() {
    assertThat(BUDGET.schedule(0.016)).isEqualTo(new Schedule(10, 0.02));
    assertThat(BUDGET.duration(0.016))
        .isCloseTo(2 * 0.016 + 0.05 + 0.008 + 10 * (0.02 + 0.008), within(1e-9));
  }

  @Test
  void veryLongRunsGetThreeIterationsOfOneRunAndNoFurtherWarmUp() {
    Schedule schedule = BUDGET.schedule(0.5);

    assertThat(schedule.iterations()).isEqualTo(3);
    assertThat(BUDGET.duration(0.5)).isCloseTo(2.5, within(0.001));
  }

  @Test
  void timesThatMakeNoBudgetAreRefused() {
    assertThatThrownBy(() -> new TimeBudget(-1, 1)).hasMessageContaining("a warm-up of -1.0 s");
    assertThatThrownBy(() -> new TimeBudget(0, 0)).hasMessageContaining("measurement of 0.0 s");
    assertThatThrownBy(() -> new TimeBudget(0, Double.NaN)).hasMessageContaining("NaN");
    assertThatThrownBy(() -> new TimeBudget(50_000, 50_000)).hasMessageContaining("a day");
    assertThat(new TimeBudget(0, 1).duration(0.01)).as("without a warm-up").isGreaterThan(1);
  }

  /**
   * Beside its runs, a problem takes time to be prepared; a run is as long as its arithmetic or its
   * traffic, whichever is more.
   */
  @Test
  void aRoundIsPredictedToTakeWhatProcessAndPreparationAndRunsDo() {
    Device card = new Device(Device.Kind.CUDA, 0);
    // 200 MB each, 0.6 s to prepare; of the first a processor's run takes 0.4 s for its 40 Gflop.
    Problem much = Problem.parse("linear n=2000 in=20000 out=500");
    Problem wide = Problem.parse("relu shape=25000x1000");

    assertThat(predicted(much, Device.CPU)).isCloseTo(4.035 + 0.612 + 5 * 0.4, within(0.005));
    assertThat(predicted(much, card))
        .isCloseTo(4.035 + 0.612 + BUDGET.duration(0.004), within(0.005));
    assertThat(predicted(wide, Device.CPU))
        .isCloseTo(4.035 + 0.6 + BUDGET.duration(0.02003), within(0.005));
    assertThat(predicted(wide, card))
        .isCloseTo(4.035 + 0.6 + BUDGET.duration(0.0005), within(0.005));
  }

  /** Seconds of one round of it alone. */
  private static double predicted(Problem problem, Device device) {
    return TimePlan.predict(List.of(problem), 2, BUDGET, device) / 2;
  }

  /**
   * All layers of the usual networks, forward and backward, on three backends in a quarter of an
   * hour, with a quarter of that left for what is disturbed or not settled.
   */
  @Test
  void theDefaultsFitIntoThreeQuartersOfTheirTime() {
    List<Problem> problems = allLayers(TimePlan.BATCH_SIZE);
    int rounds = 3 * TimePlan.ROUNDS;

    TimeBudget budget = TimePlan.of(problems, rounds, 900, Device.CPU).budget();

    assertThat(TimePlan.predict(problems, rounds, budget, Device.CPU)).isBetween(665.0, 675.0);
    assertThat(budget.measurement()).isGreaterThan(0.04);
  }

  @Test
  void whatIsTimedAgainGetsNoMoreIterationsThanAreMissing() {
    assertThat(BUDGET.schedule(20e-6).atMost(4)).isEqualTo(new Schedule(4, 0.02));
    assertThat(BUDGET.schedule(0.5).atMost(4).iterations()).isEqualTo(3);
  }

  @Test
  void moreTimeGivesLongerMeasurements() {
    List<Problem> problems = allLayers(1);

    assertThat(TimePlan.of(problems, 9, 720, Device.CPU).budget().measurement())
        .isGreaterThan(TimePlan.of(problems, 9, 360, Device.CPU).budget().measurement());
  }

  /** A batch as cards like them. */
  @Test
  void onACardThereIsTimeForMore() {
    List<Problem> problems = allLayers(16);

    assertThat(
            TimePlan.of(problems, 9, 900, new Device(Device.Kind.CUDA, 0)).budget().measurement())
        .isGreaterThan(2 * TimePlan.of(problems, 9, 900, Device.CPU).budget().measurement());
  }

  @Test
  void whatDoesNotFitIsPredictedToTakeLonger() {
    List<Problem> problems = allLayers(64);

    TimeBudget budget = TimePlan.of(problems, 9, 60, Device.CPU).budget();

    assertThat(TimePlan.predict(problems, 9, budget, Device.CPU)).isGreaterThan(60);
  }

  private static List<Problem> allLayers(int batchSize) {
    List<Problem> problems =
        WorkloadProblem.distinct(
            Workload.of(List.of("alexnet", "vgg16", "resnet18"), batchSize).stream()
                .flatMap(
                    workload ->
                        workload.problems(List.of(Direction.FORWARD, Direction.BACKWARD)).stream())
                .toList());
    assertThat(problems).hasSize(124);
    return problems;
  }
}
