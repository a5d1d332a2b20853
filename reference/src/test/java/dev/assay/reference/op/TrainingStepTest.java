package dev.assay.reference.op;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.assay.reference.numeric.Gauge;
import dev.assay.reference.numeric.ProductPrecision;
import dev.assay.reference.tensor.Shape;
import dev.assay.reference.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Training steps of a network small enough for finite differences, which has every wiring. */
class TrainingStepTest {
  private static final int BATCH = 3;
  private static final int CLASSES = 3;
  private static final double RATE = 0.1;
  private static final double DECAY = 0.01;

  private static final Architecture TINY = new Tiny();
  private static final Network LAYERS = TINY.network(BATCH, TINY.size());
  private static final int LEARNED = LAYERS.parameters().size();
  private static final int NORMALIZATIONS = LAYERS.normalizations().size();

  /** A residual block of two convolutions behind another one, then classes of what is kept. */
  private static final class Tiny implements Architecture {
    @Override
    public String name() {
      return "tiny";
    }

    @Override
    public String source() {
      return "a test";
    }

    @Override
    public int channels() {
      return 2;
    }

    @Override
    public Extent size() {
      return new Extent(4, 4);
    }

    @Override
    public int classes() {
      return CLASSES;
    }

    @Override
    public Network network(Shape input) {
      NetworkBuilder layers = new NetworkBuilder(name(), input);
      layers.conv("conv1", 3, 3, 1, 1);
      layers.batchNorm("bn1");
      int below = layers.tanh("tanh1");
      layers.convWithoutBias("conv2", 3, 3, 1, 1);
      int above = layers.batchNorm("bn2");
      layers.add("add", above, below);
      layers.globalAveragePool("pool");
      layers.flatten("flatten");
      layers.dropout("dropout");
      layers.linear("linear", classes());
      return layers.build();
    }
  }

  private static TrainingStep step(Stage until, Optimizer optimizer, double momentum, int steps) {
    return new TrainingStep(
        TINY, BATCH, TINY.size(), until, optimizer, RATE, momentum, DECAY, steps);
  }

  /** Images, labels, parameters, running statistics, a mask. */
  private static List<Tensor> inputs() {
    Random random = new Random(5);
    List<Tensor> inputs = new ArrayList<>();
    for (Operand operand : step(Stage.LOSS, Optimizer.SGD, 0, 1).operands()) {
      double[] values = random.doubles(operand.shape().size(), -1, 1).toArray();
      if (operand.role() == Operand.Role.DISTRIBUTION) {
        Arrays.fill(values, 0);
        for (int image = 0; image < BATCH; image++) {
          values[image * CLASSES + image % CLASSES] = 1;
        }
      } else if (operand.role() == Operand.Role.POSITIVE) {
        Arrays.setAll(values, i -> 1 + Math.abs(values[i]));
      } else if (operand.role() == Operand.Role.MASK) {
        Arrays.setAll(values, i -> values[i] > 0 ? 1 : 0);
      }
      inputs.add(new Tensor(operand.shape(), values));
    }
    return inputs;
  }

  private static List<double[]> results(Composite operation, List<Tensor> inputs) {
    List<Formula> formulas = operation.forwardAll(inputs);
    List<double[]> results = new ArrayList<>();
    for (int i = 0; i < formulas.size(); i++) {
      results.add(Evaluate.all(formulas.get(i), operation.outputs().get(i).shape().size()));
    }
    return results;
  }

  private static double loss(List<Tensor> inputs) {
    return results(step(Stage.LOSS, Optimizer.SGD, 0, 1), inputs).get(1)[0];
  }

  private static List<double[]> gradients(List<Tensor> inputs) {
    return results(step(Stage.GRADIENTS, Optimizer.SGD, 0, 1), inputs).subList(2, 2 + LEARNED);
  }

  private static List<Tensor> with(List<Tensor> inputs, int position, double[] values) {
    List<Tensor> changed = new ArrayList<>(inputs);
    changed.set(position, new Tensor(inputs.get(position).shape(), values));
    return changed;
  }

  @Test
  void gradientsAreThoseOfTheLoss() {
    List<Tensor> inputs = inputs();
    List<double[]> gradients = gradients(inputs);
    double epsilon = 1e-5;
    for (int p = 0; p < LEARNED; p++) {
      int position = TrainingStep.FIRST_PARAMETER + p;
      double[] weights = inputs.get(position).values();
      for (int i = 0; i < weights.length; i++) {
        double[] above = weights.clone();
        above[i] += epsilon;
        double[] below = weights.clone();
        below[i] -= epsilon;
        double difference =
            loss(with(inputs, position, above)) - loss(with(inputs, position, below));
        assertThat(gradients.get(p)[i])
            .as("%s, element %d", LAYERS.parameters().get(p).name(), i)
            .isCloseTo(difference / (2 * epsilon), within(1e-8));
      }
    }
  }

  @Test
  void theLossIsThatOfTheLogits() {
    List<double[]> results = results(step(Stage.LOSS, Optimizer.SGD, 0, 1), inputs());
    double[] logits = results.get(0);
    double expected = 0;
    for (int image = 0; image < BATCH; image++) {
      double sum = 0;
      for (int c = 0; c < CLASSES; c++) {
        sum += Math.exp(logits[image * CLASSES + c]);
      }
      expected += Math.log(sum) - logits[image * CLASSES + image % CLASSES];
    }
    assertThat(results.get(1)[0]).isCloseTo(expected / BATCH, within(1e-12));
  }

  /** w ← w − α·(g + λ·w), of each parameter's own gradient. */
  @Test
  void aStepGoesDownTheGradient() {
    List<Tensor> inputs = inputs();
    List<double[]> gradients = gradients(inputs);
    List<double[]> updated = results(step(Stage.UPDATE, Optimizer.SGD, 0, 1), inputs);
    for (int p = 0; p < LEARNED; p++) {
      double[] g = gradients.get(p);
      double[] w = inputs.get(TrainingStep.FIRST_PARAMETER + p).values();
      double[] expected = new double[w.length];
      Arrays.setAll(expected, i -> w[i] - RATE * (g[i] + DECAY * w[i]));
      assertThat(updated.get(2 + p)).containsExactly(expected, within(1e-12));
    }
  }

  /** v ← μ·v + g + λ·w, w ← w − α·v, from v = 0 on. */
  @Test
  void momentumIsKeptFromStepToStep() {
    double mu = 0.9;
    List<Tensor> state = inputs();
    List<double[]> velocities = new ArrayList<>();
    for (int step = 0; step < 3; step++) {
      List<double[]> gradients = gradients(state);
      for (int p = 0; p < LEARNED; p++) {
        int position = TrainingStep.FIRST_PARAMETER + p;
        double[] w = state.get(position).values();
        double[] g = gradients.get(p);
        double[] before = step == 0 ? new double[w.length] : velocities.get(p);
        double[] v = new double[w.length];
        Arrays.setAll(v, i -> mu * before[i] + g[i] + DECAY * w[i]);
        double[] moved = new double[w.length];
        Arrays.setAll(moved, i -> w[i] - RATE * v[i]);
        if (step == 0) {
          velocities.add(v);
        } else {
          velocities.set(p, v);
        }
        state = with(state, position, moved);
      }
    }
    List<double[]> updated = results(step(Stage.UPDATE, Optimizer.SGD, mu, 3), inputs());
    for (int p = 0; p < LEARNED; p++) {
      assertThat(updated.get(2 + p))
          .containsExactly(state.get(TrainingStep.FIRST_PARAMETER + p).values(), within(1e-10));
    }
  }

  /** In its first step Adam moves every weight by α, whatever the gradient. */
  @Test
  void adamCountsItsSteps() {
    List<Tensor> inputs = inputs();
    TrainingStep first =
        new TrainingStep(TINY, BATCH, TINY.size(), Stage.UPDATE, Optimizer.ADAM, RATE, 0, 0, 1);
    List<double[]> gradients = gradients(inputs);
    List<double[]> updated = results(first, inputs);
    for (int p = 0; p < LEARNED; p++) {
      double[] w = inputs.get(TrainingStep.FIRST_PARAMETER + p).values();
      for (int i = 0; i < w.length; i++) {
        double g = gradients.get(p)[i];
        double expected = w[i] - RATE * g / (Math.abs(g) + 1e-8);
        assertThat(updated.get(2 + p)[i]).isCloseTo(expected, within(1e-9));
      }
    }
    assertThat(((Adam) first.update(7, 3)).step()).isEqualTo(3);
  }

  @Test
  void severalStepsAreOneAfterTheOther() {
    List<Tensor> state = inputs();
    for (int step = 0; step < 2; step++) {
      List<double[]> moved = results(step(Stage.UPDATE, Optimizer.SGD, 0, 1), state);
      for (int i = 0; i < LEARNED + 2 * NORMALIZATIONS; i++) {
        state = with(state, TrainingStep.FIRST_PARAMETER + i, moved.get(2 + i));
      }
    }
    List<double[]> atOnce = results(step(Stage.UPDATE, Optimizer.SGD, 0, 2), inputs());
    for (int i = 0; i < LEARNED + 2 * NORMALIZATIONS; i++) {
      assertThat(atOnce.get(2 + i))
          .containsExactly(state.get(TrainingStep.FIRST_PARAMETER + i).values(), within(1e-12));
    }
  }

  /** 0.9 of the old, 0.1 of the batch's own. */
  @Test
  void runningStatisticsMove() {
    List<Tensor> inputs = inputs();
    Operation conv = LAYERS.nodes().get(0).operation();
    double[] data =
        Evaluate.output(
            conv, inputs.get(0).values(), inputs.get(2).values(), inputs.get(3).values());
    List<double[]> results = results(step(Stage.UPDATE, Optimizer.SGD, 0, 1), inputs);
    int pixels = 16;
    for (int channel = 0; channel < 3; channel++) {
      double sum = 0;
      double squares = 0;
      for (int image = 0; image < BATCH; image++) {
        for (int i = 0; i < pixels; i++) {
          double x = data[(image * 3 + channel) * pixels + i];
          sum += x;
          squares += x * x;
        }
      }
      double mean = sum / (BATCH * pixels);
      double variance = squares / (BATCH * pixels) - mean * mean;
      double oldMean = inputs.get(TrainingStep.FIRST_PARAMETER + LEARNED).get(channel);
      double oldVariance = inputs.get(TrainingStep.FIRST_PARAMETER + LEARNED + 1).get(channel);
      assertThat(results.get(2 + LEARNED)[channel])
          .isCloseTo(0.9 * oldMean + 0.1 * mean, within(1e-10));
      assertThat(results.get(2 + LEARNED + 1)[channel])
          .isCloseTo(0.9 * oldVariance + 0.1 * variance, within(1e-10));
    }
  }

  @Test
  void aStepComputesMoreThanItsLayers() {
    assertThat(step(Stage.UPDATE, Optimizer.SGD, 0, 1).operations())
        .extracting(Operation::name)
        .contains("conv2d", "batch-norm", "batch-norm-statistics", "cross-entropy", "sgd");
    assertThat(step(Stage.UPDATE, Optimizer.ADAM, 0, 1).operations())
        .extracting(Operation::name)
        .contains("adam")
        .doesNotContain("sgd");
    assertThat(step(Stage.GRADIENTS, Optimizer.SGD, 0, 1).operations())
        .extracting(Operation::name)
        .contains("batch-norm", "cross-entropy")
        .doesNotContain("batch-norm-statistics", "sgd");
    assertThat(new Inference(TINY, BATCH, TINY.size()).operations())
        .extracting(Operation::name)
        .contains("batch-norm-inference")
        .doesNotContain("batch-norm", "cross-entropy");
  }

  @Test
  void inUseTheRunningStatisticsCount() {
    List<Tensor> inputs = inputs();
    List<Tensor> used = new ArrayList<>(inputs.subList(0, inputs.size() - 1));
    used.remove(1);
    Inference inference = new Inference(TINY, BATCH, TINY.size());
    assertThat(inference.outputs()).extracting(Output::name).containsExactly("logits");
    double[] logits = results(inference, used).get(0);
    assertThat(logits).isNotEqualTo(results(step(Stage.LOSS, Optimizer.SGD, 0, 1), inputs).get(0));

    // With the batch's own statistics as the running ones, use is training that drops nothing.
    List<Tensor> same = used;
    for (int i = 0; i < NORMALIZATIONS; i++) {
      double[] own = batchStatistics(same, i);
      int position = 1 + LEARNED + 2 * i;
      same = with(same, position, Arrays.copyOfRange(own, 0, 3));
      same = with(same, position + 1, Arrays.copyOfRange(own, 3, 6));
    }
    assertThat(results(inference, same).get(0))
        .containsExactly(
            logitsWithoutDropout(step(Stage.LOSS, Optimizer.SGD, 0, 1).given(inputs).parameters()),
            within(1e-10));
  }

  /** What a step makes of running statistics of 0: a tenth of the batch's own. */
  private static double[] batchStatistics(List<Tensor> used, int which) {
    List<Tensor> inputs = new ArrayList<>(used);
    inputs.add(1, inputs().get(1));
    inputs.add(inputs().get(inputs.size()));
    int position = TrainingStep.FIRST_PARAMETER + LEARNED + 2 * which;
    inputs = with(with(inputs, position, new double[3]), position + 1, new double[3]);
    List<double[]> results = results(step(Stage.UPDATE, Optimizer.SGD, 0, 1), inputs);
    double[] both = new double[6];
    for (int i = 0; i < 6; i++) {
      both[i] = 10 * results.get(2 + LEARNED + 2 * which + i / 3)[i % 3];
    }
    return both;
  }

  /**
   * The logits of an image of which nothing is kept are the bias, and its features learn nothing.
   */
  @Test
  void whatIsDroppedCountsForNothing() {
    List<Tensor> inputs = inputs();
    TrainingStep step = step(Stage.GRADIENTS, Optimizer.SGD, 0, 1);
    TrainingStep.Given<Tensor> given = step.given(inputs);
    assertThat(given.masks()).hasSize(1);
    assertThat(given.running()).hasSize(2 * NORMALIZATIONS);
    int ofMask = inputs.size() - 1;

    List<double[]> none =
        results(step, with(inputs, ofMask, new double[given.masks().get(0).size()]));
    double[] bias = given.parameters().get(LEARNED - 1).values();
    for (int image = 0; image < BATCH; image++) {
      assertThat(Arrays.copyOfRange(none.get(0), image * CLASSES, (image + 1) * CLASSES))
          .containsExactly(bias);
    }
    assertThat(none.get(2)).containsOnly(0);
  }

  /** Since half is dropped: if all is kept, logits are those of weights twice as large. */
  @Test
  void whatIsKeptCountsTwice() {
    List<Tensor> inputs = inputs();
    TrainingStep step = step(Stage.LOSS, Optimizer.SGD, 0, 1);
    TrainingStep.Given<Tensor> given = step.given(inputs);
    double[] all = new double[given.masks().get(0).size()];
    Arrays.fill(all, 1);
    List<Tensor> parameters = new ArrayList<>(given.parameters());
    Tensor weights = parameters.get(LEARNED - 2);
    double[] doubled = Arrays.stream(weights.values()).map(w -> 2 * w).toArray();
    parameters.set(LEARNED - 2, new Tensor(weights.shape(), doubled));

    assertThat(results(step, with(inputs, inputs.size() - 1, all)).get(0))
        .containsExactly(logitsWithoutDropout(parameters), within(1e-12));
  }

  private static double[] logitsWithoutDropout(List<Tensor> parameters) {
    return NetworkPass.ofTraining(LAYERS.withoutDropouts(), parameters, List.of(), Noise.NONE)
        .forward(inputs().get(0))
        .values();
  }

  @Test
  void inUseNothingIsDropped() {
    Network inUse = new Inference(TINY, BATCH, TINY.size()).layers();
    assertThat(LAYERS.dropouts()).hasSize(1);
    assertThat(inUse.dropouts()).isEmpty();
    assertThat(inUse.parameters())
        .extracting(Network.Parameter::name)
        .isEqualTo(LAYERS.parameters().stream().map(Network.Parameter::name).toList());
  }

  @Test
  void outputsAreNamedAndShapedLikeWhatTheyAre() {
    assertThat(step(Stage.LOSS, Optimizer.SGD, 0, 1).outputs())
        .containsExactly(
            new Output("logits", Shape.of(BATCH, CLASSES)), new Output("loss", Shape.of(1)));
    assertThat(step(Stage.GRADIENTS, Optimizer.SGD, 0, 1).outputs())
        .hasSize(2 + LEARNED)
        .contains(new Output("gradient of conv1 weights", Shape.of(3, 2, 3, 3)));
    assertThat(step(Stage.UPDATE, Optimizer.SGD, 0, 1).outputs())
        .hasSize(2 + LEARNED + 2 * NORMALIZATIONS)
        .contains(new Output("updated linear weights", Shape.of(3, 3)));
    assertThat(step(Stage.LOSS, Optimizer.SGD, 0, 1).outputShape())
        .isEqualTo(Shape.of(BATCH, CLASSES));
  }

  @Test
  void gradientsAreTwiceTheWorkOfThePass() {
    double forward = LAYERS.forwardFlops();
    assertThat(step(Stage.LOSS, Optimizer.SGD, 0, 1).forwardFlops()).isEqualTo(forward);
    assertThat(step(Stage.GRADIENTS, Optimizer.SGD, 0, 1).forwardFlops()).isEqualTo(3 * forward);
    assertThat(step(Stage.UPDATE, Optimizer.SGD, 0, 4).forwardFlops()).isEqualTo(12 * forward);
    assertThat(new Inference(TINY, BATCH, TINY.size()).forwardFlops())
        .isEqualTo(LAYERS.withoutDropouts().forwardFlops())
        .isLessThan(forward);
  }

  /** Wide enough for honest float32, and far below what a fault would do. */
  @Test
  void boundsAreSomeRoundingsWide() {
    TrainingStep step = step(Stage.GRADIENTS, Optimizer.SGD, 0, 1);
    List<Formula> formulas = step.forwardAll(inputs());
    double unit = Math.pow(2, -24);
    List<Double> bounds = new ArrayList<>();
    for (Formula formula : formulas) {
      Gauge gauge = new Gauge();
      gauge.reset();
      formula.compute(0, gauge);
      bounds.add(gauge.inherited() * unit);
    }
    assertThat(bounds).allSatisfy(bound -> assertThat(bound).isBetween(unit / 10, 1000 * unit));
    assertThat(bounds.get(1)).isGreaterThanOrEqualTo(2 * bounds.get(0));
  }

  /** 2⁻¹⁰ of a factor is 2¹⁴ roundings of float32, 2⁻⁷ eight times as much. */
  @Test
  void boundsAreWiderWhereFactorsAreShorter() {
    double float32 = boundOfLogits(ProductPrecision.F32);
    double tf32 = boundOfLogits(ProductPrecision.TF32);

    assertThat(tf32 / float32).isBetween(1e3, 1e5);
    assertThat(boundOfLogits(ProductPrecision.BF16) / tf32).isBetween(4.0, 16.0);
  }

  private static double boundOfLogits(ProductPrecision precision) {
    Gauge gauge = new Gauge();
    step(Stage.LOSS, Optimizer.SGD, 0, 1)
        .forwardAll(inputs(), precision, NoisyPasses.FEW)
        .get(0)
        .compute(0, gauge);
    return gauge.inherited();
  }

  @Test
  void whatMakesNoSenseIsRefused() {
    assertThatThrownBy(() -> step(Stage.GRADIENTS, Optimizer.SGD, 0, 2))
        .hasMessageContaining("steps=2 need until=update, not gradients");
    assertThatThrownBy(() -> step(Stage.UPDATE, Optimizer.ADAM, 0.9, 1))
        .hasMessageContaining("momentum=0.9 is not for adam");
    assertThatThrownBy(() -> step(Stage.UPDATE, Optimizer.SGD, 1, 1))
        .hasMessageContaining("must be from 0 to below 1");
    assertThatThrownBy(
            () ->
                new TrainingStep(TINY, 0, TINY.size(), Stage.UPDATE, Optimizer.SGD, RATE, 0, 0, 1))
        .hasMessageContaining("n=0");
    assertThatThrownBy(
            () -> new TrainingStep(TINY, 1, TINY.size(), Stage.UPDATE, Optimizer.SGD, 0, 0, 0, 1))
        .hasMessageContaining("learning-rate=0.0");
    assertThatThrownBy(() -> new Inference(TINY, 0, TINY.size())).hasMessageContaining("n=0");
    TrainingStep published =
        new TrainingStep(TINY, 1, new Extent(0, 0), Stage.UPDATE, Optimizer.SGD, RATE, 0, 0, 1);
    assertThat(published.size()).isEqualTo(TINY.size());
    assertThat(new Inference(TINY, 1, new Extent(0, 0)).size()).isEqualTo(TINY.size());
  }
}
