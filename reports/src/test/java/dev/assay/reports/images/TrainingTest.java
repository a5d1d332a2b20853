package dev.assay.reports.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.assay.reference.dataset.Images;
import dev.assay.reference.dataset.Normalization;
import dev.assay.reference.init.Initializer;
import dev.assay.reference.op.Architecture;
import dev.assay.reference.op.Extent;
import dev.assay.reference.op.InvalidOperationException;
import dev.assay.reference.op.Optimizer;
import dev.assay.reference.oracle.Oracle;
import dev.assay.reference.problem.Problem;
import dev.assay.reference.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Steps that pass on what the optimiser remembers. As long as all see the same batch, a training
 * step of several says what must come out.
 */
class TrainingTest {
  private static final Initializer HE = new Initializer.HeUniform();
  private static final int BATCH = 2;
  private static final Batches IN_ORDER = new Batches(BATCH, BATCH, OptionalLong.empty());

  /** Images of noise, small ones for a network that takes them. */
  private static ImageInput noise(String network, int side) {
    Architecture architecture = Architecture.parse(network);
    List<byte[]> pixels = new ArrayList<>();
    Random random = new Random(3);
    for (int i = 0; i < BATCH; i++) {
      byte[] image = new byte[architecture.channels() * side * side];
      random.nextBytes(image);
      pixels.add(image);
    }
    Images images =
        Images.of(architecture.channels(), new Extent(side, side), pixels, new int[] {3, 7});
    return new ImageInput(
        architecture, images, Normalization.NONE, List.of(), List.of(), ImagesFormat.IDX);
  }

  private static Recipe recipe(Optimizer optimizer, double momentum, double decay) {
    return new Recipe(optimizer, 0.01, RateSchedule.CONSTANT, momentum, decay);
  }

  private static List<float[]> solve(Problem problem, List<Tensor> inputs) {
    return Training.floats(new Oracle(problem, inputs));
  }

  @ParameterizedTest
  @CsvSource({
    "lenet5, 32, SGD, 0, 0.1, 1e-4",
    "lenet5, 32, SGD, 0.9, 0.1, 1e-4",
    "lenet5, 32, ADAM, 0, 0.1, 1e-3",
    "resnet20, 8, SGD, 0.9, 0.1, 2e-3",
  })
  void stepByStepIsWhatSeveralStepsAre(
      String network,
      int side,
      Optimizer optimizer,
      double momentum,
      double decay,
      float tolerance) {
    int steps = 3;
    ImageInput input = noise(network, side);
    Training training =
        new Training(input, IN_ORDER, steps, recipe(optimizer, momentum, decay), HE, 5);
    TrainingState state = training.start();
    double loss = 0;
    for (int i = 0; i < steps; i++) {
      Training.Advance advance = training.advance(i, state, TrainingTest::solve);
      loss = advance.loss();
      state = advance.after();
    }

    Problem atOnce =
        Problem.parse(
            String.format(
                "training-step network=%s n=%d size=%dx%d optimizer=%s momentum=%s decay=%s"
                    + " steps=%d",
                network, BATCH, side, side, optimizer, momentum, decay, steps));
    List<Tensor> inputs = new ArrayList<>();
    inputs.add(input.images().batch(0, BATCH, Normalization.NONE));
    inputs.add(input.images().labels(IN_ORDER.images(0), 10));
    inputs.addAll(training.start().network());
    List<float[]> expected = solve(atOnce, inputs);
    assertThat(loss).isCloseTo(expected.get(1)[0], within(1e-3));
    assertThat(state.network()).hasSize(expected.size() - 2);
    for (int i = 0; i < state.network().size(); i++) {
      assertThat(state.network().get(i).toFloats())
          .as(atOnce.results().get(i + 2).name())
          .containsExactly(expected.get(i + 2), within(tolerance));
    }
  }

  /** Half of what goes into each dropout, drawn anew in every step, and again by the same seed. */
  @Test
  void everyStepDropsSomethingElse() {
    List<Tensor> first = masks(0, 5);
    assertThat(first).extracting(Tensor::size).containsExactly(BATCH * 256, BATCH * 4096);
    for (Tensor mask : first) {
      double kept = Arrays.stream(mask.values()).sum() / mask.size();
      assertThat(kept).isCloseTo(0.5, within(0.1));
      assertThat(mask.values()).containsOnly(0, 1);
    }
    assertThat(masks(0, 5).get(1).values()).containsExactly(first.get(1).values());
    assertThat(masks(1, 5).get(1).values()).isNotEqualTo(first.get(1).values());
    assertThat(masks(0, 6).get(1).values()).isNotEqualTo(first.get(1).values());
  }

  /** The masks of a step, which nobody computes. */
  private static List<Tensor> masks(int step, long seed) {
    Training training =
        new Training(noise("alexnet-2012", 67), IN_ORDER, 2, recipe(Optimizer.SGD, 0, 0), HE, seed);
    List<Tensor> masks = new ArrayList<>();
    assertThatThrownBy(
            () ->
                training.advance(
                    step,
                    training.start(),
                    (problem, inputs) -> {
                      masks.addAll(inputs.subList(inputs.size() - 2, inputs.size()));
                      throw new InterruptedException();
                    }))
        .isInstanceOf(InterruptedException.class);
    return masks;
  }

  @Test
  void theLearningRateComesDownInStairs() {
    RateSchedule schedule = RateSchedule.parse("0.1@3");
    Recipe recipe = new Recipe(Optimizer.SGD, 0.5, schedule, 0, 0);
    assertThat(recipe.learningRate(2)).isEqualTo(0.5);
    assertThat(recipe.learningRate(3)).isCloseTo(0.05, within(1e-12));
    assertThat(recipe.learningRate(6)).isCloseTo(0.005, within(1e-12));
    for (String none : List.of("0.1", "@3", "0.1@", "0@3", "2@3", "0.1@0", "x@3", "0.1@3@3")) {
      assertThatThrownBy(() -> RateSchedule.parse(none))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("FACTOR@STEPS");
    }
  }

  @Test
  void aLearningRateThatComesDownToNothingIsRefusedAtOnce() {
    Recipe recipe = new Recipe(Optimizer.SGD, 0.5, new RateSchedule(1e-9, 1), 0, 0);
    ImageInput input = noise("lenet5", 32);
    assertThatThrownBy(() -> new Training(input, IN_ORDER, 100, recipe, HE, 5))
        .isInstanceOf(InvalidOperationException.class)
        .hasMessageContaining("learning-rate");
  }

  @Test
  void oneBatchComesAfterTheOther() {
    ImageInput input = noise("lenet5", 32);
    Training training =
        new Training(
            input,
            new Batches(BATCH, 1, OptionalLong.empty()),
            3,
            recipe(Optimizer.SGD, 0, 0),
            HE,
            5);
    List<Tensor> labels = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      training.advance(
          i,
          training.start(),
          (problem, inputs) -> {
            labels.add(inputs.get(1));
            return solve(problem, inputs);
          });
    }
    assertThat(labels.get(0).get(3)).isEqualTo(1);
    assertThat(labels.get(1).get(7)).isEqualTo(1);
    assertThat(labels.get(2).get(3)).isEqualTo(1);
  }
}
