package dev.assay.bench;

import dev.assay.reference.op.Add;
import dev.assay.reference.op.Direction;
import dev.assay.reference.problem.Problem;
import dev.assay.reference.tensor.Tensor;
import dev.assay.spi.Backend;
import dev.assay.spi.Description;
import dev.assay.spi.Device;
import dev.assay.spi.DeviceUnavailableException;
import dev.assay.spi.Execution;
import dev.assay.spi.KnownDivergence;
import dev.assay.spi.UnsupportedProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A loop in plain Java that adds arrays, and nothing else: a rival for the bandwidth of main
 * memory. A backend that gives its results back to the system and fetches them page by page moves
 * as little as a seventh of what the memory does, and what the machine can do must not depend on
 * which backends were asked for.
 */
public final class JavaStream implements Backend {
  private final int threads;
  private final ExecutorService pool;

  public JavaStream(Device device, int threads) {
    if (device.kind() != Device.Kind.CPU) {
      throw new DeviceUnavailableException("plain Java computes on cpu, not on " + device);
    }
    this.threads = threads;
    this.pool =
        Executors.newFixedThreadPool(
            threads,
            task -> {
              Thread thread = new Thread(task, "stream");
              thread.setDaemon(true);
              return thread;
            });
  }

  @Override
  public Description description() {
    return new Description(Device.CPU.toString(), threads, new TreeMap<>());
  }

  @Override
  public Execution prepare(Problem problem, List<Tensor> inputs) {
    if (!(problem.operation() instanceof Add) || problem.direction() != Direction.FORWARD) {
      throw new UnsupportedProblemException("plain Java adds arrays only");
    }
    return new Sum(inputs.get(0).toFloats(), inputs.get(1).toFloats());
  }

  @Override
  public List<KnownDivergence> knownDivergences() {
    return List.of();
  }

  @Override
  public void close() {
    pool.shutdown();
  }

  /** Each thread adds one part. */
  private final class Sum implements Execution {
    private final float[] sum;
    private final List<Callable<Void>> parts = new ArrayList<>();

    Sum(float[] a, float[] b) {
      sum = new float[a.length];
      for (int part = 0; part < threads; part++) {
        int from = (int) ((long) a.length * part / threads);
        int to = (int) ((long) a.length * (part + 1) / threads);
        parts.add(
            () -> {
              add(a, b, sum, from, to);
              return null;
            });
      }
    }

    @Override
    public void run() {
      try {
        for (var part : pool.invokeAll(parts)) {
          part.get();
        }
      } catch (ExecutionException e) {
        throw new IllegalStateException(e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      }
    }

    @Override
    public List<float[]> outputs() {
      return List.of(sum);
    }

    @Override
    public void close() {}
  }

  private static void add(float[] a, float[] b, float[] sum, int from, int to) {
    for (int i = from; i < to; i++) {
      sum[i] = a[i] + b[i];
    }
  }
}
