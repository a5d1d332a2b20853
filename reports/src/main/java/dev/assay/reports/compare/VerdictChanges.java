package dev.assay.reports.compare;

import dev.assay.reports.compare.Claim.Standing;
import dev.assay.reports.compare.Claim.Topic;
import dev.assay.reports.compare.VerdictChange.Kind;
import dev.assay.reports.record.Arithmetic;
import dev.assay.reports.record.CampaignRecord;
import dev.assay.reports.record.FindingRecord;
import dev.assay.reports.record.Precision;
import dev.assay.reports.record.RunRecord;
import dev.assay.reports.record.SourceRecord;
import dev.assay.reports.record.VerificationRecord;
import dev.assay.spi.Repeatability;
import dev.assay.verify.Outcome;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What two runs say differently of correctness.
 *
 * @param changes the gravest first
 * @param compared how many claims both runs make
 * @param unchanged of how many of these they say the same
 * @param onlyBase how many claims the base alone makes
 * @param onlyHead how many claims the head alone makes
 */
public record VerdictChanges(
    List<VerdictChange> changes, int compared, int unchanged, int onlyBase, int onlyHead) {

  public VerdictChanges {
    changes = List.copyOf(changes);
  }

  static VerdictChanges between(Side base, Side head) {
    Map<Claim.Key, Claim> before = Claim.of(base);
    Map<Claim.Key, Claim> after = Claim.of(head);
    boolean sameProblems = problems(base.run()).equals(problems(head.run()));
    List<VerdictChange> changes = new ArrayList<>();
    int compared = 0;
    int unchanged = 0;
    for (Claim now : after.values()) {
      Claim then = before.get(now.key());
      if (then != null) {
        compared++;
        Optional<VerdictChange> change =
            kind(then, now, sameProblems && then.tries() == now.tries())
                .map(kind -> change(kind, then, now));
        change.ifPresent(changes::add);
        unchanged += change.isEmpty() ? 1 : 0;
      }
    }
    changes.addAll(newFailures(base, head, before, after));
    changes.addAll(goneDivergences(base, head));
    changes.addAll(arithmetic(base, head));
    changes.sort(Comparator.comparing(VerdictChange::kind));
    return new VerdictChanges(
        changes, compared, unchanged, before.size() - compared, after.size() - compared);
  }

  /**
   * What is said differently of the same thing, whatever random problems were tried; empty if it
   * comes to the same.
   */
  public static Optional<VerdictChange> between(Claim then, Claim now) {
    return kind(then, now, false).map(kind -> change(kind, then, now));
  }

  /**
   * Which random problems a run asks for, however many it gets to: another version of Assay may
   * have others.
   */
  private static Object problems(RunRecord run) {
    List<SourceRecord> sources = run.sources();
    CampaignRecord campaign = run.campaign();
    Object parts =
        sources == null
            ? Optional.ofNullable(campaign).map(CampaignRecord::shard)
            : sources.stream()
                .map(source -> Arrays.asList(source.seed(), source.shard()))
                .collect(Collectors.toSet());
    return List.of(run.seed(), run.assay(), parts);
  }

  private static VerdictChange change(Kind kind, Claim then, Claim now) {
    return new VerdictChange(
        kind,
        now.key().backend(),
        now.key().words(),
        then.text(),
        now.text(),
        now.standing() == Standing.WRONG ? now.reproduce() : "");
  }

  /**
   * What kind of change it is.
   *
   * @param sameProblems whether both tried the same random problems, so that counts can be compared
   */
  private static Optional<Kind> kind(Claim then, Claim now, boolean sameProblems) {
    Standing was = then.standing();
    Standing is = now.standing();
    if (now.key().topic() == Topic.INVALID) {
      return invalid(was, is);
    }
    if (is == Standing.WRONG && was != is) {
      return Optional.of(Kind.BROKEN);
    }
    if (sameProblems && now.unable() > then.unable()) {
      return Optional.of(Kind.LOST);
    }
    if (is == Standing.WRONG) {
      return Optional.of(Kind.STILL_WRONG);
    }
    if (was == Standing.WRONG) {
      return Optional.of(is == Standing.UNABLE ? Kind.LOST : Kind.REPAIRED);
    }
    // A run that tried less may have met no other problems than those that nobody computes.
    if (is == Standing.UNABLE && was != is) {
      return now.unable() > then.unable() ? Optional.of(Kind.LOST) : Optional.empty();
    }
    if (was == Standing.UNABLE && was != is) {
      return then.unable() > now.unable() ? Optional.of(Kind.GAINED) : Optional.empty();
    }
    if (was == Standing.RIGHT && is == Standing.KNOWN) {
      return Optional.of(Kind.DIVERGENCE_MET);
    }
    if (sameProblems && then.unable() > now.unable()) {
      return Optional.of(Kind.GAINED);
    }
    boolean otherBits =
        now.key().topic() == Topic.THREADS
            && is == Standing.RIGHT
            && !then.text().equals(now.text());
    return otherBits ? Optional.of(Kind.OTHER_BITS) : Optional.empty();
  }

  /** Right is a clean error, wrong a process that dies; what is computed is known to be. */
  private static Optional<Kind> invalid(Standing was, Standing is) {
    if (was == is) {
      return Optional.empty();
    }
    if (was == Standing.UNABLE) {
      return Optional.of(Kind.GAINED);
    }
    return Optional.of(
        switch (is) {
          case RIGHT -> Kind.REPAIRED;
          case KNOWN -> was == Standing.RIGHT ? Kind.NO_LONGER_REFUSED : Kind.SURVIVED;
          case UNABLE -> Kind.LOST;
          case WRONG -> Kind.NO_LONGER_SURVIVED;
        });
  }

  /** Where something was wrong before and is wrong now, it may be wrong in new ways. */
  private static List<VerdictChange> newFailures(
      Side base, Side head, Map<Claim.Key, Claim> before, Map<Claim.Key, Claim> after) {
    Set<Object> old =
        base.run().findings().stream()
            .map(finding -> kind(base, finding))
            .collect(Collectors.toSet());
    return head.run().findings().stream()
        .filter(finding -> finding.outcome().isWrong())
        .filter(finding -> !old.contains(kind(head, finding)))
        .filter(
            finding -> {
              Claim.Key key = key(head, finding);
              return isWrong(before.get(key)) && isWrong(after.get(key));
            })
        .map(
            finding ->
                new VerdictChange(
                    Kind.BROKEN,
                    head.name(finding.backend()),
                    key(head, finding).words(),
                    "wrong in other ways",
                    finding.message(),
                    finding.reproduce()))
        .toList();
  }

  private static boolean isWrong(@Nullable Claim claim) {
    return claim != null && claim.isWrong();
  }

  private static Claim.Key key(Side side, FindingRecord finding) {
    String law = finding.law();
    return law == null
        ? new Claim.Key(
            side.name(finding.backend()),
            Topic.OPERATION,
            finding.operation() + " " + finding.direction())
        : new Claim.Key(
            side.name(finding.backend()), Topic.LAW, law + " of " + finding.operation());
  }

  private static Object kind(Side side, FindingRecord finding) {
    return List.of(side.name(finding.backend()), finding.way());
  }

  private static List<VerdictChange> goneDivergences(Side base, Side head) {
    Set<Object> gone =
        passes(base).stream().map(finding -> key(base, finding)).collect(Collectors.toSet());
    return passes(head).stream()
        .filter(finding -> !gone.contains(key(head, finding)))
        .map(
            finding ->
                new VerdictChange(
                    Kind.DIVERGENCE_GONE,
                    head.name(finding.backend()),
                    key(head, finding).words(),
                    finding.known() == null ? "known" : finding.known().id(),
                    "passes",
                    finding.reproduce()))
        .toList();
  }

  private static List<FindingRecord> passes(Side side) {
    return side.run().findings().stream()
        .filter(finding -> finding.outcome() == Outcome.UNEXPECTED_PASS)
        .toList();
  }

  /** Precision, bits and repeatability of the random problems. */
  private static List<VerdictChange> arithmetic(Side base, Side head) {
    Map<Claim.Key, VerificationRecord> before = new HashMap<>();
    base.run().verifications().forEach(v -> before.put(key(base, v), v));
    List<VerdictChange> changes = new ArrayList<>();
    for (VerificationRecord now : head.run().verifications()) {
      Claim.Key key = key(head, now);
      VerificationRecord then = before.get(key);
      if (then != null) {
        precision(then, now)
            .ifPresent(kind -> changes.add(of(kind, key, then, now, v -> name(v.precision()))));
        if (haveOtherBits(base, head, then, now)) {
          changes.add(of(Kind.OTHER_BITS, key, then, now, v -> "fingerprint " + v.fingerprint()));
        }
        if (isRepeatable(then) && !isRepeatable(now)) {
          changes.add(of(Kind.UNREPEATABLE, key, then, now, VerdictChanges::otherBits));
        }
      }
    }
    return changes;
  }

  /** Whether the same problems came out right both times, but not the same to the last bit. */
  private static boolean haveOtherBits(
      Side base, Side head, VerificationRecord then, VerificationRecord now) {
    return problems(base.run()).equals(problems(head.run()))
        && then.tries() == now.tries()
        && then.outcomes().equals(now.outcomes())
        && isRepeatable(then)
        && isRepeatable(now)
        && !isDisclaimed(then)
        && !isDisclaimed(now)
        && !then.fingerprint().equals(now.fingerprint());
  }

  /** Whether the library says of any of them that another run may give other bits. */
  private static boolean isDisclaimed(VerificationRecord v) {
    return v.reruns(Repeatability.DISCLAIMED).problems() > 0;
  }

  private static Claim.Key key(Side side, VerificationRecord v) {
    return new Claim.Key(
        side.name(v.backend()), Topic.OPERATION, v.operation() + " " + v.direction());
  }

  private static VerdictChange of(
      Kind kind,
      Claim.Key key,
      VerificationRecord then,
      VerificationRecord now,
      Function<VerificationRecord, String> text) {
    return new VerdictChange(
        kind, key.backend(), key.words(), text.apply(then), text.apply(now), "");
  }

  private static boolean isRepeatable(VerificationRecord v) {
    return v.allReruns().otherBits() == 0;
  }

  private static String otherBits(VerificationRecord v) {
    return v.allReruns().otherBits() + " of " + v.allReruns().problems() + " gave other bits";
  }

  private static Optional<Kind> precision(VerificationRecord then, VerificationRecord now) {
    if (then.precision() == null || now.precision() == null) {
      return Optional.empty();
    }
    Arithmetic was = then.precision().inShort();
    Arithmetic is = now.precision().inShort();
    if (is.isCoarserThan(was)) {
      return Optional.of(Kind.COARSER);
    }
    return was.isCoarserThan(is) ? Optional.of(Kind.FINER) : Optional.empty();
  }

  private static String name(@Nullable Precision precision) {
    return precision == null ? "" : precision.arithmetic();
  }
}
