package dev.assay.adapters.cudnn;

import dev.assay.reference.op.LocalResponseNorm;
import dev.assay.spi.UnsupportedProblemException;
import org.bytedeco.cuda.cudnn.cudnnLRNStruct;
import org.bytedeco.cuda.cudnn.cudnnTensorStruct;
import org.bytedeco.cuda.global.cudnn;

/** Local response normalisation. cuDNN divides its α by the size of the window. */
final class LocalResponses implements Layer {
  private static final int X = 0;

  /** cuDNN's limits, {@code CUDNN_LRN_MAX_N} and its like. */
  private static final int LARGEST_SIZE = 16;

  private static final double SMALLEST_BETA = 0.01;
  private static final double SMALLEST_K = 1e-5;

  private static final int ACROSS_CHANNELS = cudnn.CUDNN_LRN_CROSS_CHANNEL_DIM1;

  private final Plan plan;
  private final cudnnLRNStruct norm;
  private final cudnnTensorStruct sizes;

  LocalResponses(Plan plan, LocalResponseNorm norm) {
    check(norm);
    this.plan = plan;
    this.norm =
        plan.descriptors()
            .localResponse(norm.size(), norm.alpha() * norm.size(), norm.beta(), norm.k());
    sizes = plan.descriptors().tensor(norm.outputShape().toArray());
  }

  /** Refuses what is beyond cuDNN's limits. */
  static void check(LocalResponseNorm norm) {
    if (norm.size() > LARGEST_SIZE) {
      throw new UnsupportedProblemException("no window of more than 16 channels");
    }
    if (norm.beta() < SMALLEST_BETA || norm.k() < SMALLEST_K) {
      throw new UnsupportedProblemException("no beta below 0.01, and no k below 1e-5");
    }
  }

  @Override
  public void forward(Pass pass) {
    Gpu gpu = plan.gpu();
    plan.cudnn(
        "cudnnLRNCrossChannelForward",
        () ->
            cudnn.cudnnLRNCrossChannelForward(
                gpu.dnn(),
                norm,
                ACROSS_CHANNELS,
                gpu.one(),
                sizes,
                pass.x().pointer(),
                gpu.zero(),
                sizes,
                pass.result().pointer()));
  }

  @Override
  public void backward(Pass pass, DeviceArray ofResult, Gradients gradients) {
    Gpu gpu = plan.gpu();
    gradients.of(
        X,
        ofX ->
            plan.cudnn(
                "cudnnLRNCrossChannelBackward",
                () ->
                    cudnn.cudnnLRNCrossChannelBackward(
                        gpu.dnn(),
                        norm,
                        ACROSS_CHANNELS,
                        gpu.one(),
                        sizes,
                        pass.result().pointer(),
                        sizes,
                        ofResult.pointer(),
                        sizes,
                        pass.x().pointer(),
                        gpu.zero(),
                        sizes,
                        ofX.pointer())));
  }
}
