package dev.assay.verify;

import dev.assay.reference.op.AveragePool2d;
import dev.assay.reference.op.Conv2d;
import dev.assay.reference.op.CrossEntropy;
import dev.assay.reference.op.Direction;
import dev.assay.reference.problem.Problem;
import dev.assay.reference.tensor.Tensor;
import dev.assay.spi.Device;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Backends with one fault each, of the kinds that real ones have had. */
public final class FaultyBackends {
  private FaultyBackends() {}

  /** Adds no bias. */
  public static final class MissingBias extends OracleBackend {
    public MissingBias(Device device, int threads) {
      super(device, threads);
    }

    @Override
    protected List<float[]> compute(Problem problem, List<Tensor> inputs) {
      return isConv(problem, Conv2d::bias)
          ? super.compute(problem, zeroed(inputs, 2))
          : super.compute(problem, inputs);
    }

    private static List<Tensor> zeroed(List<Tensor> inputs, int position) {
      List<Tensor> changed = new ArrayList<>(inputs);
      Tensor old = inputs.get(position);
      changed.set(position, new Tensor(old.shape(), new double[old.size()]));
      return changed;
    }
  }

  /** Rotates square kernels by half a turn: a true convolution, not a cross-correlation. */
  public static final class FlippedKernel extends OracleBackend {
    public FlippedKernel(Device device, int threads) {
      super(device, threads);
    }

    @Override
    protected List<float[]> compute(Problem problem, List<Tensor> inputs) {
      if (!isConv(problem, conv -> conv.kernel().h() * conv.kernel().w() > 1)) {
        return super.compute(problem, inputs);
      }
      Conv2d conv = (Conv2d) problem.operation();
      int taps = conv.kernel().h() * conv.kernel().w();
      Tensor weights = inputs.get(1);
      double[] flipped = new double[weights.size()];
      for (int i = 0; i < flipped.length; i++) {
        flipped[i] = weights.get(i / taps * taps + taps - 1 - i % taps);
      }
      List<Tensor> changed = new ArrayList<>(inputs);
      changed.set(1, new Tensor(weights.shape(), flipped));
      return super.compute(problem, changed);
    }
  }

  /** Loses one tap of long sums only: every image's last channel when there are more than 16. */
  public static final class DroppedTail extends OracleBackend {
    public DroppedTail(Device device, int threads) {
      super(device, threads);
    }

    @Override
    protected List<float[]> compute(Problem problem, List<Tensor> inputs) {
      if (problem.direction() != Direction.FORWARD
          || !isConv(problem, conv -> conv.groups() == 1 && conv.c() > 16)) {
        return super.compute(problem, inputs);
      }
      Conv2d conv = (Conv2d) problem.operation();
      Tensor x = inputs.get(0);
      double[] values = x.values().clone();
      int plane = conv.h() * conv.w();
      for (int image = 0; image < conv.n(); image++) {
        int last = (image * conv.c() + conv.c() - 1) * plane;
        Arrays.fill(values, last, last + plane, 0);
      }
      List<Tensor> changed = new ArrayList<>(inputs);
      changed.set(0, new Tensor(x.shape(), values));
      return super.compute(problem, changed);
    }
  }

  /** Rounds its inputs to bfloat16 without being asked. */
  public static final class SilentBfloat16 extends OracleBackend {
    public SilentBfloat16(Device device, int threads) {
      super(device, threads);
    }

    @Override
    protected List<float[]> compute(Problem problem, List<Tensor> inputs) {
      return super.compute(problem, inputs.stream().map(SilentBfloat16::rounded).toList());
    }

    private static Tensor rounded(Tensor tensor) {
      double[] values = new double[tensor.size()];
      for (int i = 0; i < values.length; i++) {
        int bits = Float.floatToRawIntBits((float) tensor.get(i));
        values[i] = Float.intBitsToFloat((bits + 0x8000) & 0xFFFF0000);
      }
      return new Tensor(tensor.shape(), values);
    }
  }

  /** Counts padding in the average whether asked to or not. */
  public static final class PaddingCounted extends OracleBackend {
    public PaddingCounted(Device device, int threads) {
      super(device, threads);
    }

    @Override
    protected List<float[]> compute(Problem problem, List<Tensor> inputs) {
      if (problem.operation() instanceof AveragePool2d pool && !pool.global()) {
        AveragePool2d counted =
            new AveragePool2d(
                pool.n(),
                pool.c(),
                pool.h(),
                pool.w(),
                pool.kernel(),
                pool.stride(),
                pool.pad(),
                pool.rounding(),
                true,
                false);
        return super.compute(problem.with(counted, problem.direction()), inputs);
      }
      return super.compute(problem, inputs);
    }
  }

  /** Adds gradients up over runs. */
  public static final class AccumulatingGradient extends OracleBackend {
    private final List<float[]> before = new ArrayList<>();
    private List<Tensor> last = List.of();

    public AccumulatingGradient(Device device, int threads) {
      super(device, threads);
    }

    @Override
    protected List<float[]> compute(Problem problem, List<Tensor> inputs) {
      List<float[]> results = super.compute(problem, inputs);
      if (problem.direction().isBackward() && inputs == last) {
        for (int r = 0; r < results.size(); r++) {
          for (int i = 0; i < results.get(r).length; i++) {
            results.get(r)[i] += before.get(r)[i];
          }
        }
      }
      before.clear();
      results.forEach(result -> before.add(result.clone()));
      last = inputs;
      return results;
    }
  }

  /** Gives each group the weights gradient of another. */
  public static final class GradientOfWrongGroup extends OracleBackend {
    public GradientOfWrongGroup(Device device, int threads) {
      super(device, threads);
    }

    @Override
    protected List<float[]> compute(Problem problem, List<Tensor> inputs) {
      List<float[]> results = super.compute(problem, inputs);
      boolean weightsFirst = problem.direction() == Direction.BACKWARD_WEIGHTS;
      if (weightsFirst && isConv(problem, conv -> conv.groups() > 1)) {
        float[] right = results.get(0);
        float[] wrong = new float[right.length];
        int group = right.length / ((Conv2d) problem.operation()).groups();
        for (int i = 0; i < wrong.length; i++) {
          wrong[i] = right[(i + group) % right.length];
        }
        return List.of(wrong);
      }
      return results;
    }
  }

  /** Forgets to divide a loss by the batch. */
  public static final class SummedLoss extends OracleBackend {
    public SummedLoss(Device device, int threads) {
      super(device, threads);
    }

    @Override
    protected List<float[]> compute(Problem problem, List<Tensor> inputs) {
      List<float[]> results = super.compute(problem, inputs);
      if (problem.operation() instanceof CrossEntropy loss) {
        results.forEach(
            values -> {
              for (int i = 0; i < values.length; i++) {
                values[i] *= loss.n();
              }
            });
      }
      return results;
    }
  }
}
