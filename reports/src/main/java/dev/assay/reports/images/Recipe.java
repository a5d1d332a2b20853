package dev.assay.reports.images;

import dev.assay.reference.op.Optimizer;

/**
 * How parameters are moved in a training.
 *
 * @param optimizer the rule
 * @param learningRate that of the first step
 * @param schedule how the rate comes down
 * @param momentum μ of gradient descent; 0 for none
 * @param decay weight of the penalty ½·|w|²
 */
public record Recipe(
    Optimizer optimizer,
    double learningRate,
    RateSchedule schedule,
    double momentum,
    double decay) {

  /** The learning rate of a step, counted from 0. */
  double learningRate(int step) {
    return learningRate * schedule.factor(step);
  }
}
