package dev.assay.host;

import dev.assay.worker.GarbledException;
import dev.assay.worker.Greeting;
import dev.assay.worker.Link;
import dev.assay.worker.Reply;
import dev.assay.worker.Request;
import dev.assay.worker.WorkerMain;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One life of a worker: started, talked to, dead. */
final class WorkerProcess implements AutoCloseable {
  private static final Duration FAREWELL = Duration.ofSeconds(5);

  private final Process process;
  private final ProcessLog log;
  private final Watchdog watchdog;
  private final Limits limits;
  private final Link link;
  private final Greeting greeting;
  private volatile @Nullable Throwable unsent;

  /**
   * Starts a worker and waits for its greeting.
   *
   * @throws IOException if it dies or hangs before that
   * @throws UnwritableFolderException if there is nowhere to put its socket
   */
  WorkerProcess(Launch launch, Limits limits, ProcessLog log) throws IOException {
    this.limits = limits;
    this.log = log;
    // For its owner alone, so that nobody else can connect.
    try (TemporaryFolder folder = new TemporaryFolder();
        ServerSocketChannel server = listen(folder.path().resolve("worker"))) {
      Path socket = folder.path().resolve("worker");
      process = start(launch, limits, log, socket);
      watchdog = new Watchdog(process, limits);
      try {
        link = new Link(watchdog.within(limits.start(), server, server::accept));
      } catch (IOException e) {
        String how = death();
        watchdog.close();
        throw new IOException(how, e);
      }
    }
    try {
      greeting = read(limits.start(), () -> Greeting.read(link.in()));
    } catch (IOException e) {
      String how = death();
      release();
      throw new IOException(how, e);
    }
  }

  private static ServerSocketChannel listen(Path socket) throws IOException {
    ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    try {
      return server.bind(UnixDomainSocketAddress.of(socket));
    } catch (IOException e) {
      server.close();
      throw TemporaryFolder.unusable(e);
    }
  }

  private static Process start(Launch launch, Limits limits, ProcessLog log, Path socket)
      throws IOException {
    List<String> arguments =
        List.of(
            socket.toString(),
            launch.className(),
            launch.device().toString(),
            String.valueOf(launch.threads()));
    return log.start(
        jvmArguments ->
            launch.command(
                limits.jvmArguments(jvmArguments), WorkerMain.class.getName(), arguments));
  }

  Greeting greeting() {
    return greeting;
  }

  /**
   * Sends requests; returns at once, while a thread of its own writes as fast as the worker reads.
   */
  void send(List<Request> requests) {
    Thread writer =
        new Thread(
            () -> {
              try {
                for (Request request : requests) {
                  request.write(link.out());
                }
                link.out().flush();
              } catch (IOException e) {
                // The worker does not listen any more: whoever reads its replies finds out why.
              } catch (RuntimeException | Error e) {
                unsent = e;
                watchdog.kill("was not sent all that it was to be asked");
              }
            },
            "worker-writer");
    writer.setDaemon(true);
    writer.start();
  }

  /**
   * Waits for the next reply.
   *
   * @param request what it has to answer
   * @throws IOException if the worker is dead or sent garbage; {@link #death} tells how
   */
  Reply receive(Request request) throws IOException {
    try {
      return read(deadline(request), () -> Reply.read(link.in(), request));
    } catch (IOException e) {
      // A fault of this process, which must not look like one of the worker.
      if (unsent instanceof Error error) {
        throw error;
      }
      if (unsent instanceof RuntimeException exception) {
        throw exception;
      }
      throw e;
    }
  }

  /**
   * How long it may take to answer. What is invalid has no numbers, or none that can be counted.
   */
  Duration deadline(Request request) {
    return request.task() == Request.Task.PROBE
        ? limits.problem()
        : limits.deadline(request.problem());
  }

  private <T> T read(Duration time, Watchdog.Wait<T> message) throws IOException {
    try {
      return watchdog.within(time, link, message);
    } catch (GarbledException e) {
      watchdog.kill("sent garbage: " + e.getMessage());
      throw e;
    }
  }

  /** Whether it was killed for being late; not if it had crashed, and its JVM hung over that. */
  boolean timedOut() {
    return watchdog.timedOut() && !log.hasCrash();
  }

  /** How the process ended, once it has; kills it if it does not. */
  String death() {
    try {
      if (!ends()) {
        watchdog.kill("said no more, but did not end");
        if (!ends()) {
          return watchdog.reason().orElseThrow() + ", and cannot be killed";
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      watchdog.kill("interrupted");
    }
    return watchdog.timedOut() && log.hasCrash()
        ? "crashed, and hung while it was to say how" + log.crashSite()
        : watchdog.reason().orElseGet(() -> log.explain(process.exitValue()));
  }

  private boolean ends() throws InterruptedException {
    return process.waitFor(FAREWELL.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Whether it was killed, and not from here. */
  boolean wasKilledFromOutside() {
    return watchdog.reason().isEmpty()
        && !process.isAlive()
        && ProcessLog.isKilledFromOutside(process.exitValue());
  }

  /**
   * Whether the backend ended it: nobody killed it, unless its JVM hung over saying that a library
   * had crashed it, and it had heap enough.
   */
  boolean endedByItself() {
    return log.hasCrash()
        || (watchdog.reason().isEmpty()
            && !wasKilledFromOutside()
            && !ProcessLog.isHeapExhausted(process.exitValue()));
  }

  void kill() {
    watchdog.kill("was of no more use");
    release();
  }

  private void release() {
    watchdog.close();
    try {
      link.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      Request.writeEnd(link.out());
      link.out().flush();
      if (ends()) {
        release();
      } else {
        kill();
      }
    } catch (IOException e) {
      kill();
    } catch (InterruptedException e) {
      kill();
      Thread.currentThread().interrupt();
    }
  }
}
