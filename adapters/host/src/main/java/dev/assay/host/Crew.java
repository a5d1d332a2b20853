package dev.assay.host;

import dev.assay.worker.Greeting;
import dev.assay.worker.Request;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;

/**
 * Several workers of one backend that share the problems out among themselves. For small problems
 * of ever new shapes most of the time goes into what a backend does once per shape, on one thread;
 * several processes use the processors that would idle meanwhile.
 */
public final class Crew implements AutoCloseable {
  /** Small enough to share out evenly, large enough to keep a worker busy. */
  private static final int LARGEST_SLICE = 16;

  /** How many slices each worker gets of few requests, so that none waits long for the last. */
  private static final int FEWEST_SLICES = 2;

  private final List<Worker> workers;

  private Crew(List<Worker> workers) {
    this.workers = workers;
  }

  /**
   * Starts workers, all at once.
   *
   * @param logs folder for what they print, a folder each from the second on
   * @throws HostException if the backend cannot be opened, with its reason
   * @throws UnwritableFolderException if that folder, or that of temporary files, cannot be written
   *     to
   */
  public static Crew start(int size, Launch launch, Limits limits, Path logs) {
    List<Worker> workers = new CopyOnWriteArrayList<>();
    Crew crew = new Crew(workers);
    List<Runnable> starts = new ArrayList<>();
    for (int i = 1; i <= size; i++) {
      Path own = i == 1 ? logs : logs.resolve(String.valueOf(i));
      starts.add(() -> workers.add(new Worker(launch, limits, own)));
    }
    try {
      atOnce(starts);
      return crew;
    } catch (RuntimeException | Error e) {
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
   * @param goOn told of every answer, by several threads at once; false gives up the rest, and so
   *     does whatever it throws
   * @throws HostException if a worker that died is not to be replaced
   * @throws UnwritableFolderException if its successor finds no folder that it can write to
   */
  public void execute(List<Request> requests, Predicate<Answer> goOn) {
    if (workers.size() == 1 || requests.size() == 1) {
      workers.get(0).execute(requests, goOn);
      return;
    }
    int fair = requests.size() / (FEWEST_SLICES * workers.size());
    int size = Math.max(1, Math.min(fair, LARGEST_SLICE));
    Queue<List<Request>> slices = new ConcurrentLinkedQueue<>();
    for (int from = 0; from < requests.size(); from += size) {
      slices.add(requests.subList(from, Math.min(from + size, requests.size())));
    }
    AtomicBoolean givenUp = new AtomicBoolean();
    Predicate<Answer> together =
        answer -> {
          if (!goOn.test(answer)) {
            givenUp.set(true);
          }
          return !givenUp.get();
        };
    atOnce(
        workers.stream()
            .limit(slices.size())
            .<Runnable>map(worker -> () -> work(worker, slices, together, givenUp))
            .toList());
  }

  /**
   * Computes problems in order, in one process: for what one problem does to those after it.
   *
   * @param goOn told of every answer; false gives up the rest, and so does whatever it throws
   * @throws HostException if a worker that died is not to be replaced
   * @throws UnwritableFolderException if its successor finds no folder that it can write to
   */
  public void executeInOrder(List<Request> requests, Predicate<Answer> goOn) {
    workers.get(0).execute(requests, goOn);
  }

  private static void work(
      Worker worker, Queue<List<Request>> slices, Predicate<Answer> goOn, AtomicBoolean givenUp) {
    try {
      List<Request> slice = slices.poll();
      while (slice != null && !givenUp.get()) {
        worker.execute(slice, goOn);
        slice = slices.poll();
      }
    } catch (RuntimeException | Error e) {
      givenUp.set(true);
      throw e;
    }
  }

  /**
   * Does tasks at once, each on a thread of its own. A worker is used by one thread, so it returns,
   * or throws what one of them threw, when all have ended.
   */
  private static void atOnce(List<Runnable> tasks) {
    ExecutorService threads = Executors.newFixedThreadPool(Math.max(1, tasks.size()));
    try {
      CompletableFuture.allOf(
              tasks.stream()
                  .map(task -> CompletableFuture.runAsync(task, threads))
                  .toArray(CompletableFuture<?>[]::new))
          .join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    } finally {
      threads.shutdown();
    }
  }

  @Override
  public void close() {
    atOnce(workers.stream().<Runnable>map(worker -> worker::close).toList());
  }
}
