package dev.assay.reports.render;

import dev.assay.bench.Pass;
import dev.assay.reports.record.BackendRecord;
import dev.assay.reports.record.ContractRecord;
import dev.assay.reports.record.FindingRecord;
import dev.assay.reports.record.LawRecord;
import dev.assay.reports.record.MeasurementRecord;
import dev.assay.reports.record.OutcomeCounts;
import dev.assay.reports.record.PaceRecord;
import dev.assay.reports.record.ProofRecord;
import dev.assay.reports.record.RoofRecord;
import dev.assay.reports.record.RunRecord;
import dev.assay.reports.record.ThreadsRecord;
import dev.assay.reports.record.VerificationRecord;
import dev.assay.reports.record.WholeNetworkRecord;
import dev.assay.reports.render.JUnitXml.Case;
import dev.assay.reports.render.JUnitXml.Remark;
import dev.assay.reports.render.JUnitXml.Suite;
import dev.assay.verify.Outcome;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A run as JUnit XML for build servers: a suite for each backend, a case for each operation and
 * direction, law and operation, invalid problem, problem on one thread and on several, problem that
 * proves a network, timed layer, timed training and problem of the roof. What is wrong is a
 * failure; what is unsupported, known, mistrusted, or could not be started or not be gone on with
 * is skipped, with the reason.
 *
 * <p>An invalid problem has no right result, so one that was not refused is skipped and no failure,
 * as it does not make {@code assay verify} fail either.
 */
public final class JUnitReport {
  private final RunRecord run;
  private final ThreadCounts threads;

  private JUnitReport(RunRecord run) {
    this.run = run;
    this.threads = ThreadCounts.of(run);
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
    RunRecord own = run.only(List.of(backend.name()));
    return Stream.of(
            own.verifications().stream().map(this::testCase),
            own.laws().stream().map(this::testCase),
            own.contract().stream().map(JUnitReport::testCase),
            own.threads().stream().map(JUnitReport::testCase),
            own.proofs().stream().map(this::testCase),
            own.measurements().stream().map(JUnitReport::testCase),
            own.provedTraining().stream().map(this::testCase),
            own.roofs().stream().map(JUnitReport::testCase),
            shortfalls(backend))
        .flatMap(cases -> cases)
        .toList();
  }

  /** What verification could not come to its end with is no failure, and not passed either. */
  private Stream<Case> shortfalls(BackendRecord backend) {
    return Shortfall.of(run).stream()
        .filter(shortfall -> shortfall.backend().equals(backend.name()))
        .map(
            shortfall ->
                new Case(
                    "unfinished",
                    shortfall.subject(),
                    new Remark(Remark.Kind.SKIPPED, "", shortfall.sentence(), "")));
  }

  private Case testCase(VerificationRecord v) {
    List<FindingRecord> findings = run.findings().stream().filter(f -> f.isAbout(v)).toList();
    String reasons = String.join("; ", v.unsupported().keySet());
    return new Case(
        v.operation(), v.direction(), remark(v.tries(), v.outcomes(), reasons, findings));
  }

  private Case testCase(LawRecord law) {
    List<FindingRecord> findings = run.findings().stream().filter(f -> f.isAbout(law)).toList();
    return new Case(
        law.operation(), "law: " + law.law(), remark(law.tries(), law.outcomes(), "", findings));
  }

  private static Case testCase(ContractRecord invalid) {
    return new Case(invalid.operation(), "invalid: " + invalid.name(), remark(invalid));
  }

  private static Case testCase(ThreadsRecord t) {
    return new Case("threads", t.problem(), remark(Sign.of(t.agreement()), t.message()));
  }

  private Case testCase(ProofRecord proof) {
    return new Case(
        "network." + proof.network(),
        threads.with(proof.threads(), proof.problem()),
        remark(Sign.of(proof.outcome()), proof.message()));
  }

  private static Case testCase(MeasurementRecord m) {
    return new Case(
        "layers." + m.network(),
        m.layer() + " " + m.direction(),
        remark(Sign.of(m.outcome()), m.message()));
  }

  private Case testCase(WholeNetworkRecord t) {
    return new Case(
        (t.pass() == Pass.INFERENCE ? "inference." : "training.") + t.network(),
        threads.with(t.threads(), t.problem()),
        remark(Sign.of(t.outcome()), t.message()));
  }

  private static Case testCase(RoofRecord roof) {
    return new Case(
        "roof",
        roof.problem() + ", " + Numbers.threads(roof.threads()),
        remark(Sign.of(roof.outcome()), roof.message()));
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

  private static @Nullable Remark remark(Sign sign, @Nullable String message) {
    String details = Objects.requireNonNullElse(message, "");
    return sign == Sign.PASSED ? null : new Remark(kind(sign), sign.name(), details, details);
  }

  private static Remark.Kind kind(Sign sign) {
    return sign.outcome().isWrong() ? Remark.Kind.FAILURE : Remark.Kind.SKIPPED;
  }

  private static @Nullable Remark remark(
      int tries, OutcomeCounts tally, String reasons, List<FindingRecord> findings) {
    List<FindingRecord> failures = findings.stream().filter(f -> f.outcome().isWrong()).toList();
    if (tally.wrong() == 0 && !failures.isEmpty()) {
      FindingRecord first = failures.get(0);
      return new Remark(
          Remark.Kind.FAILURE,
          first.outcome().name(),
          "the counterexample of a known divergence: " + first.message(),
          text(failures));
    }
    Sign sign = Sign.of(tally);
    if (sign == null
        || sign == Sign.PASSED
        || sign == Sign.REJECTED
        || sign == Sign.UNEXPECTED_PASS) {
      return null;
    }
    boolean wrong = sign.outcome().isWrong();
    List<FindingRecord> relevant =
        wrong ? failures : findings.stream().filter(f -> f.outcome() == Outcome.KNOWN).toList();
    return new Remark(
        kind(sign),
        sign.name(),
        Numbers.count(wrong ? tally.wrong() : tally.of(sign.outcome()))
            + " of "
            + Numbers.count(tries)
            + (wrong ? " wrong" : " " + sign.word())
            + message(sign, reasons, relevant),
        text(relevant));
  }

  private static String text(List<FindingRecord> findings) {
    return findings.stream()
        .map(f -> f.outcome() + ": " + f.message() + "\n" + new FindingView(f).details())
        .collect(Collectors.joining("\n"));
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
