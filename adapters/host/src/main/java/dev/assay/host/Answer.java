package dev.assay.host;

import dev.assay.worker.Reply;
import dev.assay.worker.Request;
import java.time.Duration;
import java.util.Optional;

/** What became of one request: the worker's reply, or the worker's end. */
public sealed interface Answer {

  Request request();

  /** The worker answered. */
  record Replied(Request request, Reply reply) implements Answer {}

  /**
   * The worker died of it.
   *
   * @param how signal, exit code or memory, and the native library where the JVM could tell
   * @param log the end of what the worker printed
   * @param divergence the known divergence that applies to the problem, if any
   */
  record Crashed(Request request, String how, String log, Optional<String> divergence)
      implements Answer {}

  /**
   * The worker did not answer in time and was killed.
   *
   * @param divergence the known divergence that applies to the problem, if any
   */
  record TimedOut(Request request, Duration deadline, Optional<String> divergence)
      implements Answer {}
}
