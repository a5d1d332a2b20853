package dev.assay.adapters.cudnn;

import dev.assay.reference.op.Add;

/** Sums of two arrays; both gradients are copies. */
final class Sums implements Layer {
  private static final int A = 0;
  private static final int B = 1;

  private final Plan plan;
  private final int[] sizes;

  Sums(Plan plan, Add add) {
    this.plan = plan;
    sizes = Dimensions.of(add.shape());
  }

  @Override
  public void forward(Pass pass) {
    Arithmetic arithmetic = new Arithmetic(plan);
    arithmetic.add(
        arithmetic.operand(pass.operand(A), sizes),
        arithmetic.operand(pass.operand(B), sizes),
        pass.result());
  }

  @Override
  public void backward(Pass pass, DeviceArray ofResult, Gradients gradients) {
    gradients.of(A, ofA -> plan.copy(ofResult, ofA));
    gradients.of(B, ofB -> plan.copy(ofResult, ofB));
  }

  @Override
  public boolean needsResult() {
    return false;
  }
}
