package dev.assay.host;

import dev.assay.spi.Description;
import dev.assay.worker.Greeting;
import dev.assay.worker.Reply;
import dev.assay.worker.Request;
import dev.assay.worker.Suspect;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A backend in a process of its own, restarted whenever a problem kills it. To be used by one
 * thread.
 */
public final class Worker implements AutoCloseable {
  private final Launch launch;
  private final Limits limits;
  private final ProcessLog log;
  private @Nullable WorkerProcess process;
  private Greeting.Ready greeting;
  private @Nullable Request killer;

  /**
   * Starts a backend.
   *
   * @param logs folder for what the worker prints; created if it is not there
   * @throws HostException if the backend cannot be opened, with its reason
   * @throws UnwritableFolderException if that folder, or that of temporary files, cannot be written
   *     to
   */
  public Worker(Launch launch, Limits limits, Path logs) {
    this.launch = launch;
    this.limits = limits;
    try {
      Files.createDirectories(logs);
    } catch (IOException e) {
      throw new UnwritableFolderException(
          "cannot write to " + logs + "; free space there, or choose another folder", e);
    }
    this.log = new ProcessLog(logs, launch.backend());
    this.process = start();
    this.greeting = greet(process);
  }

  private WorkerProcess start() {
    try {
      return new WorkerProcess(launch, limits, log);
    } catch (IOException e) {
      throw new HostException(
          launch.backend() + " did not start: " + e.getMessage() + "; see " + log.file(), e);
    }
  }

  private Greeting.Ready greet(WorkerProcess started) {
    if (started.greeting() instanceof Greeting.Refused refused) {
      started.close();
      throw new HostException(launch.backend() + " did not start: " + refused.reason());
    }
    return (Greeting.Ready) started.greeting();
  }

  private WorkerProcess process() {
    if (process == null) {
      try {
        WorkerProcess started = start();
        greeting = greet(started);
        process = started;
      } catch (HostException e) {
        throw killer == null
            ? e
            : new HostException(e.getMessage() + "; it had died of: " + killer.problem(), e);
      }
    }
    return process;
  }

  /** What the backend said of itself. */
  public Description description() {
    return greeting.description();
  }

  /** What each of its processes may take. */
  public Limits limits() {
    return limits;
  }

  /** Whether a problem killed it. */
  public boolean hasDied() {
    return killer != null;
  }

  /** Where the backend is known to be wrong. */
  public List<Greeting.Divergence> divergences() {
    return greeting.divergences();
  }

  /**
   * Computes problems, in order. Each answer is handed over as soon as it is there, while the
   * worker goes on with the next. What kills the worker costs its own answer and no other; that
   * which was being computed while somebody else killed it is asked once more.
   *
   * @param goOn told of every answer; false gives up the rest, and so does whatever it throws
   * @throws HostException if a worker that died is not to be replaced
   * @throws UnwritableFolderException if its successor finds no folder that it can write to
   */
  public void execute(List<Request> requests, Predicate<Answer> goOn) {
    int next = 0;
    while (next < requests.size()) {
      WorkerProcess running = process();
      running.send(requests.subList(next, requests.size()));
      do {
        boolean goesOn = false;
        try {
          Answer answer = answer(running, requests.get(next));
          next++;
          goesOn = goOn.test(answer);
        } finally {
          if (!goesOn && running == process && next < requests.size()) {
            abandon(running);
          }
        }
        if (!goesOn) {
          return;
        }
      } while (running == process && next < requests.size());
    }
  }

  private Answer answer(WorkerProcess running, Request request) {
    try {
      return new Answer.Replied(request, running.receive(request));
    } catch (IOException e) {
      String how = running.death();
      return running.wasKilledFromOutside()
          ? again(running, request)
          : postMortem(running, request, how);
    }
  }

  /** Asks a fresh process the same, and nothing else. */
  private Answer again(WorkerProcess killed, Request request) {
    abandon(killed);
    log.askedOnceMore("killed from outside", request.problem().toString());
    WorkerProcess fresh = process();
    fresh.send(List.of(request));
    try {
      return new Answer.Replied(request, fresh.receive(request));
    } catch (IOException e) {
      return postMortem(fresh, request, fresh.death());
    }
  }

  /** Of one that is dead, or still owes answers: what was sent cannot be taken back. */
  private void abandon(WorkerProcess running) {
    running.kill();
    process = null;
  }

  private Answer postMortem(WorkerProcess dead, Request request, String how) {
    boolean timedOut = dead.timedOut();
    boolean endedByItself = dead.endedByItself();
    String tail = log.tail();
    abandon(dead);
    killer = request;
    return timedOut
        ? new Answer.TimedOut(request, dead.deadline(request))
        : new Answer.Crashed(request, how, tail, endedByItself ? classify(request) : List.of());
  }

  /**
   * Asks a fresh worker, because the one that knew is dead. If there is none, a death that nothing
   * explains is better than none: whoever uses this worker next learns that it does not start.
   */
  private List<Suspect> classify(Request request) {
    if (request.task() == Request.Task.PROBE) {
      return List.of(); // What is invalid is no known divergence.
    }
    try {
      WorkerProcess fresh = process();
      Request classify = Request.classify(request.problem());
      fresh.send(List.of(classify));
      return fresh.receive(classify) instanceof Reply.Classified classified
          ? classified.suspects()
          : List.of();
    } catch (IOException e) {
      close();
      return List.of();
    } catch (HostException e) {
      return List.of();
    }
  }

  @Override
  public void close() {
    if (process != null) {
      process.close();
      process = null;
    }
  }
}
