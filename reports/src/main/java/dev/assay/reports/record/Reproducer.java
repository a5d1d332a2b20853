package dev.assay.reports.record;

import dev.assay.bench.Workload;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Makes the commands that repeat what a run did with a backend, in the same place, with as many
 * threads, and as much time for each problem and memory.
 *
 * @param options that choose the backend, its device, threads, deadline and memory, as typed
 */
public record Reproducer(String options) {
  private static final String DEFAULT_DEVICE = "cpu";

  private static final Pattern PLAIN = Pattern.compile("[^\\p{Cntrl}\"$`\\\\!%]*");

  public Reproducer {
    Objects.requireNonNull(options, "options");
  }

  /** Of what is computed with the run's usual number of threads: all that is timed. */
  public static Reproducer of(RunRecord run, String backend) {
    return of(run, backend, null);
  }

  /** Of random and invalid problems, and of laws. */
  public static Reproducer ofRandom(RunRecord run, String backend) {
    return of(
        run, backend, find(run, backend).map(BackendRecord::asked).map(Asked::random).orElse(0));
  }

  /**
   * Of what was computed with so many threads.
   *
   * @param threads null for the usual number
   */
  public static Reproducer of(RunRecord run, String backend, @Nullable Integer threads) {
    return of(run, List.of(backend), threads);
  }

  /**
   * Of what several backends computed with so many threads, to do it in turn.
   *
   * @param threads null for the usual number
   */
  public static Reproducer of(RunRecord run, List<String> backends, @Nullable Integer threads) {
    return new Reproducer(
        backends.stream()
            .flatMap(backend -> words(run, backend, threads(run, backend, threads)).stream())
            .distinct()
            .collect(Collectors.joining(" ")));
  }

  private static int threads(RunRecord run, String backend, @Nullable Integer threads) {
    return threads == null
        ? find(run, backend).map(BackendRecord::threadsAskedFor).orElse(0)
        : threads;
  }

  private static Optional<BackendRecord> find(RunRecord run, String backend) {
    return run.backends().stream().filter(record -> record.name().equals(backend)).findFirst();
  }

  /**
   * As typed. The number of threads is named even where it is what a command takes by default: that
   * is another one on another machine, and another one for each command.
   *
   * @param threads 0 if nobody knows
   */
  private static List<String> words(RunRecord run, String backend, int threads) {
    Optional<BackendRecord> known = find(run, backend);
    List<String> words = new ArrayList<>();
    known
        .map(BackendRecord::adapters)
        .ifPresent(folder -> words.add("--adapters " + Shell.word(folder)));
    words.add("--backend " + Shell.word(backend));
    known
        .map(BackendRecord::device)
        .filter(device -> !device.equals(DEFAULT_DEVICE))
        .ifPresent(device -> words.add("--device " + typed(device)));
    if (threads > 0) {
      words.add("--threads " + threads);
    }
    known
        .map(BackendRecord::asked)
        .map(Asked::deadline)
        .ifPresent(seconds -> words.add("--deadline " + seconds));
    known
        .map(BackendRecord::asked)
        .map(Asked::memory)
        .ifPresent(mebibytes -> words.add("--memory " + mebibytes));
    return words;
  }

  /** As the command line takes it; DJL reads {@code gpu(0)} back where that is {@code cuda:0}. */
  private static String typed(String device) {
    return device.replaceFirst("^gpu\\(([0-9]+)\\)$", "cuda:$1");
  }

  /** Computes a problem again and compares it with the oracle. */
  public String problem(String problem) {
    return replay(quoted(problem));
  }

  /** Checks a law on a problem again. */
  public String law(String law, String problem) {
    return replay("--law " + Shell.word(law) + " " + quoted(problem));
  }

  /** Hands over an invalid problem again. */
  public String invalid(String name) {
    return replay("--invalid " + Shell.word(name));
  }

  /**
   * Tries the random problems of an operation again, the same and as many; empty where the run
   * cannot tell which: it was merged, or they were as many as there was time for.
   */
  public Optional<String> campaign(RunRecord run, String operation) {
    if (run.sources() != null || run.tries() == 0) {
      return Optional.empty();
    }
    String shard = run.campaign() == null ? null : run.campaign().shard();
    return Optional.of(
        "./assay verify %s --op %s --tries %d --seed %d"
                .formatted(options, Shell.word(operation), run.tries(), run.seed())
            + (shard == null ? "" : " --shard " + Shell.word(shard)));
  }

  /** Proves a whole network again, and times it. */
  public String training(WholeNetworkRecord training) {
    return network(training.network(), training.batch(), training.until());
  }

  /**
   * Times a whole network.
   *
   * @param until how far each pass goes
   */
  public String network(String network, int batch, String until) {
    return "./assay bench %s --network %s --only networks --network-batch %d --until %s"
        .formatted(options, Shell.word(network), batch, Shell.word(until));
  }

  /**
   * Times the layers of a network or workload; empty where they are of a user's file, of which the
   * run knows nothing but its name.
   */
  public Optional<String> of(Layers layers) {
    String batch = layers.batch() == 0 ? "" : " --batch " + layers.batch();
    return Workload.names().contains(layers.network())
        ? Optional.of(
            "./assay bench %s --network %s --only layers%s"
                .formatted(options, layers.network(), batch))
        : Optional.empty();
  }

  private String replay(String what) {
    return "./assay replay " + options + " " + what;
  }

  /** Double quotes mean the same in every shell, as long as nothing in them means anything. */
  private static String quoted(String problem) {
    return PLAIN.matcher(problem).matches() ? "\"" + problem + "\"" : Shell.word(problem);
  }
}
