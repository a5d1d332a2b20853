package dev.assay.adapters.dl4j;

import dev.assay.reference.op.Optimizer;
import dev.assay.reference.op.TrainingStep;
import dev.assay.spi.UnsupportedProblemException;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Sgd;

/** ND4J's updaters: the rules by which Deeplearning4j's layers and SameDiff move parameters. */
public final class Updaters {
  private Updaters() {}

  /**
   * The rule of a training step, without its penalty. ND4J's Adam moves a parameter by
   * α·√(1−β₂ᵗ)/(1−β₁ᵗ)·m/(√v+ε), where Adam's paper has √(v/(1−β₂ᵗ))+ε: the same in the first step
   * with ε·√(1−β₂).
   *
   * @throws UnsupportedProblemException if ND4J has none that is the same
   */
  public static IUpdater of(TrainingStep step) {
    if (step.momentum() > 0) {
      throw new UnsupportedProblemException("no momentum but Nesterov's");
    }
    if (step.optimizer() == Optimizer.SGD) {
      return new Sgd(step.learningRate());
    }
    if (step.steps() > 1) {
      throw new UnsupportedProblemException(
          "Adam's epsilon is added to the root of the uncorrected moment, where it means another one"
              + " in every step");
    }
    dev.assay.reference.op.Adam adam = (dev.assay.reference.op.Adam) step.update(1, 1);
    double epsilon = adam.epsilon() * Math.sqrt(1 - adam.beta2());
    return new Adam(adam.learningRate(), adam.beta1(), adam.beta2(), epsilon);
  }
}
