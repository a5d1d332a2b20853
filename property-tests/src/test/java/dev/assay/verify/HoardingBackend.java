package dev.assay.verify;

import dev.assay.reference.op.TrainingStep;
import dev.assay.reference.problem.Problem;
import dev.assay.reference.tensor.Tensor;
import dev.assay.spi.Device;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Trains rightly, but frees nothing: single images, which no proof has, fill its memory. */
public final class HoardingBackend extends OracleBackend {
  private static final int MIB = 1 << 20;

  /** So much per step that three of them, the fewest that are timed, take more than 1 GiB. */
  private static final int HOARDED = 400;

  private final List<ByteBuffer> hoard = new ArrayList<>();

  public HoardingBackend(Device device, int threads) {
    super(device, threads);
  }

  @Override
  protected List<float[]> compute(Problem problem, List<Tensor> inputs) {
    if (problem.operation() instanceof TrainingStep step && step.n() == 1) {
      byte[] full = new byte[MIB];
      Arrays.fill(full, (byte) 1);
      for (int i = 0; i < HOARDED; i++) {
        hoard.add(ByteBuffer.allocateDirect(MIB).put(full));
      }
    }
    return super.compute(problem, inputs);
  }
}
