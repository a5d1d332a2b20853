package dev.assay.adapters.dl4j;

import dev.assay.reference.op.BatchNorm;
import dev.assay.reference.op.BatchNormInference;
import dev.assay.reference.op.BatchNormStatistics;
import dev.assay.reference.op.Direction;
import dev.assay.reference.op.LayerNorm;
import dev.assay.reference.op.LocalResponseNorm;
import dev.assay.reference.problem.Problem;
import dev.assay.reference.tensor.Shape;
import dev.assay.reference.tensor.Tensor;
import dev.assay.spi.Execution;
import dev.assay.spi.UnsupportedProblemException;
import java.util.List;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Batch normalisation by {@code moments} and {@code batchnorm}, local response normalisation by
 * {@code lrn}.
 *
 * <p>ND4J's {@code fused_batch_norm} takes rank 4 only, raises a small ε, and gives the unbiased
 * variance, so it is not used.
 */
final class Normalizations {
  private static final int CHANNELS = 1;
  private static final int APPLY = 1;

  private Normalizations() {}

  /** The moments are part of the forward pass; the gradient starts from them. */
  static Execution batchNorm(BatchNorm norm, Problem problem, List<Tensor> inputs) {
    Plan plan = new Plan();
    INDArray x = plan.load(inputs.get(0));
    INDArray mean = plan.allocate(norm.parameterShape());
    INDArray variance = plan.allocate(norm.parameterShape());
    if (problem.direction() == Direction.FORWARD) {
      plan.call("moments", List.of(x), mean, variance).integers(allButChannels(norm.shape()));
    } else {
      new Call("moments", List.of(x), mean, variance).integers(allButChannels(norm.shape())).run();
    }
    return batchNorm(plan, x, mean, variance, norm.epsilon(), problem, inputs);
  }

  static Execution batchNormInference(
      BatchNormInference norm, Problem problem, List<Tensor> inputs) {
    if (problem.results().get(0).operand() == 0) {
      throw new UnsupportedProblemException(
          "the data's gradient takes the statistics for those of the batch");
    }
    Plan plan = new Plan();
    INDArray x = plan.load(inputs.get(0));
    INDArray mean = plan.load(inputs.get(3));
    INDArray variance = plan.load(inputs.get(4));
    return batchNorm(plan, x, mean, variance, norm.epsilon(), problem, inputs);
  }

  private static Plan batchNorm(
      Plan plan,
      INDArray x,
      INDArray mean,
      INDArray variance,
      double epsilon,
      Problem problem,
      List<Tensor> inputs) {
    INDArray gamma = plan.load(inputs.get(1));
    INDArray beta = plan.load(inputs.get(2));
    if (problem.direction() == Direction.FORWARD) {
      INDArray y = plan.allocate(x.shape());
      plan.call("batchnorm", List.of(x, mean, variance, gamma, beta), y)
          .integers(APPLY, APPLY, CHANNELS)
          .reals(epsilon);
      return plan.yields(y);
    }
    INDArray g = plan.load(inputs.get(inputs.size() - 1));
    INDArray[] gradients = {
      plan.allocate(x.shape()), plan.allocate(gamma.shape()), plan.allocate(beta.shape())
    };
    plan.call(
            "batchnorm_bp",
            List.of(x, mean, variance, gamma, beta, g),
            gradients[0],
            plan.allocate(mean.shape()),
            plan.allocate(variance.shape()),
            gradients[1],
            gradients[2])
        .integers(APPLY, APPLY, CHANNELS)
        .reals(epsilon);
    problem.results().forEach(result -> plan.yields(gradients[result.operand()]));
    return plan;
  }

  /** As Deeplearning4j's layer keeps them: old times decay plus new times the rest. */
  static Execution batchNormStatistics(
      BatchNormStatistics statistics, Problem problem, List<Tensor> inputs) {
    if (statistics.unbiased()) {
      throw new UnsupportedProblemException("the running variance is the biased one");
    }
    Plan plan = new Plan();
    INDArray x = plan.load(inputs.get(0));
    Shape perChannel = inputs.get(1).shape();
    INDArray[] fresh = {plan.allocate(perChannel), plan.allocate(perChannel)};
    plan.call("moments", List.of(x), fresh).integers(allButChannels(statistics.shape()));
    INDArray kept = plan.constant(statistics.momentum());
    INDArray taken = plan.constant(1 - statistics.momentum());
    INDArray result = plan.allocate(statistics.outputShape());
    INDArray old = plan.allocate(perChannel);
    for (int i = 0; i < fresh.length; i++) {
      plan.call("multiply", List.of(plan.load(inputs.get(1 + i)), kept), old);
      plan.call("multiply", List.of(fresh[i], taken), fresh[i]);
      plan.call("add", List.of(old, fresh[i]), result.slice(i));
    }
    return plan.yields(result);
  }

  private static long[] allButChannels(Shape shape) {
    return IntStream.range(0, shape.rank())
        .filter(axis -> axis != CHANNELS)
        .asLongStream()
        .toArray();
  }

  /** ND4J adds 1e-12 to the deviation, and takes no ε. */
  @SuppressWarnings("DoNotCallSuggester") // A lowering like any other.
  static Execution layerNorm(LayerNorm norm, Problem problem, List<Tensor> inputs) {
    throw new UnsupportedProblemException("no layer normalisation with an epsilon");
  }

  /** ND4J's channels come last, and its depth is half the window. */
  static Execution localResponseNorm(LocalResponseNorm norm, Problem problem, List<Tensor> inputs) {
    Plan plan = new Plan();
    INDArray x = Layout.NHWC.load(plan, inputs.get(0));
    INDArray result = plan.allocate(x.shape());
    Call call =
        problem.direction() == Direction.FORWARD
            ? plan.call("lrn", List.of(x), result)
            : plan.call("lrn_bp", List.of(x, Layout.NHWC.load(plan, inputs.get(1))), result);
    call.integers(norm.size() / 2).reals(norm.k(), norm.alpha(), norm.beta());
    return plan.yields(Layout.NHWC.asNchw(result));
  }
}
