package dev.assay.verify.suite;

import dev.assay.reference.problem.Problem;
import dev.assay.reference.tensor.Tensor;
import dev.assay.spi.Description;
import dev.assay.spi.Device;
import dev.assay.spi.Execution;
import dev.assay.verify.OracleBackend;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A backend with one fault of one operation; others, which laws ask for, it gets right. */
final class FaultyBackend extends OracleBackend {
  private final Fault fault;
  private final Map<String, float[]> kept = new HashMap<>();

  FaultyBackend(Fault fault) {
    super(Device.CPU, fault.threads());
    this.fault = fault;
  }

  @Override
  public Description description() {
    Description said = super.description();
    return new Description(
        said.device(), said.threads(), said.facts(), fault.rounding().precision());
  }

  @Override
  public Execution prepare(Problem problem, List<Tensor> inputs) {
    return new Execution() {
      private List<float[]> outputs = List.of();
      private int runs;

      @Override
      public void run() {
        runs++;
        Call call = new Call(problem, inputs, runs, fault.threads(), fault.rounding(), kept);
        boolean faulty = problem.operation().name().equals(fault.operation());
        outputs = faulty ? spoiled(call) : call.honest();
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

  /** A fault that throws would be noticed for that alone, whatever it is to get wrong. */
  private List<float[]> spoiled(Call call) {
    try {
      return fault.spoiler().compute(call);
    } catch (RuntimeException e) {
      throw new AssertionError(fault + " throws: " + call.problem(), e);
    }
  }
}
