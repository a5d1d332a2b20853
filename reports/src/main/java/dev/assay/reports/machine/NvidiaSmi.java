package dev.assay.reports.machine;

import dev.assay.reports.record.MachineRecord.Gpu;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * NVIDIA's own tool, which tells of cards. It is only ever asked: nothing here sets anything. A
 * tool that is missing, hangs or knows nothing leaves what it was asked for absent.
 *
 * @param command the tool's name or path
 */
record NvidiaSmi(String command) {
  /** Longer than drivers take that have to wake the cards first. */
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private static final String CARDS =
      "index,uuid,name,memory.total,driver_version,power.limit,clocks.max.sm";
  private static final int COLUMNS = CARDS.split(",", -1).length;

  private static final long MIB = 1L << 20;
  private static final long MEGA = 1_000_000;

  /** The tool of this machine. */
  static NvidiaSmi here() {
    return new NvidiaSmi("nvidia-smi");
  }

  /**
   * A card.
   *
   * @param index its number, by which the tool takes it too; CUDA's, if that counts by bus
   * @param uuid what CUDA_VISIBLE_DEVICES may call it; never recorded
   */
  record Card(int index, String uuid, Gpu gpu) {}

  /** All cards, by their numbers. */
  List<Card> cards() {
    List<Card> cards = new ArrayList<>();
    for (String line : output(start(CARDS, List.of()))) {
      String[] values = values(line);
      Double index = values.length == COLUMNS ? number(values[0]) : null;
      if (index != null) {
        cards.add(
            new Card(
                index.intValue(),
                values[1],
                new Gpu(
                    values[2],
                    whole(values[3], MIB),
                    isTold(values[4]) ? values[4] : null,
                    number(values[5]),
                    whole(values[6], MEGA))));
      }
    }
    return cards;
  }

  /**
   * Which of the cards CUDA means by a number.
   *
   * @param visible what the environment says of the cards to be seen, which are then counted anew:
   *     numbers, or beginnings of their names; null if it says nothing
   */
  static Optional<Card> find(List<Card> cards, int number, @Nullable String visible) {
    String[] seen = visible == null ? new String[0] : visible.split(",", -1);
    String name = number < seen.length ? seen[number].strip() : String.valueOf(number);
    return cards.stream()
        .filter(
            card ->
                name.equals(String.valueOf(card.index))
                    || (!name.isEmpty() && card.uuid.startsWith(name)))
        .findFirst();
  }

  /**
   * Starts the tool.
   *
   * @param properties what it is to print, a line for each card, separated by commas
   * @return empty if it cannot be started
   */
  Optional<Process> start(String properties, List<String> arguments) {
    List<String> words = new ArrayList<>();
    words.add(command);
    words.add("--query-gpu=" + properties);
    words.add("--format=csv,noheader,nounits");
    words.addAll(arguments);
    try {
      Process process =
          new ProcessBuilder(words).redirectError(ProcessBuilder.Redirect.DISCARD).start();
      process.getOutputStream().close();
      return Optional.of(process);
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static List<String> output(Optional<Process> started) {
    if (started.isEmpty()) {
      return List.of();
    }
    Process process = started.get();
    try {
      // A few lines, which the pipe holds until they are read.
      if (process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS) && process.exitValue() == 0) {
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
            .lines()
            .toList();
      }
    } catch (IOException e) {
      // As if it had said nothing.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      process.destroyForcibly();
    }
    return List.of();
  }

  /** The values of a line. */
  static String[] values(String line) {
    return line.strip().split("\\s*,\\s*", -1);
  }

  /** Whether a value is one, and not {@code [N/A]} or {@code [Not Supported]}. */
  private static boolean isTold(String value) {
    return !value.isEmpty() && !value.startsWith("[");
  }

  /** A number without its unit; null if the tool has none. */
  static @Nullable Double number(String value) {
    try {
      return isTold(value) ? Double.valueOf(value) : null;
    } catch (NumberFormatException e) {
      return null;
    }
  }

  private static @Nullable Long whole(String value, long unit) {
    Double number = number(value);
    return number == null ? null : Math.round(number * unit);
  }
}
