package dev.assay.reports.render;

import dev.assay.reports.record.ContractRecord;
import dev.assay.reports.record.LawRecord;
import dev.assay.reports.record.OutcomeCounts;
import dev.assay.reports.record.Precision;
import dev.assay.reports.record.ProofRecord;
import dev.assay.reports.record.Reproducer;
import dev.assay.reports.record.RunRecord;
import dev.assay.reports.record.ThreadsRecord;
import dev.assay.reports.record.VerificationRecord;
import dev.assay.reports.record.WorstRecord;
import dev.assay.verify.Outcome;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What one backend did on one row of a table of outcomes.
 *
 * @param sign its most important outcome; null if it was not tried
 * @param share worst error as a share of its bound
 * @param note the tries, or how many of them deserve attention
 * @param spare whether the note is no more than the tries or the sign's word: where room is scarce,
 *     it can do without
 * @param details everything
 */
record Cell(@Nullable Sign sign, String share, String note, boolean spare, Details details) {

  /** Not tried. */
  static final Cell EMPTY = new Cell(null, Numbers.NONE, "", Details.NONE);

  /** One whose note says something. */
  Cell(@Nullable Sign sign, String share, String note, Details details) {
    this(sign, share, note, false, details);
  }

  /** The random problems of one operation and direction. */
  static Cell of(RunRecord run, VerificationRecord v) {
    Reproducer again = Reproducer.ofRandom(run, v.backend());
    SortedMap<String, Integer> reasons = new TreeMap<>(v.known());
    reasons.putAll(v.unsupported());
    WorstRecord worst = v.worst();
    List<Fact> commands = new ArrayList<>();
    if (worst != null) {
      commands.add(new Fact("worst again", again.problem(worst.problem())));
    }
    again.campaign(run, v.operation()).ifPresent(line -> commands.add(new Fact("all again", line)));
    List<String> remarks = new ArrayList<>(List.of(arithmetic(v)));
    remarks.addAll(SecondRuns.of(v).lines());
    return of(v.tries(), v.outcomes(), v.worst(), reasons, remarks, commands);
  }

  /** The largest error says something only of what is wrong: right ones are within their bounds. */
  private static String arithmetic(VerificationRecord v) {
    Precision precision = v.precision();
    return precision == null
        ? ""
        : "arithmetic: %s (median error %s u·Σ|terms|/√K%s)"
            .formatted(
                precision.arithmetic(),
                Numbers.measured(precision.median()),
                v.isWrong() ? ", largest " + Numbers.measured(precision.maximum()) : "");
  }

  /** One law on one operation. */
  static Cell of(RunRecord run, LawRecord law) {
    WorstRecord worst = law.worst();
    return of(
        law.tries(),
        law.outcomes(),
        worst,
        Collections.emptySortedMap(),
        List.of(),
        worst == null
            ? List.of()
            : List.of(
                new Fact(
                    "worst again",
                    Reproducer.ofRandom(run, law.backend()).law(law.law(), worst.problem()))));
  }

  /** One invalid problem. */
  static Cell of(ContractRecord c) {
    Sign sign = Sign.of(c.outcome());
    return new Cell(
        sign,
        "",
        sign.word(),
        true,
        Details.of(
            Stream.of(c.message(), c.problem()), List.of(new Fact("try again", c.reproduce()))));
  }

  /** One problem that proves a network. */
  static Cell of(RunRecord run, ProofRecord proof) {
    Sign sign = Sign.of(proof.outcome());
    String compared =
        String.format(
            "%s elements of %s; %s it learns %s numbers; proof %s",
            Numbers.count(proof.elements()),
            tensors(proof),
            size(proof),
            Numbers.count(proof.parameters()),
            proof.proof());
    return new Cell(
        sign,
        proof.share() == null ? "" : Numbers.share(proof.share()),
        sign == Sign.PASSED ? tensors(proof) : sign.word(),
        true,
        Details.of(
            Stream.of(
                proof.message(),
                ThreadCounts.readBack(proof),
                proof.worst() == null ? "" : "worst: " + proof.worst(),
                proof.tensors() == 0 ? "" : compared),
            List.of(new Fact("prove again", reproduce(run, proof)))));
  }

  /** {@code at size 64x64}, which may be less than what is timed. */
  private static String size(ProofRecord proof) {
    return Stream.of(proof.problem().split(" "))
        .filter(word -> word.startsWith("size="))
        .map(word -> word.replace("size=", "at size "))
        .findFirst()
        .orElse("at its usual size");
  }

  private static String tensors(ProofRecord proof) {
    return proof.tensors() + (proof.tensors() == 1 ? " tensor" : " tensors");
  }

  /** The command that proves a network by the same problem again. */
  static String reproduce(RunRecord run, ProofRecord proof) {
    return Reproducer.of(run, proof.backend(), proof.threads()).problem(proof.problem());
  }

  /** One problem on one thread and on several. */
  static Cell of(RunRecord run, ThreadsRecord t) {
    String threads = "1 and " + t.threads() + " threads";
    List<Fact> commands =
        Stream.of(1, t.threads())
            .map(
                count ->
                    new Fact(
                        "on " + Numbers.threads(count),
                        Reproducer.of(run, t.backend(), count).problem(t.problem())))
            .toList();
    Details details =
        new Details(
            switch (t.agreement()) {
              case BITWISE -> "the same bits on " + threads;
              case WITHIN_BOUND -> "other bits on " + threads + ", both in order";
              case WRONG, KNOWN, NO_RESULT -> t.message();
            },
            commands);
    String note =
        switch (t.agreement()) {
          case BITWISE -> "bitwise";
          case WITHIN_BOUND -> "within bound";
          case WRONG -> "wrong";
          case KNOWN -> "known";
          case NO_RESULT -> "not compared";
        };
    return new Cell(Sign.of(t.agreement()), "", note, details);
  }

  private static Cell of(
      int tries,
      OutcomeCounts tally,
      @Nullable WorstRecord worst,
      SortedMap<String, Integer> reasons,
      List<String> remarks,
      List<Fact> commands) {
    Sign sign = Sign.of(tally);
    if (sign == null) {
      return EMPTY;
    }
    String note = note(tries, tally, sign);
    return new Cell(
        sign,
        worst == null ? Numbers.NONE : Numbers.share(worst.share()),
        note,
        note.equals(Numbers.count(tries)),
        Details.of(
            Stream.concat(lines(tries, tally, worst, reasons).stream(), remarks.stream()),
            commands));
  }

  private static String note(int tries, OutcomeCounts tally, Sign sign) {
    String all = Numbers.count(tries);
    int times = tally.wrong() > 0 ? tally.wrong() : tally.of(sign.outcome());
    return switch (sign) {
      case PASSED ->
          Stream.of(Sign.MISTRUSTED, Sign.UNSUPPORTED)
              .filter(other -> tally.of(other.outcome()) > 0)
              .map(other -> ", " + Numbers.count(tally.of(other.outcome())) + " " + other.letter())
              .collect(Collectors.joining("", all, ""));
      case REJECTED, MISTRUSTED, UNSUPPORTED ->
          times == tries ? all : Numbers.count(times) + " of " + all;
      case FAILED, CRASHED, TIMED_OUT, UNEXPECTED_PASS, ACCEPTED, KNOWN ->
          Numbers.count(times) + " of " + all;
    };
  }

  private static List<String> lines(
      int tries,
      OutcomeCounts tally,
      @Nullable WorstRecord worst,
      SortedMap<String, Integer> reasons) {
    List<String> lines = new ArrayList<>();
    lines.add(
        Numbers.count(tries)
            + " tries: "
            + Sign.glossary().stream()
                .filter(sign -> tally.of(sign.outcome()) > 0)
                .map(sign -> Numbers.count(tally.of(sign.outcome())) + " " + sign.word())
                .collect(Collectors.joining(", ")));
    reasons.forEach((reason, times) -> lines.add(Numbers.count(times) + " × " + reason));
    if (worst != null) {
      lines.add(
          "worst%s: %s of its bound (%s)"
              .formatted(
                  tally.of(Outcome.KNOWN) > 0 ? ", known divergences aside" : "",
                  Numbers.share(worst.share()),
                  worst.bound()));
      lines.add(worst.problem());
    }
    return lines;
  }
}
