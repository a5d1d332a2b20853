package dev.assay.verify;

import dev.assay.reference.op.Sigmoid;
import dev.assay.reference.problem.Problem;
import dev.assay.reference.tensor.Tensor;
import dev.assay.spi.Device;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Computes rightly until it is given a sigmoid; that kills it, and it never starts again. */
public final class BrittleBackend extends OracleBackend {
  /** The system property that names the file whose being there means that it is broken. */
  public static final String BROKEN = "brittle.broken";

  private final Path broken = Path.of(System.getProperty(BROKEN));

  public BrittleBackend(Device device, int threads) {
    super(device, threads);
    if (Files.exists(broken)) {
      throw new IllegalStateException("the card fell off the bus");
    }
  }

  @Override
  protected List<float[]> compute(Problem problem, List<Tensor> inputs) {
    if (problem.operation() instanceof Sigmoid) {
      try {
        Files.createFile(broken);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      Runtime.getRuntime().halt(42);
    }
    return super.compute(problem, inputs);
  }
}
