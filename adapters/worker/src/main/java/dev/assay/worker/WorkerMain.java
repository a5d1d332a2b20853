package dev.assay.worker;

import dev.assay.reference.problem.Fill;
import dev.assay.reference.problem.Problem;
import dev.assay.spi.Backend;
import dev.assay.spi.Device;
import dev.assay.spi.Execution;
import dev.assay.spi.KnownDivergence;
import dev.assay.spi.UnsupportedProblemException;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The worker process: opens one backend, then computes the problems that arrive, in order,
 * answering each before it starts the next, so that a crash is the fault of the first unanswered
 * one.
 *
 * <p>Messages go over a socket of its own, because natives print to standard output when they like.
 */
public final class WorkerMain {
  private final Backend backend;

  private WorkerMain(Backend backend) {
    this.backend = backend;
  }

  /**
   * Runs a worker.
   *
   * @param arguments the socket's path, the backend's class, the device, the number of threads
   */
  public static void main(String[] arguments) throws IOException {
    dieWithParent();
    dieFirstWhenMemoryRunsOut();
    try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      channel.connect(UnixDomainSocketAddress.of(arguments[0]));
      Link link = new Link(channel);
      DataOutputStream out = link.out();
      Backend backend;
      try {
        backend = open(arguments[1], Device.parse(arguments[2]), Integer.parseInt(arguments[3]));
      } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
        new Greeting.Refused(describe(e)).write(out);
        out.flush();
        return;
      }
      try (backend) {
        Greeting.of(backend).write(out);
        out.flush();
        new WorkerMain(backend).serve(link.in(), out);
      }
    }
  }

  /** Opens a backend by its class name, through the constructor {@link Backend} asks for. */
  public static Backend open(String className, Device device, int threads)
      throws ReflectiveOperationException {
    try {
      return Class.forName(className)
          .asSubclass(Backend.class)
          .getConstructor(Device.class, int.class)
          .newInstance(device, threads);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      if (e.getCause() instanceof Error cause) {
        throw cause;
      }
      throw e;
    }
  }

  private void serve(DataInputStream in, DataOutputStream out) throws IOException {
    for (Optional<Request> next = Request.read(in); next.isPresent(); next = Request.read(in)) {
      answer(next.get()).write(out);
      out.flush();
    }
  }

  private Reply answer(Request request) {
    Problem problem = request.problem();
    if (request.task() == Request.Task.CLASSIFY) {
      return new Reply.Classified(divergence(problem));
    }
    try (Execution execution = backend.prepare(problem, request.resolveInputs())) {
      execution.run();
      List<float[]> results = execution.outputs();
      boolean repeatable = true;
      // Sums of integers are exact in any order, so a second run could hardly differ.
      if (problem.fill() != Fill.INTEGER) {
        execution.run();
        List<float[]> again = execution.outputs();
        repeatable = same(results, again);
        results = again;
      }
      return new Reply.Computed(pick(request, problem, results), repeatable, divergence(problem));
    } catch (UnsupportedProblemException e) {
      return new Reply.Unsupported(String.valueOf(e.getMessage()));
    } catch (RuntimeException | LinkageError e) {
      return new Reply.Threw(describe(e), divergence(problem));
    }
  }

  private Optional<String> divergence(Problem problem) {
    return backend.knownDivergences().stream()
        .filter(known -> known.applies().test(problem))
        .map(KnownDivergence::id)
        .findFirst();
  }

  private static List<float[]> pick(Request request, Problem problem, List<float[]> results) {
    List<Problem.Result> expected = problem.results();
    if (results.size() != expected.size()) {
      throw new IllegalStateException(
          "the adapter gave " + results.size() + " results, not " + expected.size());
    }
    List<float[]> picked = new ArrayList<>();
    for (int r = 0; r < results.size(); r++) {
      float[] values = results.get(r);
      if (values.length != expected.get(r).shape().size()) {
        throw new IllegalStateException(
            String.format(
                "%s has %d elements, not %d (shape %s)",
                expected.get(r).name(),
                values.length,
                expected.get(r).shape().size(),
                expected.get(r).shape()));
      }
      if (!request.sample().whole()) {
        int[] positions = request.sample().positions().get(r);
        float[] sampled = new float[positions.length];
        for (int i = 0; i < sampled.length; i++) {
          sampled[i] = values[positions[i]];
        }
        values = sampled;
      }
      picked.add(values);
    }
    return picked;
  }

  private static boolean same(List<float[]> first, List<float[]> second) {
    for (int i = 0; i < first.size(); i++) {
      if (!Arrays.equals(first.get(i), second.get(i))) {
        return false;
      }
    }
    return true;
  }

  /** A throwable on one line, with its deepest cause, where natives put the reason. */
  private static String describe(Throwable thrown) {
    Throwable deepest = thrown;
    while (deepest.getCause() != null) {
      deepest = deepest.getCause();
    }
    String text = deepest.getMessage();
    if (deepest instanceof RuntimeException && text != null) {
      return oneLine(text);
    }
    return oneLine(deepest.toString());
  }

  private static String oneLine(String text) {
    String line = text.replaceAll("\\s+", " ").strip();
    return line.length() > 500 ? line.substring(0, 500) + "…" : line;
  }

  /** A hung native call would otherwise outlive the application. */
  private static void dieWithParent() {
    ProcessHandle.current()
        .parent()
        .ifPresent(
            parent -> {
              Thread watcher =
                  new Thread(
                      () -> {
                        parent.onExit().join();
                        Runtime.getRuntime().halt(1);
                      },
                      "parent-watcher");
              watcher.setDaemon(true);
              watcher.start();
            });
  }

  /**
   * Where the kernel has to kill somebody for memory, it should be the worker, whose death is a
   * result.
   */
  private static void dieFirstWhenMemoryRunsOut() {
    Path score = Path.of("/proc/self/oom_score_adj");
    if (Files.isWritable(score)) {
      try {
        Files.writeString(score, "1000");
      } catch (IOException e) {
        // Then the kernel chooses by size alone, which is the worker in most cases too.
        System.err.println("oom_score_adj stays as it is: " + e.getMessage());
      }
    }
  }
}
