package dev.assay.adapters.dl4j;

import dev.assay.reference.op.BatchNormStatistics;
import dev.assay.reference.problem.Problem;
import dev.assay.reference.tensor.Shape;
import dev.assay.reference.tensor.Tensor;
import dev.assay.spi.Execution;
import dev.assay.spi.UnsupportedProblemException;
import java.util.List;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Running statistics of batch normalisation. */
final class Normalizations {
  private static final int CHANNELS = 1;

  private Normalizations() {}

  /** As Deeplearning4j's layer keeps them: old times decay plus new times the rest. */
  static Execution batchNormStatistics(
      BatchNormStatistics statistics, Problem problem, List<Tensor> inputs) {
    if (statistics.unbiased()) {
      throw new UnsupportedProblemException("the running variance is the biased one");
    }
    return Plan.build(
        plan -> {
          INDArray x = plan.load(inputs.get(0));
          Shape perChannel = inputs.get(1).shape();
          INDArray[] fresh = {plan.allocate(perChannel), plan.allocate(perChannel)};
          plan.call("moments", List.of(x), fresh).integers(allButChannels(statistics.shape()));
          INDArray result = plan.allocate(statistics.outputShape());
          for (int i = 0; i < fresh.length; i++) {
            INDArray old = plan.load(inputs.get(1 + i));
            advance(plan, statistics.momentum(), old, fresh[i], result.slice(i));
          }
          return plan.yields(result);
        });
  }

  /**
   * Mixes old statistics with fresh ones.
   *
   * @param result may be that of the old ones
   */
  static void advance(Plan plan, double momentum, INDArray old, INDArray fresh, INDArray result) {
    INDArray kept = plan.allocate(old.shape());
    INDArray taken = plan.allocate(old.shape());
    plan.call("multiply", List.of(old, plan.constant(momentum)), kept);
    plan.call("multiply", List.of(fresh, plan.constant(1 - momentum)), taken);
    plan.call("add", List.of(kept, taken), result);
  }

  private static long[] allButChannels(Shape shape) {
    return IntStream.range(0, shape.rank())
        .filter(axis -> axis != CHANNELS)
        .asLongStream()
        .toArray();
  }
}
