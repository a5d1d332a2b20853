package dev.assay.bench;

import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * The one thread of this process that uses the backend.
 *
 * <p>JMH would run each benchmark on a thread of its own, but a backend is used by one thread:
 * native libraries keep thread pools, workspaces and modes per calling thread. JMH makes instances
 * of this class, all of which stand for the same thread, and shuts them down, which it survives.
 */
public final class BackendThread extends AbstractExecutorService {
  /** Its name, in the system too. */
  static final String NAME = "backend";

  private static final ExecutorService THREAD =
      Executors.newSingleThreadExecutor(
          task -> {
            Thread thread = new Thread(task, NAME);
            thread.setDaemon(true);
            return thread;
          });

  /** Called by JMH; one benchmark thread is all that is ever asked for. */
  public BackendThread(int threads, String prefix) {
    if (threads != 1) {
      throw new IllegalArgumentException("a backend is used by one thread, not by " + threads);
    }
  }

  /** Makes JMH run its benchmarks on the backend's thread. To be called before JMH is used. */
  static void useForJmh() {
    System.setProperty("jmh.executor", "CUSTOM");
    System.setProperty("jmh.executor.class", BackendThread.class.getName());
  }

  /** Calls something on the backend's thread and waits for it. */
  static <T> T call(Callable<T> task) throws ExecutionException, InterruptedException {
    return THREAD.submit(task).get();
  }

  @Override
  public void execute(Runnable task) {
    THREAD.execute(task);
  }

  @Override
  public void shutdown() {
    // The thread outlives each benchmark.
  }

  @Override
  public List<Runnable> shutdownNow() {
    return List.of();
  }

  @Override
  public boolean isShutdown() {
    return false;
  }

  @Override
  public boolean isTerminated() {
    return false;
  }

  /** True at once: JMH waits until it is. */
  @Override
  public boolean awaitTermination(long timeout, TimeUnit unit) {
    return true;
  }
}
