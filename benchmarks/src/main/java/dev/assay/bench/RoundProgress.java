package dev.assay.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How far a round has come, or how far it came before it died.
 *
 * @param events everything that happened, in order
 */
public record RoundProgress(List<RoundEvent> events) {

  /** Reads a progress file that may not exist yet and whose last line may be half written. */
  public static RoundProgress read(Path file) throws IOException {
    if (Files.notExists(file)) {
      return new RoundProgress(List.of());
    }
    String text = Files.readString(file, StandardCharsets.UTF_8);
    String complete = text.substring(0, text.lastIndexOf('\n') + 1);
    return new RoundProgress(complete.lines().map(RoundEvent::parse).toList());
  }

  /** With how many threads the backend says that it computes; 0 if it cannot tell or is not up. */
  public int threads() {
    return of(RoundEvent.Kind.READY).stream()
        .map(RoundEvent::detail)
        .mapToInt(Integer::parseInt)
        .findFirst()
        .orElse(0);
  }

  /** Why the backend could not be started. */
  public Optional<String> unavailable() {
    return of(RoundEvent.Kind.UNAVAILABLE).stream().map(RoundEvent::detail).findFirst();
  }

  /** How many problems are finished, failed ones included; one that is timed again counts once. */
  public long done() {
    return events.stream()
        .filter(event -> event.kind().isEnd())
        .map(RoundEvent::problem)
        .distinct()
        .count();
  }

  /** What running a network took when it was timed first, if it is timed. */
  public Optional<RunCost> cost(String problem) {
    return of(RoundEvent.Kind.TIMED).stream()
        .filter(event -> event.problem().equals(problem) && !event.detail().isEmpty())
        .map(event -> RunCost.parse(event.detail()))
        .findFirst();
  }

  /** The problems that get no time, or no further one; their details say why. */
  public List<RoundEvent> failed() {
    return events.stream().filter(event -> event.kind().isFailure()).toList();
  }

  /** The problem being timed; if the process is dead, the problem that it died of. */
  public Optional<String> running() {
    return events.isEmpty() || !last().kind().isRunning()
        ? Optional.empty()
        : Optional.of(last().problem());
  }

  /** How many seconds the first run of the problem being timed took; empty if it is not over. */
  public OptionalDouble firstRun() {
    return events.isEmpty() || last().kind() != RoundEvent.Kind.RAN
        ? OptionalDouble.empty()
        : OptionalDouble.of(Double.parseDouble(last().detail()));
  }

  /** The same, as if the problem being timed had not been begun. */
  public RoundProgress withoutRunning() {
    List<RoundEvent> before = new ArrayList<>(events);
    while (!before.isEmpty() && before.get(before.size() - 1).kind().isRunning()) {
      before.remove(before.size() - 1);
    }
    return new RoundProgress(before);
  }

  /** Those of a round's problems that it never began, for another round after it died. */
  public List<String> notBegun(List<String> problems) {
    List<String> rest = new ArrayList<>(problems);
    of(RoundEvent.Kind.STARTED).forEach(event -> rest.remove(event.problem()));
    return rest;
  }

  private RoundEvent last() {
    return events.get(events.size() - 1);
  }

  private List<RoundEvent> of(RoundEvent.Kind kind) {
    return events.stream().filter(event -> event.kind() == kind).toList();
  }
}
