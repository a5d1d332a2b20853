package dev.assay.worker;

import dev.assay.spi.Backend;
import dev.assay.spi.BackendProcess;
import dev.assay.spi.Device;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.util.Optional;

/**
 * The worker process: opens one backend, then computes the problems that arrive, in order,
 * answering each before it starts the next, so that a crash is the fault of the first unanswered
 * one.
 *
 * <p>Messages go over a socket of its own, because natives print to standard output when they like.
 */
public final class WorkerMain {
  private WorkerMain() {}

  /**
   * Runs a worker.
   *
   * @param arguments the socket's path, the backend's class, the device, the number of threads
   */
  public static void main(String[] arguments) throws IOException {
    BackendProcess.begin();
    try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      channel.connect(UnixDomainSocketAddress.of(arguments[0]));
      Link link = new Link(channel);
      work(arguments, link.in(), link.out());
    }
  }

  /** Works for whoever reads what it says. */
  static void work(String[] arguments, DataInputStream in, DataOutputStream out)
      throws IOException {
    Backend backend;
    try {
      backend =
          BackendProcess.open(
              arguments[1], Device.parse(arguments[2]), Integer.parseInt(arguments[3]));
    } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
      refuse(e, out);
      return;
    }
    try (backend) {
      Greeting greeting;
      ProblemRunner runner;
      try {
        greeting = Greeting.of(backend);
        runner = new ProblemRunner(backend);
      } catch (RuntimeException | LinkageError e) {
        // It is open, but does not say what it is: a process that died of that would say less.
        refuse(e, out);
        return;
      }
      greeting.write(out);
      out.flush();
      serve(runner, in, out);
    }
  }

  private static void refuse(Throwable reason, DataOutputStream out) throws IOException {
    new Greeting.Refused(ProblemRunner.describe(reason)).write(out);
    out.flush();
  }

  private static void serve(ProblemRunner runner, DataInputStream in, DataOutputStream out)
      throws IOException {
    for (Optional<Request> next = Request.read(in); next.isPresent(); next = Request.read(in)) {
      runner.answer(next.get()).write(out);
      out.flush();
    }
  }
}
