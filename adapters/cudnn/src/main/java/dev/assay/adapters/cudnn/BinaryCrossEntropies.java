package dev.assay.adapters.cudnn;

import dev.assay.reference.op.BinaryCrossEntropy;
import dev.assay.reference.op.CrossEntropy;

/**
 * Binary cross entropy from logits, as the cross entropy of two classes whose logits are x and 0:
 * the softmax of these is σ(x) and σ(−x). cuDNN has no logarithm of its own.
 */
final class BinaryCrossEntropies implements Loss {
  private static final int CLASSES = 2;

  private final Plan plan;
  private final Arithmetic arithmetic;
  private final int size;
  private final CrossEntropies ofTwo;

  /** Pairs of logits, of which the second stays 0, and of fractions. */
  private final DeviceArray logits;

  private final DeviceArray fractions;

  BinaryCrossEntropies(Plan plan, BinaryCrossEntropy loss) {
    this.plan = plan;
    arithmetic = new Arithmetic(plan);
    size = loss.shape().size();
    ofTwo = new CrossEntropies(plan, new CrossEntropy(size, CLASSES));
    logits = plan.filled(CLASSES * size, 0);
    fractions = plan.allocate(CLASSES * size);
  }

  @Override
  public void value(DeviceArray prediction, DeviceArray target, DeviceArray loss) {
    pair(prediction, target);
    ofTwo.value(logits, fractions, loss);
  }

  @Override
  public void prepareGradient(DeviceArray prediction, DeviceArray target) {
    pair(prediction, target);
    ofTwo.prepareGradient(logits, fractions);
  }

  @Override
  public void gradient(DeviceArray prediction, DeviceArray target, DeviceArray ofPrediction) {
    DeviceArray ofPairs = plan.allocate(CLASSES * size);
    ofTwo.gradient(logits, fractions, ofPairs);
    arithmetic.copy(size, ofPairs, CLASSES, ofPrediction, 1);
  }

  /** Appends x → (x, 0) and t → (t, 1 − t). */
  private void pair(DeviceArray prediction, DeviceArray target) {
    DeviceArray rest = plan.filled(size, 1);
    arithmetic.copy(size, prediction, 1, logits, CLASSES);
    arithmetic.copy(size, target, 1, fractions, CLASSES);
    DeviceArray others = plan.allocate(size);
    arithmetic.add(-1, arithmetic.flat(target), 1, arithmetic.flat(rest), others);
    arithmetic.copy(size, others, 1, fractions.part(1, CLASSES * size - 1), CLASSES);
  }
}
