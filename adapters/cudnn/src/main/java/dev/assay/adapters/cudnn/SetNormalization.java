package dev.assay.adapters.cudnn;

import dev.assay.reference.op.GroupNorm;
import dev.assay.reference.op.InstanceNorm;
import dev.assay.reference.op.LayerNorm;
import dev.assay.reference.tensor.Shape;

/**
 * Layer, group and instance normalisation by cuDNN's batch normalisation: every set of elements
 * that is normalised together lies side by side, so all of them are the channels of one example. γ
 * and β, which belong to other channels, come after that.
 */
final class SetNormalization implements Layer {
  private static final int X = 0;
  private static final int GAMMA = 1;
  private static final int BETA = 2;

  private final Plan plan;
  private final Arithmetic arithmetic;
  private final BatchStatistics statistics;
  private final DeviceArray ones;
  private final DeviceArray zeros;
  private final DeviceArray normalized;

  /** Examples, channels of γ and β, and their positions. */
  private final int[] sizes;

  private SetNormalization(
      Plan plan, Shape shape, int sets, int channels, int positions, double epsilon) {
    this.plan = plan;
    arithmetic = new Arithmetic(plan);
    int[] together = {1, sets, shape.size() / sets, 1};
    statistics = new BatchStatistics(plan, together, epsilon);
    sizes = new int[] {shape.size() / channels / positions, channels, positions, 1};
    ones = plan.filled(sets, 1);
    zeros = plan.filled(sets, 0);
    normalized = plan.allocate(shape.size());
  }

  static Layer of(Plan plan, LayerNorm norm) {
    int positions = 1;
    int channels = norm.parameterShape().size();
    return new SetNormalization(
        plan, norm.shape(), norm.sets(), channels, positions, norm.epsilon());
  }

  static Layer of(Plan plan, GroupNorm norm) {
    if (norm.shape().dimension(1) % norm.groups() != 0) {
      throw new IllegalArgumentException(
          "groups that do not divide the channels: cuDNN is not told of groups");
    }
    return new SetNormalization(
        plan,
        norm.shape(),
        norm.sets(),
        norm.parameterShape().size(),
        norm.positions(),
        norm.epsilon());
  }

  static Layer of(Plan plan, InstanceNorm norm) {
    return new SetNormalization(
        plan,
        norm.shape(),
        norm.sets(),
        norm.parameterShape().size(),
        norm.positions(),
        norm.epsilon());
  }

  private Arithmetic.Operand operand(DeviceArray array) {
    return arithmetic.operand(array, sizes);
  }

  private Arithmetic.Operand perChannel(DeviceArray array) {
    return arithmetic.operand(array, Dimensions.perChannel(sizes));
  }

  @Override
  public void forward(Pass pass) {
    remember(pass);
    arithmetic.multiply(operand(normalized), perChannel(pass.operand(GAMMA)), pass.result());
    arithmetic.addInto(perChannel(pass.operand(BETA)), operand(pass.result()));
  }

  @Override
  public void remember(Pass pass) {
    RunningStatistics none = null;
    statistics.normalize(pass.x(), ones, zeros, normalized, none);
  }

  @Override
  public void backward(Pass pass, DeviceArray ofResult, Gradients gradients) {
    gradients.of(BETA, ofBeta -> arithmetic.sumToChannels(operand(ofResult), perChannel(ofBeta)));
    gradients.of(
        GAMMA,
        ofGamma -> {
          DeviceArray products = plan.allocate(ofResult.size());
          arithmetic.multiply(operand(ofResult), operand(normalized), products);
          arithmetic.sumToChannels(operand(products), perChannel(ofGamma));
        });
    gradients.of(
        X,
        ofX -> {
          DeviceArray ofNormalized = plan.allocate(ofResult.size());
          arithmetic.multiply(operand(ofResult), perChannel(pass.operand(GAMMA)), ofNormalized);
          statistics.gradients(
              pass.x(),
              ofNormalized,
              ones,
              ofX,
              plan.allocate(statistics.channels()),
              plan.allocate(statistics.channels()));
        });
  }

  @Override
  public boolean needsResult() {
    return false;
  }
}
