package dev.assay.adapters.cudnn;

import dev.assay.reference.op.MeanSquaredError;

/** Mean squared error: the scalar product of the differences with themselves. */
final class SquaredErrors implements Loss {
  private final Plan plan;
  private final Arithmetic arithmetic;
  private final int size;

  SquaredErrors(Plan plan, MeanSquaredError loss) {
    this.plan = plan;
    arithmetic = new Arithmetic(plan);
    size = loss.shape().size();
  }

  @Override
  public void value(DeviceArray prediction, DeviceArray target, DeviceArray loss) {
    DeviceArray differences = plan.allocate(size);
    subtract(prediction, target, differences);
    arithmetic.dot(differences, differences, loss);
    arithmetic.scale(1.0 / size, loss);
  }

  @Override
  public void gradient(DeviceArray prediction, DeviceArray target, DeviceArray ofPrediction) {
    subtract(prediction, target, ofPrediction);
    arithmetic.scale(2.0 / size, ofPrediction);
  }

  private void subtract(DeviceArray prediction, DeviceArray target, DeviceArray differences) {
    arithmetic.add(1, arithmetic.flat(prediction), -1, arithmetic.flat(target), differences);
  }
}
