package dev.assay.verify;

import dev.assay.reference.op.Conv2d;
import dev.assay.reference.op.Stage;
import dev.assay.reference.op.TrainingStep;
import dev.assay.reference.oracle.Oracle;
import dev.assay.reference.problem.Problem;
import dev.assay.reference.tensor.Tensor;
import dev.assay.spi.Backend;
import dev.assay.spi.Description;
import dev.assay.spi.Device;
import dev.assay.spi.Execution;
import dev.assay.spi.KnownDivergence;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/** An honest backend: the oracle, rounded to float32. Others break one thing of it. */
public class OracleBackend implements Backend {
  private final Device device;
  private final int threads;

  public OracleBackend(Device device, int threads) {
    this.device = device;
    this.threads = threads;
  }

  @Override
  public Description description() {
    return new Description(device.toString(), threads, new TreeMap<>());
  }

  @Override
  public Execution prepare(Problem problem, List<Tensor> inputs) {
    return new Execution() {
      private List<Tensor> current = inputs;
      private List<float[]> outputs = List.of();

      @Override
      public void run() {
        outputs = compute(problem, current);
        if (problem.operation() instanceof TrainingStep step && step.until() == Stage.UPDATE) {
          current = after(inputs, outputs);
        }
      }

      @Override
      public void reset() {
        current = inputs;
      }

      @Override
      public List<float[]> outputs() {
        return outputs;
      }

      @Override
      public void close() {
        outputs = List.of();
      }
    };
  }

  /**
   * What the next training step starts from: the same images and labels, and instead of everything
   * else what the step before made of it.
   */
  private static List<Tensor> after(List<Tensor> inputs, List<float[]> outputs) {
    return IntStream.range(0, inputs.size())
        .mapToObj(
            i ->
                i < TrainingStep.FIRST_PARAMETER
                    ? inputs.get(i)
                    : Tensor.ofFloats(inputs.get(i).shape(), outputs.get(i)))
        .toList();
  }

  /** What a broken backend overrides. */
  protected List<float[]> compute(Problem problem, List<Tensor> inputs) {
    return new Oracle(problem, inputs).results().stream().map(Tensor::toFloats).toList();
  }

  @Override
  public List<KnownDivergence> knownDivergences() {
    return List.of();
  }

  @Override
  public void close() {}

  /** Whether a problem is a convolution with some property. */
  static boolean isConv(Problem problem, Predicate<Conv2d> property) {
    return problem.operation() instanceof Conv2d conv && property.test(conv);
  }
}
