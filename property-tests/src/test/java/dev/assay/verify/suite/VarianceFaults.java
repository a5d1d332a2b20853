package dev.assay.verify.suite;

import dev.assay.reference.op.BatchNorm;
import dev.assay.reference.op.GroupNorm;
import dev.assay.reference.op.InstanceNorm;
import dev.assay.reference.op.LayerNorm;
import dev.assay.reference.op.Operation;
import dev.assay.reference.tensor.Shape;
import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.stream.Stream;

/**
 * Variances as mean x² − μ², from sums of x and x² in one pass: right where the mean is small
 * beside the deviation. Flax computes them so unless told otherwise (use_fast_variance).
 */
final class VarianceFaults {
  private static final int GAMMA = 1;
  private static final int BETA = 2;

  private VarianceFaults() {}

  static List<Fault> all() {
    return Stream.of("batch-norm", "layer-norm", "instance-norm", "group-norm")
        .map(
            operation ->
                new Fault(
                    "variance in one pass",
                    operation,
                    Spoiler.output((call, operand, result) -> inOnePass(call, result))))
        .toList();
  }

  /**
   * What is normalised together, and by which element of γ and β.
   *
   * @param count how many sets there are
   */
  private record Sets(IntUnaryOperator set, int count, IntUnaryOperator channel, double epsilon) {

    static Sets of(Operation operation) {
      if (operation instanceof LayerNorm o) {
        int size = o.parameterShape().size();
        return new Sets(i -> i / size, o.shape().size() / size, i -> i % size, o.epsilon());
      }
      if (operation instanceof InstanceNorm o) {
        return ofNeighbours(o.shape(), o.shape().stride(1), o.epsilon());
      }
      if (operation instanceof GroupNorm o) {
        return ofNeighbours(o.shape(), o.shape().stride(0) / o.groups(), o.epsilon());
      }
      BatchNorm o = (BatchNorm) operation;
      IntUnaryOperator channel = channel(o.shape());
      return new Sets(channel, o.shape().dimension(1), channel, o.epsilon());
    }

    private static Sets ofNeighbours(Shape shape, int size, double epsilon) {
      return new Sets(i -> i / size, shape.size() / size, channel(shape), epsilon);
    }

    private static IntUnaryOperator channel(Shape shape) {
      return i -> i / shape.stride(1) % shape.dimension(1);
    }
  }

  private static void inOnePass(Call call, float[] y) {
    Sets sets = Sets.of(call.problem().operation());
    float[] x = call.x().toFloats();
    float[] sums = new float[sets.count];
    float[] squares = new float[sets.count];
    for (int i = 0; i < x.length; i++) {
      int set = sets.set.applyAsInt(i);
      sums[set] += x[i];
      squares[set] += x[i] * x[i];
    }
    int size = x.length / sets.count;
    for (int i = 0; i < x.length; i++) {
      int set = sets.set.applyAsInt(i);
      float mean = sums[set] / size;
      float variance = Math.max(0, squares[set] / size - mean * mean);
      float root = (float) Math.sqrt(variance + (float) sets.epsilon);
      int channel = sets.channel.applyAsInt(i);
      float gamma = (float) call.inputs().get(GAMMA).get(channel);
      y[i] = gamma * (x[i] - mean) / root + (float) call.inputs().get(BETA).get(channel);
    }
  }
}
