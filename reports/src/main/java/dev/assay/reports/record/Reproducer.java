package dev.assay.reports.record;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Makes the commands that repeat what a run did with one backend, in the same place and with as
 * many threads.
 *
 * @param options that choose the backend, as typed; without those that a command takes by default
 */
public record Reproducer(String options) {
  private static final String DEFAULT_DEVICE = "cpu";
  private static final String DEFAULT_STAGE = "update";

  public Reproducer {
    Objects.requireNonNull(options, "options");
  }

  /** Of a backend as a run knows it. */
  public static Reproducer of(RunRecord run, String backend) {
    return of(run, backend, null);
  }

  /**
   * Of a backend with another number of threads than the run's usual one.
   *
   * @param threads null for the usual number
   */
  public static Reproducer of(RunRecord run, String backend, @Nullable Integer threads) {
    Optional<BackendRecord> known =
        run.backends().stream().filter(record -> record.name().equals(backend)).findFirst();
    List<String> words = new ArrayList<>();
    known
        .map(BackendRecord::adapters)
        .ifPresent(folder -> words.add("--adapters " + Shell.word(folder)));
    words.add("--backend " + backend);
    known
        .map(BackendRecord::device)
        .filter(device -> !device.equals(DEFAULT_DEVICE))
        .ifPresent(device -> words.add("--device " + typed(device)));
    int usual = known.map(BackendRecord::threads).orElse(0);
    int count = threads == null ? usual : threads;
    // By default there is one for each processor; nobody knows how many where it is not said.
    if (count > 0 && !Objects.equals(count, run.machine().cpu().threads())) {
      words.add("--threads " + count);
    }
    return new Reproducer(String.join(" ", words));
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
    return replay("--law " + law + " " + quoted(problem));
  }

  /** Hands over an invalid problem again. */
  public String invalid(String name) {
    return replay("--invalid " + name);
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
                .formatted(options, operation, run.tries(), run.seed())
            + (shard == null ? "" : " --shard " + shard));
  }

  /** Proves the network of a training step again, and times the step. */
  public String training(TrainingRecord training) {
    return "./assay bench %s --network %s --only training --train-batch %d"
            .formatted(options, training.network(), training.batch())
        + (training.until().equals(DEFAULT_STAGE) ? "" : " --until " + training.until());
  }

  private String replay(String what) {
    return "./assay replay " + options + " " + what;
  }

  private static String quoted(String problem) {
    return "\"" + problem + "\"";
  }
}
