package dev.assay.host;

import dev.assay.worker.Reply;
import dev.assay.worker.Request;
import dev.assay.worker.Suspect;
import java.time.Duration;
import java.util.List;

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
   * @param suspects known divergences that apply to the problem; none if it did not end by itself
   *     but was killed, or for lack of memory
   */
  record Crashed(Request request, String how, String log, List<Suspect> suspects)
      implements Answer {}

  /** The worker did not answer in time and was killed. */
  record TimedOut(Request request, Duration deadline) implements Answer {}
}
