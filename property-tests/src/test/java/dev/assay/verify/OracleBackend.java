package dev.assay.verify;

import dev.assay.reference.init.RandomBits;
import dev.assay.reference.op.RandomDropout;
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
import java.util.stream.IntStream;

/** An honest backend: the oracle, rounded to float32. Others break one thing of it. */
public class OracleBackend implements Backend {
  private final Device device;
  private final int threads;
  private final RandomBits random = new RandomBits(1);

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
   * What the next training step starts from: the same images, labels and masks, and instead of
   * everything else what the step before made of it.
   */
  private static List<Tensor> after(List<Tensor> inputs, List<float[]> outputs) {
    return IntStream.range(0, inputs.size())
        .mapToObj(
            i ->
                i < TrainingStep.FIRST_PARAMETER || i >= outputs.size()
                    ? inputs.get(i)
                    : Tensor.ofFloats(inputs.get(i).shape(), outputs.get(i)))
        .toList();
  }

  /** What a broken backend overrides. */
  protected List<float[]> compute(Problem problem, List<Tensor> inputs) {
    List<float[]> results =
        new Oracle(problem, inputs).results().stream().map(Tensor::toFloats).toList();
    if (problem.operation() instanceof RandomDropout dropout) {
      drop(dropout, results.get(0), random.next());
    }
    return results;
  }

  /**
   * Drops elements of a dropout of which all are kept.
   *
   * @param seed of the mask, which is that of the output and of its gradient
   */
  public static void drop(RandomDropout dropout, float[] kept, long seed) {
    RandomBits mask = new RandomBits(seed);
    int size = dropout.shape().size();
    for (int i = 0; i < size; i++) {
      if (mask.unit() < dropout.rate()) {
        for (int of = i; of < kept.length; of += size) {
          kept[of] = 0;
        }
      }
    }
  }

  @Override
  public List<KnownDivergence> knownDivergences() {
    return List.of();
  }

  @Override
  public void close() {}
}
