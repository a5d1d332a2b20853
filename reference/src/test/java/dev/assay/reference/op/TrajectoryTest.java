package dev.assay.reference.op;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.reference.numeric.Gauge;
import dev.assay.reference.oracle.Oracle;
import dev.assay.reference.problem.Fill;
import dev.assay.reference.problem.Problem;
import dev.assay.reference.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class TrajectoryTest {
  private static final String STEP = "training-step network=lenet5 n=2 learning-rate=0.1 seed=3";

  private static Problem problem(String text) {
    return Problem.parse(text);
  }

  private static Problem step(double learningRate) {
    TrainingStep step = (TrainingStep) problem(STEP).operation();
    return Problem.of(
        new TrainingStep(
            step.network(), 2, step.size(), Stage.UPDATE, Optimizer.SGD, learningRate, 0, 0, 1),
        Direction.FORWARD,
        Fill.REAL,
        3);
  }

  private static List<Tensor> state(List<Tensor> inputs) {
    return inputs.subList(2, inputs.size());
  }

  private static Trajectory.Point advance(Trajectory trajectory, Problem problem) {
    List<Tensor> inputs = problem.inputs();
    return trajectory.advance((TrainingStep) problem.operation(), inputs.get(0), inputs.get(1));
  }

  @Test
  void firstStepIsJudgedAsASingleOneIs() {
    Problem problem = problem(STEP);
    Trajectory.Point point = advance(new Trajectory(state(problem.inputs())), problem);

    Oracle oracle = new Oracle(problem);
    Gauge gauge = new Gauge();
    oracle.element(1, 0, gauge);
    assertThat(point.loss()).isEqualTo(gauge.value());
    assertThat(point.lossBound()).isPositive().isLessThanOrEqualTo(oracle.bound(gauge));
    oracle.element(0, 5, gauge);
    assertThat(point.logits().get(5)).isEqualTo(gauge.value());
  }

  @Test
  void goesTheWayOfOneProblemOfSeveralSteps() {
    Problem three = problem(STEP + " steps=3");
    Trajectory trajectory = new Trajectory(state(three.inputs()));
    advance(trajectory, problem(STEP));
    advance(trajectory, problem(STEP));
    Trajectory.Point third = advance(trajectory, problem(STEP));
    Gauge gauge = new Gauge();
    new Oracle(three).element(1, 0, gauge);
    assertThat(third.loss()).isEqualTo(gauge.value());
  }

  /** Whoever rounds his parameters to float32 after each step stays within the bound. */
  @Test
  void roundedTrainingStaysWithinTheBound() {
    List<Double> shares = shares(0.1);
    assertThat(shares).allSatisfy(share -> assertThat(share).isLessThanOrEqualTo(1));
  }

  @Test
  void anotherLearningRateLeavesTheBound() {
    List<Double> shares = shares(0.1001);
    assertThat(shares.get(0)).isLessThanOrEqualTo(1);
    assertThat(shares.get(1)).isGreaterThan(1);
  }

  /** A training with another learning rate, as shares of the bound of one with 0.1. */
  private static List<Double> shares(double learningRate) {
    Problem rounded = step(learningRate);
    List<Tensor> inputs = new ArrayList<>(rounded.inputs());
    Trajectory trajectory = new Trajectory(state(inputs));
    List<Double> shares = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      Trajectory.Point point = advance(trajectory, step(0.1));
      List<Tensor> results = new Oracle(rounded, inputs).results();
      shares.add(Math.abs(results.get(1).get(0) - point.loss()) / point.lossBound());
      List<Tensor> next = new ArrayList<>(inputs.subList(0, 2));
      results
          .subList(2, results.size())
          .forEach(r -> next.add(Tensor.ofFloats(r.shape(), r.toFloats())));
      inputs = next;
    }
    return shares;
  }

  @Test
  void whatAnOptimizerRemembersHasNoPlaceInIt() {
    Problem adam = problem(STEP + " optimizer=adam");
    Trajectory trajectory = new Trajectory(state(adam.inputs()));
    assertThatThrownBy(() -> advance(trajectory, adam))
        .isInstanceOf(InvalidOperationException.class);
  }

  @Test
  void networksStartFromHesWeightsAndTheIdentity() {
    Network network = Architecture.parse("resnet20").network(1, new Extent(32, 32));
    List<Tensor> state = network.initialState(7);
    List<Network.Parameter> parameters = network.parameters();
    assertThat(state).hasSize(parameters.size() + 2 * network.normalizations().size());
    for (int i = 0; i < parameters.size(); i++) {
      Network.Parameter parameter = parameters.get(i);
      Tensor start = state.get(i);
      assertThat(start.shape()).isEqualTo(parameter.shape());
      if (parameter.shape().rank() > 1) {
        double fanIn = (double) start.size() / parameter.shape().dimension(0);
        double bound = Math.sqrt(6 / fanIn);
        assertThat(Arrays.stream(start.values()).map(Math::abs).max().orElse(9))
            .isLessThanOrEqualTo(bound)
            .isGreaterThan(0.9 * bound);
      } else {
        double expected = parameter.name().endsWith("gamma") ? 1 : 0;
        assertThat(start.values()).containsOnly(expected);
      }
    }
    assertThat(state.get(parameters.size()).values()).containsOnly(0);
    assertThat(state.get(parameters.size() + 1).values()).containsOnly(1);
    assertThat(network.initialState(7).get(0).values()).isEqualTo(state.get(0).values());
    assertThat(network.initialState(8).get(0).values()).isNotEqualTo(state.get(0).values());
  }
}
