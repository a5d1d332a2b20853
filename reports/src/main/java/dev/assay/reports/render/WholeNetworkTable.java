package dev.assay.reports.render;

import dev.assay.reference.op.Architecture;
import dev.assay.reports.compare.Timed;
import dev.assay.reports.recommend.Ranked;
import dev.assay.reports.recommend.Recommendation;
import dev.assay.reports.record.Metric;
import dev.assay.reports.record.RunRecord;
import dev.assay.reports.record.WholeNetworkRecord;
import dev.assay.verify.Outcome;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How fast networks are in training and in inference, by backend.
 *
 * @param backends names of the columns
 * @param sweep whether the number of threads has to be said
 * @param rows by training step or inference in the order in which they were met, then by number of
 *     threads
 */
record WholeNetworkTable(List<String> backends, boolean sweep, List<Row> rows) {
  /**
   * One training step or inference with one number of threads.
   *
   * @param network its network
   * @param batch images at once
   * @param step how far it goes, in words
   * @param cells by backend, in the order of the columns
   * @param anchor where it is in the page
   */
  record Row(
      String network, int batch, String step, int threads, List<SpeedCell> cells, String anchor) {}

  /**
   * One backend's speed, or why there is none.
   *
   * @param speed {@code 11.7}; empty if there is none
   * @param interval its 95 % interval
   * @param best whether it is the fastest that is right with as many threads, or might as well be
   * @param share of the fastest backend's speed with any number of threads, in per cent; 0 if there
   *     is none, or the time is not that of computing anything
   * @param scaling {@code 1.80× of 1 thread}, which is the fewest; empty for these
   * @param peak {@code 61 % of peak}: of the machine's best arithmetic rate with as many threads;
   *     empty if that is not known
   * @param remark {@code computes with 2 threads}, where it was asked for others, and how it was
   *     measured, where that is worth saying; or empty
   * @param memory {@code 1 051 MiB, 830 MiB on the card}; empty if not known
   * @param proof the id of its proof
   * @param message why there is no speed; empty if there is one
   * @param details everything known of it
   */
  record SpeedCell(
      String speed,
      String interval,
      boolean best,
      int share,
      String scaling,
      String peak,
      String remark,
      String memory,
      String proof,
      String message,
      Details details) {
    static final SpeedCell EMPTY = none("", "not tried", Details.NONE);

    static SpeedCell none(String proof, String message, Details details) {
      return new SpeedCell("", "", false, 0, "", "", "", "", proof, message, details);
    }
  }

  /**
   * What a run says of whole networks.
   *
   * @param recommendations by the same run: whom they name for a network is its best
   */
  static WholeNetworkTable of(RunRecord run, Roofs roofs, List<Recommendation> recommendations) {
    List<String> backends = run.startedBackends();
    Map<String, List<WholeNetworkRecord>> byProblem = new LinkedHashMap<>();
    for (WholeNetworkRecord training : run.training()) {
      byProblem.computeIfAbsent(training.problem(), problem -> new ArrayList<>()).add(training);
    }
    boolean sweep = ThreadCounts.of(run).several();
    List<Row> rows = new ArrayList<>();
    for (List<WholeNetworkRecord> records : byProblem.values()) {
      Step step = new Step(run, roofs, recommendations, records, fastest(records));
      rows.addAll(step.rows(backends));
    }
    return new WholeNetworkTable(backends, sweep, rows);
  }

  /**
   * Which network each is, and how large: {@code vgg16: Simonyan & Zisserman 2015, configuration D,
   * without dropout; 138 357 544 parameters}.
   */
  public List<Fact> networks() {
    List<String> names = rows.stream().map(Row::network).distinct().toList();
    return Architecture.all().stream()
        .filter(known -> names.contains(known.name()))
        .map(known -> new Fact(known.name(), known.source() + "; " + parameters(known)))
        .toList();
  }

  /** Those of the size that is timed, which is the published one. */
  private static String parameters(Architecture network) {
    return Numbers.count(network.network(1, network.size()).parameterCount()) + " parameters";
  }

  private static @Nullable WholeNetworkRecord fastest(List<WholeNetworkRecord> records) {
    return records.stream()
        .filter(record -> Timed.usable(record).isPresent())
        .max(Comparator.comparingDouble(WholeNetworkTable::speed))
        .orElse(null);
  }

  /** Images per second; 0 if not timed. */
  private static double speed(WholeNetworkRecord training) {
    Double speed = training.imagesPerSecond();
    return speed == null ? 0 : speed;
  }

  /**
   * One training step or inference, with however many threads.
   *
   * @param records about it
   * @param fastest of them; null if none has a usable time
   */
  private record Step(
      RunRecord run,
      Roofs roofs,
      List<Recommendation> recommendations,
      List<WholeNetworkRecord> records,
      @Nullable WholeNetworkRecord fastest) {

    List<Row> rows(List<String> backends) {
      Map<Integer, List<WholeNetworkRecord>> byThreads = new TreeMap<>();
      for (WholeNetworkRecord record : records) {
        byThreads.computeIfAbsent(record.threads(), threads -> new ArrayList<>()).add(record);
      }
      return byThreads.values().stream().map(rivals -> row(backends, rivals)).toList();
    }

    private Row row(List<String> backends, List<WholeNetworkRecord> rivals) {
      WholeNetworkRecord any = rivals.get(0);
      List<String> best = best(any);
      return new Row(
          any.network(),
          any.batch(),
          any.pass().words(),
          any.threads(),
          backends.stream()
              .map(
                  backend ->
                      rivals.stream()
                          .filter(record -> record.backend().equals(backend))
                          .map(record -> cell(record, best))
                          .findFirst()
                          .orElse(SpeedCell.EMPTY))
              .toList(),
          Anchors.training(any.network(), any.batch(), any.until(), any.threads()));
    }

    private List<String> best(WholeNetworkRecord any) {
      return recommendations.stream()
          .filter(recommendation -> recommendation.purpose().isOf(any))
          .flatMap(recommendation -> recommendation.leaders().stream())
          .map(Ranked::backend)
          .toList();
    }

    private SpeedCell cell(WholeNetworkRecord training, List<String> best) {
      Metric speed = training.speed();
      Details details = WholeNetworkDetails.of(run, training);
      if (speed == null || training.outcome() != Outcome.PASSED) {
        return SpeedCell.none(training.proof(), withoutSpeed(training), details);
      }
      return new SpeedCell(
          Numbers.measured(speed.value()),
          Numbers.interval(speed.low(), speed.high()),
          best.contains(training.backend()),
          percent(training),
          scaling(training),
          roofs.share(training).stream()
              .mapToObj(share -> Numbers.percent(share) + " of peak")
              .findFirst()
              .orElse(""),
          Stream.of(
                  remark(training),
                  Disturbances.ofNetwork(training),
                  Objects.requireNonNullElse(training.message(), ""))
              .filter(part -> !part.isEmpty())
              .collect(Collectors.joining(", ")),
          memory(training),
          training.proof(),
          "",
          details);
    }

    private static String withoutSpeed(WholeNetworkRecord training) {
      String reason = Objects.requireNonNullElse(training.message(), "not timed");
      return training.outcome() == Outcome.UNSUPPORTED
          ? Sign.UNSUPPORTED.word() + ": " + reason
          : reason;
    }

    private int percent(WholeNetworkRecord training) {
      return fastest == null || Timed.usable(training).isEmpty()
          ? 0
          : (int) Math.round(100 * speed(training) / speed(fastest));
    }

    /** How much more the same backend manages than with the fewest threads. */
    private String scaling(WholeNetworkRecord training) {
      if (Timed.usable(training).isEmpty()) {
        return "";
      }
      WholeNetworkRecord fewest =
          records.stream()
              .filter(record -> record.backend().equals(training.backend()))
              .filter(record -> Timed.usable(record).isPresent())
              .min(Comparator.comparing(WholeNetworkRecord::threads))
              .orElse(training);
      return fewest.threads() == training.threads()
          ? ""
          : Numbers.times(speed(training) / speed(fewest))
              + " of "
              + Numbers.threads(fewest.threads());
    }

    private String remark(WholeNetworkRecord training) {
      return run.proofsOf(training).stream().map(ThreadCounts::readBack).findFirst().orElse("");
    }

    private static String memory(WholeNetworkRecord training) {
      return Stream.of(
              training.peakBytes() == null ? "" : Numbers.bytes(training.peakBytes()),
              training.deviceBytes() == null
                  ? ""
                  : Numbers.bytes(training.deviceBytes()) + " on the card")
          .filter(part -> !part.isEmpty())
          .collect(Collectors.joining(", "));
    }
  }
}
