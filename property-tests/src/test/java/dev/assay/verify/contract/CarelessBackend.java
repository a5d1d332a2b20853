package dev.assay.verify.contract;

import dev.assay.reference.op.Add;
import dev.assay.reference.op.Linear;
import dev.assay.reference.op.MaxPool2d;
import dev.assay.reference.op.Relu;
import dev.assay.reference.op.Softmax;
import dev.assay.reference.problem.Problem;
import dev.assay.reference.tensor.Tensor;
import dev.assay.spi.Device;
import dev.assay.spi.UnsupportedProblemException;
import dev.assay.verify.OracleBackend;
import java.util.List;

/** Refuses what is invalid only where it is convolved, and breaks in several ways elsewhere. */
public final class CarelessBackend extends OracleBackend {
  private boolean corrupted;

  public CarelessBackend(Device device, int threads) {
    super(device, threads);
  }

  @Override
  protected List<float[]> compute(Problem problem, List<Tensor> inputs) {
    if (problem.operation() instanceof Relu) {
      return List.of(new float[6]);
    }
    if (problem.operation() instanceof Softmax) {
      Runtime.getRuntime().halt(42);
    }
    if (problem.operation() instanceof MaxPool2d) {
      while (true) {
        Thread.onSpinWait();
      }
    }
    if (problem.operation() instanceof Linear) {
      throw new UnsupportedProblemException("no matrices");
    }
    if (problem.operation() instanceof Add) {
      corrupted = true;
      return List.of(new float[1], new float[2]);
    }
    for (int i = 0; i < inputs.size(); i++) {
      if (!inputs.get(i).shape().equals(problem.operation().operands().get(i).shape())) {
        throw new IllegalArgumentException("input " + i + " has a wrong shape");
      }
    }
    List<float[]> results = super.compute(problem, inputs);
    if (corrupted) {
      results.get(0)[0]++;
    }
    return results;
  }
}
