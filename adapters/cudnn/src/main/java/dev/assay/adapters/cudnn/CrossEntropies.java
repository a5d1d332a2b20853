package dev.assay.adapters.cudnn;

import dev.assay.reference.op.CrossEntropy;
import dev.assay.reference.op.LogSoftmax;
import dev.assay.reference.tensor.Shape;
import java.util.List;

/**
 * Cross entropy from logits: the logarithm of the softmax, and its scalar product with the target.
 * The gradient of that logarithm for g = −t/n is that of the loss.
 */
final class CrossEntropies implements Loss {
  private final Plan plan;
  private final Softmaxes softmax;
  private final DeviceArray logarithms;
  private final double mean;

  CrossEntropies(Plan plan, CrossEntropy loss) {
    this(plan, Shape.of(loss.n(), loss.classes()), loss.n());
  }

  /**
   * That of rows.
   *
   * @param shape of logits and target, two axes
   * @param parts what the sum is divided by
   */
  CrossEntropies(Plan plan, Shape shape, int parts) {
    this.plan = plan;
    int axis = 1;
    double beta = 1;
    softmax = Softmaxes.of(plan, new LogSoftmax(shape, axis, beta));
    logarithms = plan.allocate(shape.size());
    mean = -1.0 / parts;
  }

  @Override
  public void value(DeviceArray logits, DeviceArray target, DeviceArray loss) {
    prepareGradient(logits, target);
    Arithmetic arithmetic = new Arithmetic(plan);
    arithmetic.dot(logarithms, target, loss);
    arithmetic.scale(mean, loss);
  }

  @Override
  public void prepareGradient(DeviceArray logits, DeviceArray target) {
    softmax.forward(new Pass(List.of(logits), logarithms));
  }

  @Override
  public void gradient(DeviceArray logits, DeviceArray target, DeviceArray ofLogits) {
    softmax.gradient(mean, logarithms, target, ofLogits);
  }
}
