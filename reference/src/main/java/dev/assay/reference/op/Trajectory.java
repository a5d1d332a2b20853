package dev.assay.reference.op;

import dev.assay.reference.tensor.Tensor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A training of many steps, each on a batch of its own, as the reference takes it, and how far from
 * it another training may be.
 *
 * <p>Whoever computes with rounding goes a way of its own: what a step rounds changes the
 * parameters of the next one, and differences grow from step to step, however right each step is.
 * How fast they may grow is found as the bound of a single step is (see {@link NetworkPass}): the
 * reference goes the whole way three times, once as it is, and twice with random errors in every
 * element of every layer of every step. Logits may be off by {@value NetworkPass#MARGIN} times the
 * largest difference between the three; the loss by as much as its logits may, twice.
 *
 * <p>So the bound grows as long as the training does. It says less of step 100 than of step 1.
 */
public final class Trajectory {
  private static final int LOGITS = 0;
  private static final int LOSS = 1;
  private static final int FIRST_OF_STATE = 2;

  /** The exact way comes first. */
  private final List<List<Tensor>> states;

  private int steps;

  /**
   * Begins a training.
   *
   * @param state every parameter, then every running mean and variance, as {@link
   *     Network#initialState} gives them
   */
  public Trajectory(List<Tensor> state) {
    states = new ArrayList<>(Collections.nCopies(1 + NetworkPass.NOISY_PASSES, state));
  }

  /**
   * What a step gave, both before its update.
   *
   * @param logitsBound how far from it any logit of another training may be
   * @param lossBound how far from it the loss may be
   */
  public record Point(Tensor logits, double loss, double logitsBound, double lossBound) {}

  /**
   * Takes a step.
   *
   * @param step a single one, with update and without what an optimiser would remember
   */
  public Point advance(TrainingStep step, Tensor images, Tensor labels) {
    Check.require(
        step.steps() == 1
            && step.until() == Stage.UPDATE
            && step.optimizer() == Optimizer.SGD
            && step.momentum() == 0,
        "a trajectory takes single steps of plain gradient descent");
    List<Tensor> exact = List.of();
    double logitsBound = 0;
    double lossBound = 0;
    for (int i = 0; i < states.size(); i++) {
      Noise noise = i == 0 ? Noise.NONE : Noise.seeded((long) steps * NetworkPass.NOISY_PASSES + i);
      List<Tensor> results = results(step, images, labels, states.get(i), noise);
      states.set(i, results.subList(FIRST_OF_STATE, results.size()));
      if (i == 0) {
        exact = results;
      } else {
        logitsBound = Math.max(logitsBound, bound(exact.get(LOGITS), results.get(LOGITS)));
        lossBound = Math.max(lossBound, bound(exact.get(LOSS), results.get(LOSS)));
      }
    }
    steps++;
    return new Point(
        exact.get(LOGITS),
        exact.get(LOSS).get(0),
        logitsBound,
        Math.max(lossBound, 2 * logitsBound));
  }

  private static double bound(Tensor exact, Tensor noisy) {
    return NetworkPass.MARGIN * NetworkPass.largestDifference(exact, noisy);
  }

  private static List<Tensor> results(
      TrainingStep step, Tensor images, Tensor labels, List<Tensor> state, Noise noise) {
    List<Tensor> inputs = new ArrayList<>(List.of(images, labels));
    inputs.addAll(state);
    Tensor[] results = new Tensor[step.outputs().size()];
    step.train(inputs, noise, (output, value) -> results[output] = value);
    return List.of(results);
  }
}
