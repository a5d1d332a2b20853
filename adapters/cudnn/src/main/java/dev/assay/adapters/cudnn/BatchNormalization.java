package dev.assay.adapters.cudnn;

import dev.assay.reference.op.BatchNorm;
import org.jspecify.annotations.Nullable;

/** Batch normalisation in training. */
final class BatchNormalization implements Layer {
  private static final int X = 0;
  private static final int GAMMA = 1;
  private static final int BETA = 2;

  private final Plan plan;
  private final BatchStatistics statistics;
  private @Nullable RunningStatistics running;

  BatchNormalization(Plan plan, BatchNorm norm) {
    this.plan = plan;
    statistics = new BatchStatistics(plan, Dimensions.of(norm.shape()), norm.epsilon());
  }

  /** Has running statistics moved by every forward pass that is appended from now on. */
  void keep(RunningStatistics kept) {
    running = kept;
  }

  @Override
  public void forward(Pass pass) {
    statistics.normalize(pass.x(), pass.operand(GAMMA), pass.operand(BETA), pass.result(), running);
  }

  /** For the mean and deviation. */
  @Override
  public void remember(Pass pass) {
    forward(pass);
  }

  @Override
  public void backward(Pass pass, DeviceArray ofResult, Gradients gradients) {
    int channels = statistics.channels();
    statistics.gradients(
        pass.x(),
        ofResult,
        pass.operand(GAMMA),
        gradients.placeOr(X, plan, pass.x().size()),
        gradients.placeOr(GAMMA, plan, channels),
        gradients.placeOr(BETA, plan, channels));
  }

  @Override
  public boolean needsResult() {
    return false;
  }
}
