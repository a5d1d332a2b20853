package dev.assay.reports.render;

import dev.assay.reports.record.BackendRecord;
import dev.assay.reports.record.ContractRecord;
import dev.assay.reports.record.FindingRecord;
import dev.assay.reports.record.LawRecord;
import dev.assay.reports.record.OutcomeCounts;
import dev.assay.reports.record.PaceRecord;
import dev.assay.reports.record.ProofRecord;
import dev.assay.reports.record.RunRecord;
import dev.assay.reports.record.VerificationRecord;
import dev.assay.reports.render.JUnitXml.Case;
import dev.assay.reports.render.JUnitXml.Remark;
import dev.assay.reports.render.JUnitXml.Suite;
import dev.assay.verify.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A run as JUnit XML for build servers: a suite for each backend, a case for each operation and
 * direction, for each law and operation and for each invalid problem. What is wrong is a failure;
 * what is unsupported, known, mistrusted or could not be started is skipped, with the reason.
 *
 * <p>An invalid problem has no right result, so one that was not refused is skipped and no failure,
 * as it does not make {@code assay verify} fail either.
 */
public final class JUnitReport {
  private final RunRecord run;

  private JUnitReport(RunRecord run) {
    this.run = run;
  }

  /** The XML of a run, however far it got. */
  public static String render(RunRecord run) {
    JUnitReport report = new JUnitReport(run);
    return JUnitXml.print("assay " + run.id(), run.backends().stream().map(report::suite).toList());
  }

  private Suite suite(BackendRecord backend) {
    return new Suite(
        backend.name(),
        run.started().toString(),
        String.format(Locale.ROOT, "%.3f", seconds(backend)),
        cases(backend));
  }

  private List<Case> cases(BackendRecord backend) {
    if (backend.error() != null) {
      return List.of(
          new Case("start", "start", new Remark(Remark.Kind.SKIPPED, "", backend.error(), "")));
    }
    List<Case> cases = new ArrayList<>();
    for (VerificationRecord v : run.verifications()) {
      if (v.backend().equals(backend.name())) {
        List<FindingRecord> findings = run.findings().stream().filter(f -> f.isAbout(v)).toList();
        String reasons = String.join("; ", v.unsupported().keySet());
        cases.add(
            new Case(
                v.operation(), v.direction(), remark(v.tries(), v.outcomes(), reasons, findings)));
      }
    }
    for (LawRecord law : run.laws()) {
      if (law.backend().equals(backend.name())) {
        List<FindingRecord> findings = run.findings().stream().filter(f -> f.isAbout(law)).toList();
        cases.add(
            new Case(
                law.operation(),
                "law: " + law.law(),
                remark(law.tries(), law.outcomes(), "", findings)));
      }
    }
    for (ContractRecord invalid : run.contract()) {
      if (invalid.backend().equals(backend.name())) {
        cases.add(new Case(invalid.operation(), "invalid: " + invalid.name(), remark(invalid)));
      }
    }
    ThreadCounts threads = ThreadCounts.of(run);
    for (ProofRecord proof : run.proofs()) {
      if (proof.backend().equals(backend.name())) {
        cases.add(
            new Case(
                "network." + proof.network(),
                threads.with(proof.threads(), proof.problem()),
                remark(proof)));
      }
    }
    return cases;
  }

  private static @Nullable Remark remark(ContractRecord invalid) {
    Sign sign = Sign.of(invalid.outcome());
    return sign == Sign.REJECTED
        ? null
        : new Remark(
            Remark.Kind.SKIPPED,
            sign.name(),
            sign.word() + " (" + invalid.reason() + "): " + invalid.message(),
            invalid.problem() + "\n" + invalid.reproduce());
  }

  private static @Nullable Remark remark(ProofRecord proof) {
    Sign sign = Sign.of(proof.outcome());
    return sign == Sign.PASSED
        ? null
        : new Remark(
            proof.isWrong() ? Remark.Kind.FAILURE : Remark.Kind.SKIPPED,
            sign.name(),
            proof.message(),
            proof.message());
  }

  private static @Nullable Remark remark(
      int tries, OutcomeCounts tally, String reasons, List<FindingRecord> findings) {
    Sign sign = Sign.of(tally);
    if (sign == null
        || sign == Sign.PASSED
        || sign == Sign.REJECTED
        || sign == Sign.UNEXPECTED_PASS) {
      return null;
    }
    boolean wrong = sign.outcome().isWrong();
    List<FindingRecord> relevant =
        findings.stream()
            .filter(f -> wrong ? f.outcome().isWrong() : f.outcome() == Outcome.KNOWN)
            .toList();
    return new Remark(
        wrong ? Remark.Kind.FAILURE : Remark.Kind.SKIPPED,
        sign.name(),
        Numbers.count(wrong ? tally.wrong() : tally.of(sign.outcome()))
            + " of "
            + Numbers.count(tries)
            + (wrong ? " wrong" : " " + sign.word())
            + message(sign, reasons, relevant),
        relevant.stream()
            .map(f -> f.outcome() + ": " + f.message() + "\n" + new FindingView(f).details())
            .collect(Collectors.joining("\n")));
  }

  private static String message(Sign sign, String reasons, List<FindingRecord> findings) {
    if (sign == Sign.UNSUPPORTED) {
      return ": " + reasons;
    }
    if (sign == Sign.KNOWN) {
      return findings.stream()
          .map(FindingRecord::known)
          .filter(known -> known != null)
          .map(known -> ": " + known.reason())
          .findFirst()
          .orElse("");
    }
    return findings.isEmpty() ? "" : ": " + findings.get(0).message();
  }

  private double seconds(BackendRecord backend) {
    return run.pace().stream()
        .filter(pace -> pace.backend().equals(backend.name()))
        .mapToDouble(PaceRecord::seconds)
        .sum();
  }
}
