package dev.assay.adapters.cudnn;

import dev.assay.reference.op.LeakyRelu;
import dev.assay.reference.op.RandomizedLeakyRelu;
import dev.assay.reference.tensor.Shape;
import java.util.function.Function;

/**
 * Relus with slopes for what is not positive, which cuDNN's functions lack:
 *
 * <pre>
 *   y = max(x, 0) + a·min(x, 0)        ∂x = g·s,  s = a − a·[x &gt; 0] + [x &gt; 0]
 * </pre>
 *
 * where of every sum one term is zero, so that nothing rounds but the products. [x &gt; 0] is what
 * the gradient of a relu tells.
 */
final class LeakyRelus implements Layer {
  private static final int X = 0;
  private static final int SLOPES = 1;

  private final Plan plan;
  private final Arithmetic arithmetic;
  private final int[] sizes;
  private final Function<Pass, DeviceArray> slopes;

  private LeakyRelus(Plan plan, Shape shape, Function<Pass, DeviceArray> slopes) {
    this.plan = plan;
    this.arithmetic = new Arithmetic(plan);
    this.sizes = Dimensions.of(shape);
    this.slopes = slopes;
  }

  static Layer of(Plan plan, LeakyRelu relu) {
    DeviceArray slopes = plan.filled(relu.shape().size(), relu.slope());
    return new LeakyRelus(plan, relu.shape(), pass -> slopes);
  }

  static Layer of(Plan plan, RandomizedLeakyRelu relu) {
    return new LeakyRelus(plan, relu.shape(), pass -> pass.operand(SLOPES));
  }

  private Arithmetic.Operand operand(DeviceArray array) {
    return arithmetic.operand(array, sizes);
  }

  @Override
  public void forward(Pass pass) {
    Arithmetic.Operand zero = arithmetic.operand(plan.load(0), Dimensions.ones(sizes));
    DeviceArray negative = plan.allocate(pass.x().size());
    arithmetic.minimum(operand(pass.x()), zero, negative);
    arithmetic.maximum(operand(pass.x()), zero, pass.result());
    arithmetic.multiplyInto(1, operand(negative), operand(slopes.apply(pass)), 1, pass.result());
  }

  @Override
  public void backward(Pass pass, DeviceArray ofResult, Gradients gradients) {
    gradients.of(
        X,
        ofX -> {
          DeviceArray given = slopes.apply(pass);
          DeviceArray ones = plan.filled(given.size(), 1);
          DeviceArray slope = plan.allocate(given.size());
          ReluMask mask = new ReluMask(plan, pass.x(), sizes);
          plan.copy(given, slope);
          mask.accumulate(-1, given, slope);
          mask.accumulate(1, ones, slope);
          arithmetic.multiply(operand(ofResult), operand(slope), ofX);
        });
  }

  @Override
  public boolean needsResult() {
    return false;
  }
}
