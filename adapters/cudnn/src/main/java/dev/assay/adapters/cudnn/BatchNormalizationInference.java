package dev.assay.adapters.cudnn;

import dev.assay.reference.op.BatchNormInference;

/**
 * Batch normalisation in inference. Its gradients, for which cuDNN has no call, are made of the
 * same one: ∂x is g normalised without mean and β, ∂γ the sum of g times x̂.
 */
final class BatchNormalizationInference implements Layer {
  private static final int X = 0;
  private static final int GAMMA = 1;
  private static final int BETA = 2;
  private static final int MEAN = 3;
  private static final int VARIANCE = 4;

  private final Plan plan;
  private final int[] sizes;
  private final FixedNormalization normalization;

  BatchNormalizationInference(Plan plan, BatchNormInference norm) {
    this.plan = plan;
    sizes = Dimensions.of(norm.shape());
    normalization = FixedNormalization.perChannel(plan, sizes, norm.epsilon());
  }

  @Override
  public void forward(Pass pass) {
    normalization.append(
        pass.x(),
        new FixedNormalization.Parameters(
            pass.operand(GAMMA), pass.operand(BETA), pass.operand(MEAN), pass.operand(VARIANCE)),
        pass.result());
  }

  @Override
  public void backward(Pass pass, DeviceArray ofResult, Gradients gradients) {
    DeviceArray zeros = plan.filled(sizes[1], 0);
    DeviceArray variance = pass.operand(VARIANCE);
    gradients.of(BETA, ofBeta -> new Bias(plan, sizes).gradient(ofResult, ofBeta));
    gradients.of(
        GAMMA,
        ofGamma -> {
          DeviceArray ones = plan.filled(sizes[1], 1);
          DeviceArray normalized = plan.allocate(pass.x().size());
          normalization.append(
              pass.x(),
              new FixedNormalization.Parameters(ones, zeros, pass.operand(MEAN), variance),
              normalized);
          Arithmetic arithmetic = new Arithmetic(plan);
          arithmetic.multiply(
              arithmetic.operand(normalized, sizes),
              arithmetic.operand(ofResult, sizes),
              normalized);
          new Bias(plan, sizes).gradient(normalized, ofGamma);
        });
    gradients.of(
        X,
        ofX ->
            normalization.append(
                ofResult,
                new FixedNormalization.Parameters(pass.operand(GAMMA), zeros, zeros, variance),
                ofX));
  }

  @Override
  public boolean needsResult() {
    return false;
  }
}
