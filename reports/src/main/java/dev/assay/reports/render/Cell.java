package dev.assay.reports.render;

import dev.assay.reports.record.ContractRecord;
import dev.assay.reports.record.Precision;
import dev.assay.reports.record.ProofRecord;
import dev.assay.reports.record.Tally;
import dev.assay.reports.record.ThreadsRecord;
import dev.assay.reports.record.VerificationRecord;
import dev.assay.reports.record.Worst;
import dev.assay.verify.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
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
 * @param details everything, in lines
 */
record Cell(@Nullable Sign sign, String share, String note, String details) {

  /** Not tried. */
  static final Cell EMPTY = new Cell(null, Numbers.NONE, "", "not tried");

  /** The random problems of one operation and direction. */
  static Cell of(VerificationRecord v) {
    SortedMap<String, Integer> reasons = new TreeMap<>(v.known());
    reasons.putAll(v.unsupported());
    Cell cell = of(v.tries(), v.outcomes(), v.worst(), reasons);
    Precision precision = v.precision();
    if (precision == null) {
      return cell;
    }
    String arithmetic =
        String.format(
            Locale.ROOT,
            "arithmetic: %s (errors of %.2g u·Σ|terms|/√K in the middle, %.2g at most)",
            precision.arithmetic(),
            precision.median(),
            precision.maximum());
    return new Cell(cell.sign, cell.share, cell.note, cell.details + "\n" + arithmetic);
  }

  /** One invalid problem. */
  static Cell of(ContractRecord c) {
    Sign sign = Sign.of(c.outcome());
    return new Cell(
        sign, "", sign.word(), String.join("\n", c.message(), c.problem(), c.reproduce()));
  }

  /** One problem that proves a network. */
  static Cell of(ProofRecord proof) {
    Sign sign = Sign.of(proof.outcome());
    String compared =
        String.format(
            "%s elements of %d tensors; the network learns %s numbers; proof %s",
            Numbers.count(proof.elements()),
            proof.tensors(),
            Numbers.count(proof.parameters()),
            proof.proof());
    return new Cell(
        sign,
        proof.share() == null ? "" : Numbers.share(proof.share()),
        sign == Sign.PASSED ? proof.tensors() + " tensors" : sign.word(),
        Stream.of(
                proof.message(),
                ThreadCounts.readBack(proof),
                proof.worst() == null ? "" : "worst: " + proof.worst(),
                proof.tensors() == 0 ? "" : compared)
            .filter(line -> !line.isEmpty())
            .collect(Collectors.joining("\n")));
  }

  /** One problem on one thread and on several. */
  static Cell of(ThreadsRecord t) {
    String threads = "1 and " + t.threads() + " threads";
    return switch (t.agreement()) {
      case BITWISE -> new Cell(Sign.PASSED, "", "bitwise", "the same bits on " + threads);
      case WITHIN_BOUND ->
          new Cell(Sign.PASSED, "", "within bound", "other bits on " + threads + ", both in order");
      case WRONG -> new Cell(Sign.FAILED, "", "wrong", t.message());
      case KNOWN -> new Cell(Sign.KNOWN, "", "known", t.message());
      case NO_RESULT -> new Cell(Sign.UNSUPPORTED, "", "not compared", t.message());
    };
  }

  static Cell of(
      int tries, Tally tally, @Nullable Worst worst, SortedMap<String, Integer> reasons) {
    Sign sign = Sign.of(tally);
    if (sign == null) {
      return EMPTY;
    }
    return new Cell(
        sign,
        worst == null ? Numbers.NONE : Numbers.share(worst.share()),
        note(tries, tally, sign),
        details(tries, tally, worst, reasons));
  }

  private static String note(int tries, Tally tally, Sign sign) {
    String all = Numbers.count(tries);
    if (tally.wrong() > 0) {
      return Numbers.count(tally.wrong()) + " of " + all;
    }
    if (sign != Sign.PASSED) {
      int times = tally.of(sign.outcome());
      return times == tries ? all : Numbers.count(times) + " of " + all;
    }
    int unsupported = tally.of(Outcome.UNSUPPORTED);
    return unsupported == 0 ? all : all + ", " + Numbers.count(unsupported) + " U";
  }

  private static String details(
      int tries, Tally tally, @Nullable Worst worst, SortedMap<String, Integer> reasons) {
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
      lines.add("worst: " + Numbers.share(worst.share()) + " of its bound (" + worst.bound() + ")");
      lines.add(worst.problem());
    }
    return String.join("\n", lines);
  }
}
