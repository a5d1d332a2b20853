package dev.assay.bench;

import dev.assay.reference.oracle.Oracle;
import dev.assay.reference.problem.Problem;
import dev.assay.reference.tensor.Tensor;
import dev.assay.spi.Backend;
import dev.assay.spi.Description;
import dev.assay.spi.Device;
import dev.assay.spi.DeviceUnavailableException;
import dev.assay.spi.Execution;
import dev.assay.spi.KnownDivergence;
import dev.assay.spi.UnsupportedProblemException;
import java.util.List;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * The oracle as a backend. It prints to standard output as natives do, refuses to be used by a
 * second thread, and misbehaves as the seed of a problem says.
 */
public final class JavaBackend implements Backend {
  static final long UNSUPPORTED = 101;
  static final long THROWS_AT_ONCE = 102;
  static final long THROWS_LATER = 103;
  static final long CRASHES = 104;
  static final long HANGS = 105;
  static final long SLOW = 106;
  static final long HAS_A_CLOCK = 107;

  static final long KEEPS_RESULTS = 108;
  static final long RETURNS_EARLY = 109;
  static final long WRONG_LATER = 110;
  static final long WRONG_AT_ONCE = 111;

  static final double CLOCK_SECONDS = 0.25;

  private static final int SLOW_MILLISECONDS = 200;

  private final Thread user = Thread.currentThread();
  private final int threads;

  public JavaBackend(Device device, int threads) {
    if (device.kind() != Device.Kind.CPU) {
      throw new DeviceUnavailableException("no device " + device + ";\nthere is: cpu");
    }
    this.threads = threads;
  }

  @Override
  public Description description() {
    return new Description("cpu", threads, new TreeMap<>());
  }

  @Override
  public Execution prepare(Problem problem, List<Tensor> inputs) {
    checkThread();
    System.out.println("ASSAY-BENCH\tnative\tlibraries\tprint\tanything");
    if (problem.seed() == UNSUPPORTED) {
      throw new UnsupportedProblemException("no such thing here");
    }
    return new OracleExecution(problem, new Oracle(problem, inputs));
  }

  private void checkThread() {
    if (Thread.currentThread() != user) {
      throw new IllegalStateException("used by a second thread: " + Thread.currentThread());
    }
  }

  @Override
  public List<KnownDivergence> knownDivergences() {
    return List.of();
  }

  @Override
  public void close() {
    checkThread();
  }

  private final class OracleExecution implements Execution {
    private final Problem problem;
    private final Oracle oracle;
    private List<float[]> outputs = List.of();
    private boolean due;
    private int runs;
    private boolean closed;
    private boolean warm;

    OracleExecution(Problem problem, Oracle oracle) {
      this.problem = problem;
      this.oracle = oracle;
    }

    @Override
    public void run() {
      checkThread();
      if (closed) {
        throw new IllegalStateException("closed too early");
      }
      runs++;
      misbehave();
      due = problem.seed() != KEEPS_RESULTS || outputs.isEmpty();
      if (problem.seed() != RETURNS_EARLY) {
        compute();
      }
    }

    private void compute() {
      if (due) {
        outputs = oracle.results().stream().map(Tensor::toFloats).toList();
      }
      due = false;
      if (problem.seed() == WRONG_AT_ONCE || (problem.seed() == WRONG_LATER && runs > 2)) {
        outputs.get(0)[1] = Float.NaN;
      }
    }

    private void misbehave() {
      try {
        if (problem.seed() == THROWS_AT_ONCE || (problem.seed() == THROWS_LATER && runs > 3)) {
          throw new ArithmeticException("broken\nin run " + runs);
        } else if (problem.seed() == CRASHES) {
          Runtime.getRuntime().halt(134);
        } else if (problem.seed() == HANGS) {
          Thread.sleep(3_600_000);
        } else if (problem.seed() == SLOW) {
          Thread.sleep(SLOW_MILLISECONDS);
        }
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }

    /** Every second time twice as long, as if what goes on between iterations made it cold. */
    @Override
    public OptionalDouble deviceSeconds() {
      checkThread();
      double cold = warm ? 1 : 2;
      warm = !warm;
      return problem.seed() == HAS_A_CLOCK
          ? OptionalDouble.of(cold * CLOCK_SECONDS)
          : OptionalDouble.empty();
    }

    @Override
    public List<float[]> outputs() {
      compute();
      return outputs;
    }

    @Override
    public void close() {
      checkThread();
      closed = true;
    }
  }
}
