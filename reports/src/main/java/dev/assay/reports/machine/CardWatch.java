package dev.assay.reports.machine;

import dev.assay.reports.record.CardRecord;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads a card's clock, power, temperature and memory twice a second from when it is made until it
 * is closed, from one process of NVIDIA's tool. Where that cannot tell, nothing is read, and
 * nothing else changes.
 */
public final class CardWatch implements AutoCloseable {
  /** Seldom enough to leave the processors to what is timed. */
  private static final String INTERVAL = "--loop-ms=500";

  /** What drivers from 535 on call it, and what those before did. */
  private static final List<String> REASONS =
      List.of("clocks_event_reasons.active", "clocks_throttle_reasons.active");

  private static final Duration END = Duration.ofSeconds(2);

  private final NvidiaSmi tool;
  private final int card;
  private final Consumer<CardRecord> end;
  private final List<CardReading> readings = new ArrayList<>();
  private final Thread reader = new Thread(this::read, "card-watch");
  private @Nullable Process process;
  private boolean closed;

  CardWatch(NvidiaSmi tool, int card, Consumer<CardRecord> end) {
    this.tool = tool;
    this.card = card;
    this.end = end;
    reader.setDaemon(true);
    reader.start();
  }

  /**
   * Watches a card while something is done.
   *
   * @param card its number; null to watch none
   * @param end told what was read once it is done, or has failed, if anything was
   */
  public static void during(Runnable work, @Nullable Integer card, Consumer<CardRecord> end) {
    if (card == null) {
      work.run();
      return;
    }
    during(work, new CardWatch(NvidiaSmi.here(), card, end));
  }

  @SuppressWarnings("try") // It works by being open.
  private static void during(Runnable work, CardWatch open) {
    try (open) {
      work.run();
    }
  }

  /** Each name of the reasons in turn: of one that it does not know, the tool says nothing. */
  private void read() {
    for (String reasons : REASONS) {
      if (begin(reasons).filter(this::readAll).isPresent()) {
        return;
      }
    }
  }

  private synchronized Optional<Process> begin(String reasons) {
    if (closed) {
      return Optional.empty();
    }
    Optional<Process> begun =
        tool.start(CardReading.PROPERTIES + reasons, List.of("--id=" + card, INTERVAL));
    process = begun.orElse(null);
    return begun;
  }

  /** Whether there was anything to be read. */
  private boolean readAll(Process from) {
    try (BufferedReader lines = from.inputReader()) {
      lines.lines().map(CardReading::parse).flatMap(Optional::stream).forEach(this::add);
    } catch (IOException | UncheckedIOException e) {
      // Closed, or ended by itself: what was read counts.
    }
    return count() > 0;
  }

  private synchronized void add(CardReading reading) {
    readings.add(reading);
  }

  /** How many readings there are by now. */
  synchronized int count() {
    return readings.size();
  }

  @Override
  public void close() {
    stop();
    try {
      reader.join(END.toMillis());
      kill();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    summary().ifPresent(end);
  }

  /** Should this process be killed, the tool ends too: with its next line, that nobody takes. */
  private synchronized void stop() {
    closed = true;
    if (process != null) {
      process.destroy();
    }
  }

  /** Whatever it waits for, it has nothing that could get lost. */
  private synchronized void kill() {
    if (process != null) {
      process.destroyForcibly();
    }
  }

  private synchronized Optional<CardRecord> summary() {
    return readings.isEmpty() ? Optional.empty() : Optional.of(CardReading.summary(card, readings));
  }
}
