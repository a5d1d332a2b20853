package dev.assay.bench;

import dev.assay.reference.op.Architecture;
import dev.assay.reference.op.Composite;
import dev.assay.reference.op.Direction;
import dev.assay.reference.op.Extent;
import dev.assay.reference.op.Inference;
import dev.assay.reference.op.Network;
import dev.assay.reference.op.Optimizer;
import dev.assay.reference.op.TrainingStep;
import dev.assay.reference.problem.Fill;
import dev.assay.reference.problem.Problem;

/**
 * A network to be timed as a whole, on images of the size that it was published for: in use, or
 * trained by plain stochastic gradient descent.
 *
 * @param architecture which network
 * @param batch images at once
 * @param until how far a pass goes
 */
public record WholeNetwork(Architecture architecture, int batch, Pass until) {
  /** Small, so that the loss stays finite over hundreds of steps on the same batch. */
  private static final double LEARNING_RATE = 1e-3;

  /** Of a batch forward, on any machine, unless told otherwise: two cores train it in 0.1–0.8 s. */
  private static final double BATCH_FLOPS = 16e9;

  private static final int SMALLEST_BATCH = 2;
  private static final int LARGEST_BATCH = 64;

  /** JVM and native libraries. */
  private static final long PROCESS_BYTES = 600L << 20;

  /** Weights as they are, and packed or as they were at the beginning. */
  private static final int COPIES_OF_PARAMETERS = 2;

  /** The batch to take where nobody says: a power of two, fewer images the larger the network. */
  public static int usualBatch(Architecture network) {
    double images = BATCH_FLOPS / network.network(1, network.size()).forwardFlops();
    int power = (int) Math.round(Math.log(images) / Math.log(2));
    return Math.max(
        SMALLEST_BATCH, Math.min(LARGEST_BATCH, power < 0 ? 1 : 1 << Math.min(power, 20)));
  }

  /** What to compute. */
  public Problem problem() {
    return Problem.of(pass(), Direction.FORWARD, Fill.REAL, 0);
  }

  /** The pass itself. */
  public Composite pass() {
    Extent size = architecture.size();
    return until == Pass.INFERENCE
        ? new Inference(architecture, batch, size)
        : new TrainingStep(
            architecture, batch, size, until.stage(), Optimizer.SGD, LEARNING_RATE, 0, 0, 1);
  }

  /**
   * About how much memory the process of a backend will hold; one that keeps more copies takes
   * more.
   */
  public long estimatedBytes() {
    Network layers = architecture.network(batch, architecture.size());
    long outputs = layers.nodes().stream().mapToLong(node -> node.shape().size()).sum();
    // Each gradient is as large as what it is of.
    int gradients = until.takesGradients() ? 1 : 0;
    return PROCESS_BYTES
        + Float.BYTES
            * ((COPIES_OF_PARAMETERS + gradients) * layers.parameterCount()
                + (1 + gradients) * outputs);
  }
}
