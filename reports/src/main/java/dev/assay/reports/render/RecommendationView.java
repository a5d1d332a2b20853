package dev.assay.reports.render;

import dev.assay.bench.Pass;
import dev.assay.bench.Resampling;
import dev.assay.reports.recommend.Certainty;
import dev.assay.reports.recommend.Doubt;
import dev.assay.reports.recommend.Excluded;
import dev.assay.reports.recommend.Purpose;
import dev.assay.reports.recommend.Ranked;
import dev.assay.reports.recommend.Recommendation;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A recommendation as reports show it. */
record RecommendationView(Recommendation recommendation) {
  private static final double SURE = 0.95;
  private static final String UNKNOWN = "–";

  public String title() {
    return recommendation.purpose().title();
  }

  /** Where the numbers that it is made from are in the page of the run. */
  public String anchor() {
    Purpose purpose = recommendation.purpose();
    Pass pass = purpose.pass();
    return pass == null
        ? Anchors.layers(purpose.network(), purpose.batch())
        : Anchors.training(purpose.network(), purpose.batch(), pass.toString(), purpose.threads());
  }

  /** Whom to take, and how sure that is. */
  public String answer() {
    List<Ranked> ranking = recommendation.ranking();
    if (ranking.isEmpty()) {
      return "No backend can be recommended.";
    }
    Ranked best = ranking.get(0);
    if (ranking.size() == 1) {
      return "Take " + best.backend() + ": it is the only one that is right and was timed.";
    }
    List<Ranked> tied = recommendation.tied();
    Ranked next = tied.isEmpty() ? ranking.get(1) : tied.get(0);
    String others = tied.stream().map(Ranked::backend).collect(Collectors.joining(" or "));
    String take = "Take " + best.backend() + (tied.isEmpty() ? "" : " or " + others);
    Doubt doubt = doubt();
    if (doubt != null) {
      return String.format(
          "%s, as far as %s tell: %s takes %s times as long, which may be chance, since %s.%s",
          take, doubt.words(), next.backend(), ratio(next), doubt.reason(), wins(best));
    }
    Certainty certainty = best.certainty();
    if (!tied.isEmpty()) {
      return String.format(
          "%s: %s takes %s times as long, %s.%s",
          take,
          next.backend(),
          ratio(next),
          next.certainty() == null ? "but has too few rounds that count" : "too close to call",
          wins(best));
    }
    return String.format(
        "%s: it %s the fastest, and the next, %s, takes %s times as long.%s",
        take,
        certainty != null && certainty.chance() >= SURE ? "is" : "seems to be",
        next.backend(),
        ratio(next),
        wins(best));
  }

  /** {@code 1.23 (0.95–1.29)}. */
  private static String ratio(Ranked ranked) {
    return Numbers.fixed(ranked.ratio(), 2) + interval(ranked);
  }

  private String wins(Ranked best) {
    int parts = recommendation.purpose().parts().size();
    return parts == 1
        ? ""
        : String.format(
            " Problem by problem, %s is the fastest on %d of %d.",
            best.backend(), best.wins(), parts);
  }

  /** The same in a line, for somebody who looks at the whole run. */
  public String brief() {
    return "Fastest for "
        + title()
        + ": "
        + fastest()
        + Stream.of(next(), warming(), knownInWords())
            .filter(part -> !part.isEmpty())
            .map(part -> "; " + part)
            .collect(Collectors.joining())
        + ".";
  }

  /** {@code dl4j 3.49, libtorch 3.18 images/s; too close to call}; or that none is. */
  public String fastest() {
    List<Ranked> leaders = recommendation.leaders();
    return leaders.isEmpty()
        ? "no backend that is right"
        : leaders.stream()
                .map(leader -> leader.backend() + " " + speed(leader))
                .collect(Collectors.joining(", "))
            + (recommendation.purpose().isLayers() ? " ms" : " images/s")
            + doubt(leaders);
  }

  private String doubt(List<Ranked> leaders) {
    Doubt doubt = doubt();
    if (doubt != null) {
      return "; as far as " + doubt.words() + " tell";
    }
    if (leaders.size() < 2) {
      return "";
    }
    return isToldOf(leaders) ? "; too close to call" : "; not all have enough rounds that count";
  }

  /** Why nobody can tell the best from chance; null if that is not so. */
  private @Nullable Doubt doubt() {
    return recommendation.isByChance() ? recommendation.doubt() : null;
  }

  private static boolean isToldOf(List<Ranked> some) {
    return some.stream().allMatch(ranked -> ranked.certainty() != null);
  }

  /**
   * {@code still warming up when timed, so perhaps faster than shown (a longer --network-seconds
   * helps): dl4j}; empty if nobody was whose speed may change the answer.
   */
  public String warming() {
    String names =
        recommendation.warming().stream().map(Ranked::backend).collect(Collectors.joining(", "));
    return names.isEmpty()
        ? ""
        : String.format(
            "still warming up when timed, so perhaps faster than shown (a longer %s helps): %s",
            recommendation.purpose().isLayers() ? "--bench-seconds" : "--network-seconds", names);
  }

  /** Known divergences of the fastest, in operations of the workload; without those of none. */
  public List<Known> known() {
    return recommendation.leaders().stream()
        .filter(leader -> !leader.divergences().isEmpty())
        .map(leader -> new Known(leader.backend(), leader.divergences()))
        .toList();
  }

  /** Known divergences of a backend, by their ids. */
  record Known(String backend, List<String> ids) {
    /** Each, and where it is in the page of the run if it was seen again. */
    public List<Fact> places() {
      return ids.stream().map(id -> new Fact(id, Anchors.known(backend, id))).toList();
    }
  }

  /** {@code known divergences: dl4j softmax-hides-nan}; empty if there are none. */
  private String knownInWords() {
    String known =
        known().stream()
            .map(k -> k.backend() + " " + String.join(", ", k.ids()))
            .collect(Collectors.joining("; "));
    return known.isEmpty() ? "" : "known divergences: " + known;
  }

  private String speed(Ranked ranked) {
    return recommendation.purpose().isLayers()
        ? Numbers.milliseconds(ranked.seconds())
        : Numbers.measured(recommendation.purpose().batch() / ranked.seconds());
  }

  /** {@code djl-mxnet takes 1.23 (0.95–1.29) times as long}; empty if there is no other. */
  public String next() {
    if (recommendation.ranking().size() < 2) {
      return "";
    }
    Ranked next = recommendation.ranking().get(1);
    return next.backend() + " takes " + ratio(next) + " times as long";
  }

  /** {@code (0.95–1.29)}, of its ratio; empty if that is not known. */
  private static String interval(Ranked ranked) {
    Certainty certainty = ranked.certainty();
    return certainty == null
        ? ""
        : Numbers.inBrackets(
            certainty.ratioLow(), certainty.ratioHigh(), number -> Numbers.fixed(number, 2));
  }

  /** Who is left out though faster; empty if nobody is. */
  public String leftOut() {
    return recommendation.excluded().stream()
        .filter(e -> e.speedup() != null && e.speedup() > 1)
        .map(e -> e.backend() + " is faster, but " + e.reasons().get(0))
        .collect(Collectors.joining("; "));
  }

  /** Those that can be recommended. */
  public List<Row> rows() {
    double slowest = recommendation.ranking().stream().mapToDouble(Ranked::ratio).max().orElse(1);
    boolean told = isToldOf(recommendation.leaders());
    return recommendation.ranking().stream()
        .map(r -> new Row(r, slowest, told, isAloneInDoubt(r)))
        .toList();
  }

  /** Whether nobody can tell of it what can be told of the best. */
  private boolean isAloneInDoubt(Ranked ranked) {
    return ranked.certainty() == null && recommendation.doubt() == null;
  }

  /**
   * One line of the ranking.
   *
   * @param slowest ratio of all
   * @param told whether anybody can tell how often each would be the fastest: not if too few rounds
   *     count of one that may be
   * @param few whether too few of its rounds count
   */
  record Row(Ranked ranked, double slowest, boolean told, boolean few) {
    /** {@code 123}, in milliseconds. */
    public String time() {
      return Numbers.milliseconds(ranked.seconds());
    }

    /** {@code 119–130}; a dash if it is not known. */
    public String interval() {
      Certainty certainty = ranked.certainty();
      return certainty == null
          ? UNKNOWN
          : Numbers.interval(certainty.low(), certainty.high(), Numbers::milliseconds);
    }

    public String ratio() {
      return Numbers.times(ranked.ratio());
    }

    public String chance() {
      Certainty certainty = ranked.certainty();
      if (certainty == null || !told) {
        return UNKNOWN;
      }
      double per = 100 * certainty.chance();
      return per > 0 && per < 1 ? "<1 %" : Math.round(per) + " %";
    }

    public String memory() {
      return ranked.memoryBytes() == null ? "not measured" : Numbers.bytes(ranked.memoryBytes());
    }

    public String error() {
      return Numbers.share(ranked.share());
    }

    public String remarks() {
      List<String> remarks = new ArrayList<>();
      if (!ranked.divergences().isEmpty()) {
        remarks.add("known divergences: " + String.join(", ", ranked.divergences()));
      }
      if (ranked.warming()) {
        remarks.add("still warming up when timed");
      }
      if (few) {
        remarks.add("fewer than " + Recommendation.FEWEST_ROUNDS + " rounds that count");
      }
      if (ranked.dominated()) {
        remarks.add("another one is clearly faster, and at least as good in all else measured");
      }
      return String.join("; ", remarks);
    }

    public long percent() {
      return Math.round(100 * ranked.ratio() / slowest);
    }
  }

  /** Why others cannot be recommended. */
  public List<String> excluded() {
    return recommendation.excluded().stream().map(RecommendationView::sentence).toList();
  }

  private static String sentence(Excluded excluded) {
    String reasons =
        excluded.reasons().stream().limit(3).collect(Collectors.joining("; "))
            + (excluded.reasons().size() > 3
                ? "; and " + (excluded.reasons().size() - 3) + " more"
                : "");
    Double speedup = excluded.speedup();
    return excluded.backend()
        + " is not recommended: it "
        + reasons
        + "."
        + (speedup != null && speedup > 1
            ? " It would be " + Numbers.fixed(speedup, 2) + " times as fast."
            : "");
  }

  public TimeAndMemory drawing() {
    return new TimeAndMemory(recommendation.ranking());
  }

  static String basis() {
    return "Only backends that got everything in the workload right are ranked, as far as this run"
        + " verified it; known divergences of its operations, met among random problems, are listed"
        + " beside them. The intervals come from "
        + Numbers.count(Resampling.TIMES)
        + " resamplings of rounds, then iterations, and are wider where there are few rounds.";
  }
}
