package dev.assay.host;

import dev.assay.worker.Greeting;
import dev.assay.worker.Request;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;

/**
 * Several workers of one backend that share the problems out among themselves. For small problems
 * of ever new shapes most of the time goes into what a backend does once per shape, on one thread;
 * several processes use the processors that would idle meanwhile.
 */
public final class Crew implements AutoCloseable {
  /** Small enough to share out evenly, large enough to keep a worker busy. */
  private static final int SLICE = 16;

  private final List<Worker> workers;

  private Crew(List<Worker> workers) {
    this.workers = workers;
  }

  /** A crew of one, which its owner still closes. */
  public static Crew of(Worker worker) {
    return new Crew(List.of(worker));
  }

  /**
   * Starts workers.
   *
   * @param logs folder for what they print, a folder each from the second on
   * @throws HostException if the backend cannot be opened, with its reason
   */
  public static Crew start(int size, Launch launch, Limits limits, Path logs) {
    Crew crew = new Crew(new ArrayList<>());
    try {
      for (int i = 1; i <= size; i++) {
        Path own = i == 1 ? logs : logs.resolve(String.valueOf(i));
        crew.workers.add(new Worker(launch, limits, own));
      }
      return crew;
    } catch (HostException e) {
      crew.close();
      throw e;
    }
  }

  /** Where the backend is known to be wrong. */
  public List<Greeting.Divergence> divergences() {
    return workers.get(0).divergences();
  }

  /**
   * Computes problems, in any order. Each answer is handed over by the thread that received it as
   * soon as it is there.
   *
   * @param goOn told of every answer, by several threads at once; false gives up the rest
   */
  public void execute(List<Request> requests, Predicate<Answer> goOn) {
    if (workers.size() == 1 || requests.size() <= SLICE) {
      workers.get(0).execute(requests, goOn);
      return;
    }
    Queue<List<Request>> slices = new ConcurrentLinkedQueue<>();
    for (int from = 0; from < requests.size(); from += SLICE) {
      slices.add(requests.subList(from, Math.min(from + SLICE, requests.size())));
    }
    AtomicBoolean givenUp = new AtomicBoolean();
    Predicate<Answer> together =
        answer -> {
          if (!goOn.test(answer)) {
            givenUp.set(true);
          }
          return !givenUp.get();
        };
    ExecutorService threads = Executors.newFixedThreadPool(workers.size());
    try {
      List<Future<?>> running = new ArrayList<>();
      for (Worker worker : workers) {
        running.add(threads.submit(() -> work(worker, slices, together, givenUp)));
      }
      for (Future<?> future : running) {
        future.get();
      }
    } catch (ExecutionException e) {
      givenUp.set(true);
      throw e.getCause() instanceof RuntimeException cause
          ? cause
          : new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      givenUp.set(true);
      Thread.currentThread().interrupt();
      throw new HostException("interrupted", e);
    } finally {
      end(threads);
    }
  }

  /** A worker is used by one thread: whoever uses it next has to find it idle. */
  private static void end(ExecutorService threads) {
    threads.shutdown();
    boolean interrupted = Thread.interrupted();
    while (!threads.isTerminated()) {
      try {
        threads.awaitTermination(1, TimeUnit.MINUTES);
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static void work(
      Worker worker, Queue<List<Request>> slices, Predicate<Answer> goOn, AtomicBoolean givenUp) {
    List<Request> slice = slices.poll();
    while (slice != null && !givenUp.get()) {
      worker.execute(slice, goOn);
      slice = slices.poll();
    }
  }

  @Override
  public void close() {
    workers.forEach(Worker::close);
  }
}
