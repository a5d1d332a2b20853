package dev.assay.reports.render;

import dev.assay.reports.record.VerificationRecord;
import dev.assay.spi.Repeatability;
import dev.assay.verify.Reruns;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What second runs of random problems gave, beside what the library says of their bits.
 *
 * @param promised those of which the library promises the same bits
 * @param disclaimed those of which it says that they may be others
 * @param unstated those of which it says nothing
 */
record SecondRuns(Reruns promised, Reruns disclaimed, Reruns unstated) {
  private static final SecondRuns NONE = new SecondRuns(Reruns.NONE, Reruns.NONE, Reruns.NONE);

  static SecondRuns of(VerificationRecord v) {
    return new SecondRuns(
        v.reruns(Repeatability.PROMISED),
        v.reruns(Repeatability.DISCLAIMED),
        v.reruns(Repeatability.UNSTATED));
  }

  static SecondRuns of(Stream<VerificationRecord> verifications) {
    return verifications.map(SecondRuns::of).reduce(NONE, SecondRuns::plus);
  }

  private SecondRuns plus(SecondRuns other) {
    return new SecondRuns(
        promised.plus(other.promised),
        disclaimed.plus(other.disclaimed),
        unstated.plus(other.unstated));
  }

  /** Of all that were run twice. */
  Reruns all() {
    return promised.plus(disclaimed).plus(unstated);
  }

  /** Whether there were other bits, or may have been. */
  boolean areNotable() {
    return all().otherBits() > 0 || disclaimed.problems() > 0;
  }

  /** Each kind in a line; the same bits where nothing is said of them are worth none. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    if (promised.problems() > 0) {
      lines.add(
          promised.otherBits() > 0
              ? other(promised) + ", though the library promises the same"
              : same(promised) + ", as the library promises");
    }
    if (disclaimed.problems() > 0) {
      lines.add(
          disclaimed.otherBits() > 0
              ? other(disclaimed) + ", as the library says they may"
              : same(disclaimed) + ", which the library does not promise");
    }
    if (unstated.otherBits() > 0) {
      lines.add(other(unstated));
    }
    return lines;
  }

  private static String other(Reruns reruns) {
    return Numbers.count(reruns.otherBits())
        + " of "
        + problems(reruns)
        + " gave other bits on a second run";
  }

  private static String same(Reruns reruns) {
    return problems(reruns) + " gave the same bits on a second run";
  }

  private static String problems(Reruns reruns) {
    return Numbers.count(reruns.problems()) + (reruns.problems() == 1 ? " problem" : " problems");
  }

  /** All of it in a few words. */
  Cell cell() {
    Reruns all = all();
    if (all.problems() == 0) {
      return Cell.EMPTY;
    }
    String seen =
        all.otherBits() == 0
            ? "same bits"
            : Numbers.count(all.otherBits()) + " of " + Numbers.count(all.problems()) + " differ";
    String declared =
        promised.otherBits() > 0
            ? ", though promised"
            : disclaimed.problems() > 0 ? ", not promised" : "";
    List<String> lines = lines();
    if (lines.isEmpty()) {
      lines.add(same(unstated));
    }
    return new Cell(
        promised.otherBits() > 0 ? Sign.FAILED : Sign.PASSED,
        "",
        seen + declared,
        Details.of(lines.stream(), List.of()));
  }
}
