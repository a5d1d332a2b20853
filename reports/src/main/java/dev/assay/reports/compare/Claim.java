package dev.assay.reports.compare;

import dev.assay.bench.Pass;
import dev.assay.reports.record.BackendRecord;
import dev.assay.reports.record.ContractRecord;
import dev.assay.reports.record.FindingRecord;
import dev.assay.reports.record.LawRecord;
import dev.assay.reports.record.MeasurementRecord;
import dev.assay.reports.record.OutcomeCounts;
import dev.assay.reports.record.ProofRecord;
import dev.assay.reports.record.Reproducer;
import dev.assay.reports.record.RoofRecord;
import dev.assay.reports.record.ThreadsRecord;
import dev.assay.reports.record.VerificationRecord;
import dev.assay.reports.record.WholeNetworkRecord;
import dev.assay.verify.Outcome;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One thing that a run says of a backend's correctness.
 *
 * @param key what it is about
 * @param standing how the backend does
 * @param tries of how many problems it is
 * @param unable of how many of them it computes nothing, or nothing that proves anything
 * @param text that in words: {@code 400 passed}
 * @param reproduce the command that shows what is wrong; empty where there is none
 */
public record Claim(
    Key key, Standing standing, int tries, int unable, String text, String reproduce) {

  /** About a single problem. */
  private Claim(Key key, Standing standing, String text, String reproduce) {
    this(key, standing, 1, standing == Standing.UNABLE ? 1 : 0, text, reproduce);
  }

  /** About many problems. */
  private Claim(Key key, Standing standing, OutcomeCounts tally, String text, String reproduce) {
    this(key, standing, tally.total(), Standing.unable(tally), text, reproduce);
  }

  /** What claims are about. */
  public enum Topic {
    START(""),
    OPERATION(""),
    LAW("law "),
    THREADS("on one thread and on several: "),
    INVALID("invalid problem: "),
    LAYER("layer: "),
    NETWORK("network: "),
    TRAINING("timed training: "),
    INFERENCE("timed inference: "),
    ROOF("roof: ");

    private final String words;

    Topic(String words) {
      this.words = words;
    }
  }

  /** How a backend does, the best first. */
  public enum Standing {
    RIGHT,
    KNOWN,
    UNABLE,
    WRONG;

    static Standing of(Outcome outcome) {
      if (outcome.isWrong()) {
        return WRONG;
      }
      return switch (outcome) {
        // What is made of an invalid problem is no wrong result.
        case KNOWN, ACCEPTED -> KNOWN;
        // What proves nothing is not there to rely on, either.
        case UNSUPPORTED, MISTRUSTED -> UNABLE;
        default -> RIGHT;
      };
    }

    /** Of many tries: wrong if any is; unable only if all are. */
    static Standing of(OutcomeCounts tally) {
      if (tally.wrong() > 0) {
        return WRONG;
      }
      if (tally.of(Outcome.KNOWN) > 0) {
        return KNOWN;
      }
      return unable(tally) == tally.total() ? UNABLE : RIGHT;
    }

    private static int unable(OutcomeCounts tally) {
      return tally.counts().keySet().stream()
          .filter(outcome -> of(outcome) == UNABLE)
          .mapToInt(tally::of)
          .sum();
    }
  }

  /**
   * Which claim it is, in whatever run.
   *
   * @param subject within the topic: {@code conv2d backward-data}
   */
  public record Key(String backend, Topic topic, String subject) {
    public String words() {
      return topic.words + subject;
    }
  }

  /** Whether a result is wrong; to compute something for an invalid problem is another matter. */
  public boolean isWrong() {
    return standing == Standing.WRONG && key.topic != Topic.INVALID;
  }

  /** Everything that a run claims, in its order. */
  public static Map<Key, Claim> of(Side side) {
    var run = side.run();
    Map<Key, Claim> claims = new LinkedHashMap<>();
    Stream.of(
            run.backends().stream().map(record -> of(side, record)),
            run.verifications().stream().map(record -> of(side, record)),
            run.laws().stream().map(record -> of(side, record)),
            run.threads().stream().map(record -> of(side, record)),
            run.contract().stream().map(record -> of(side, record)),
            run.measurements().stream().map(record -> of(side, record)),
            run.proofs().stream().map(record -> of(side, record)),
            run.provedTraining().stream().map(record -> of(side, record)),
            run.roofsOfBackends().stream().map(record -> of(side, record)))
        .flatMap(stream -> stream)
        .forEach(claim -> claims.merge(claim.key, claim, Claim::worse));
    return claims;
  }

  /** The same problem can be a layer of several networks. */
  private Claim worse(Claim other) {
    return other.standing.compareTo(standing) > 0 ? other : this;
  }

  private static Claim of(Side side, BackendRecord backend) {
    String trouble = backend.error() != null ? backend.error() : backend.ended();
    return new Claim(
        new Key(side.name(backend.name()), Topic.START, "start"),
        trouble == null ? Standing.RIGHT : Standing.UNABLE,
        trouble == null ? "started" : trouble,
        "");
  }

  private static Claim of(Side side, VerificationRecord v) {
    String known = v.known().isEmpty() ? "" : " (" + String.join(", ", v.known().keySet()) + ")";
    Optional<FindingRecord> wrong = wrong(side, f -> f.isAbout(v));
    // The random problems may all be right, and the counterexample of a known divergence wrong.
    String pinned = v.isWrong() ? "" : wrong.map(f -> "; " + f.message()).orElse("");
    return new Claim(
        new Key(side.name(v.backend()), Topic.OPERATION, v.operation() + " " + v.direction()),
        wrong.isPresent() ? Standing.WRONG : Standing.of(v.outcomes()),
        v.outcomes(),
        text(v.outcomes()) + known + pinned,
        wrong.map(FindingRecord::reproduce).orElse(""));
  }

  private static Claim of(Side side, LawRecord law) {
    return new Claim(
        new Key(side.name(law.backend()), Topic.LAW, law.law() + " of " + law.operation()),
        Standing.of(law.outcomes()),
        law.outcomes(),
        text(law.outcomes()),
        wrong(side, f -> f.isAbout(law)).map(FindingRecord::reproduce).orElse(""));
  }

  private static Claim of(Side side, ThreadsRecord t) {
    return new Claim(
        new Key(side.name(t.backend()), Topic.THREADS, t.problem()),
        switch (t.agreement()) {
          case BITWISE, WITHIN_BOUND -> Standing.RIGHT;
          case KNOWN -> Standing.KNOWN;
          case WRONG -> Standing.WRONG;
          case NO_RESULT -> Standing.UNABLE;
        },
        t.message().isEmpty() ? word(t.agreement()) : t.message(),
        Reproducer.of(side.run(), t.backend(), t.threads()).problem(t.problem()));
  }

  private static Claim of(Side side, ContractRecord c) {
    return new Claim(
        new Key(side.name(c.backend()), Topic.INVALID, c.name()),
        Standing.of(c.outcome()),
        word(c.outcome()),
        c.reproduce());
  }

  private static Claim of(Side side, MeasurementRecord m) {
    return new Claim(
        new Key(side.name(m.backend()), Topic.LAYER, m.problem()),
        Standing.of(m.outcome()),
        text(m.outcome(), m.message()),
        Reproducer.of(side.run(), m.backend()).problem(m.problem()));
  }

  private static Claim of(Side side, ProofRecord p) {
    return new Claim(
        new Key(side.name(p.backend()), Topic.NETWORK, threads(p.threads(), p.problem())),
        Standing.of(p.outcome()),
        text(p.outcome(), p.message()),
        Reproducer.of(side.run(), p.backend(), p.threads()).problem(p.problem()));
  }

  private static Claim of(Side side, WholeNetworkRecord t) {
    return new Claim(
        new Key(
            side.name(t.backend()),
            t.pass() == Pass.INFERENCE ? Topic.INFERENCE : Topic.TRAINING,
            threads(t.threads(), t.problem())),
        Standing.of(t.outcome()),
        text(t.outcome(), t.message()),
        Reproducer.of(side.run(), t.backend(), t.threads()).training(t));
  }

  private static Claim of(Side side, RoofRecord r) {
    return new Claim(
        new Key(side.name(r.backend()), Topic.ROOF, threads(r.threads(), r.problem())),
        Standing.of(r.outcome()),
        text(r.outcome(), r.message()),
        Reproducer.of(side.run(), r.backend(), r.threads()).problem(r.problem()));
  }

  private static String threads(int threads, String problem) {
    return problem + ", " + threads + "t";
  }

  private static Optional<FindingRecord> wrong(Side side, Predicate<FindingRecord> about) {
    return side.run().findings().stream()
        .filter(finding -> finding.outcome().isWrong())
        .filter(about)
        .findFirst();
  }

  private static String text(OutcomeCounts tally) {
    return tally.counts().entrySet().stream()
        .map(entry -> entry.getValue() + " " + word(entry.getKey()))
        .collect(Collectors.joining(", "));
  }

  private static String text(Outcome outcome, @Nullable String message) {
    String details = Objects.requireNonNullElse(message, "");
    return details.isEmpty() ? word(outcome) : word(outcome) + ": " + details;
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
