package dev.assay.reports.cli;

import dev.assay.host.Answer;
import dev.assay.host.Worker;
import dev.assay.reference.op.Composite;
import dev.assay.reference.oracle.Comparison;
import dev.assay.reference.oracle.Sample;
import dev.assay.reference.problem.Problem;
import dev.assay.reports.arrays.ProblemArrays;
import dev.assay.reports.console.ExitCode;
import dev.assay.reports.console.Failure;
import dev.assay.reports.console.Terminal;
import dev.assay.reports.console.Version;
import dev.assay.reports.job.BackendPlan;
import dev.assay.reports.job.MachineMemory;
import dev.assay.reports.job.UnrecordedBackends;
import dev.assay.reports.record.OutputFolder;
import dev.assay.reports.render.Numbers;
import dev.assay.reports.render.TextTable;
import dev.assay.verify.Judge;
import dev.assay.verify.Outcome;
import dev.assay.verify.Solver;
import dev.assay.verify.Verdict;
import dev.assay.verify.Verifier;
import dev.assay.verify.contract.ErrorContract;
import dev.assay.verify.contract.InvalidProblem;
import dev.assay.verify.law.Law;
import dev.assay.worker.Repetition;
import dev.assay.worker.Request;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Repeats one problem. */
@Command(
    name = "replay",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = "Repeat one problem, and print expected and actual at the worst index.",
    footer = {
      "",
      "Ends with 2 when a backend is wrong, known or not.",
      "",
      "With --out, somebody without Assay can look into it: numpy.load(\"dl4j.npz\") has all arrays,",
      "\"inputs/NAME\" and \"actual/NAME\" in float32, \"expected/NAME\", and \"bound/NAME\", by how",
      "much each element may be off, in float64; \"again/NAME\" where a second run gave other bits.",
      "Where infinities or NaN are expected, other answers may be right as well.",
      "",
      "Examples:",
      "  assay replay --backend dl4j \"conv2d n=2 c=3 h=8 w=8 k=4 kernel=3x3 pad=1x1 seed=42\"",
      "  assay replay \"softmax backward-data shape=4x10 axis=1 fill=integer\"",
      "  assay replay --backend dl4j --out bug \"arg-max shape=2x8 axis=0 fill=special seed=1\"",
      "  assay replay --law batch-permutation \"relu shape=2x3\"",
      "  assay replay --backend dl4j --invalid one-hot-label-too-large",
    })
final class ReplayCommand implements Callable<Integer> {
  private static final int INDENT = 2;

  @Mixin private final BackendOptions backends = new BackendOptions();

  @Option(
      names = "--law",
      paramLabel = "LAW",
      description = "Check this law on the problem instead of the oracle.")
  private @Nullable Law law;

  @Option(
      names = "--invalid",
      paramLabel = "NAME",
      description = "Repeat this invalid problem, past all checks, instead of a valid one.")
  private @Nullable InvalidProblem invalid;

  @Option(
      names = "--out",
      paramLabel = "FOLDER",
      description =
          "Also write its arrays there, BACKEND.npz of each backend, for a report of a bug.")
  private @Nullable Path out;

  @Parameters(
      arity = "0..1",
      paramLabel = "PROBLEM",
      description = "A problem's text, as reports print it.")
  private @Nullable Problem problem;

  @Override
  public Integer call() {
    BackendPlan plan = backends.plan();
    if ((problem == null) == (invalid == null)) {
      throw Failure.usage("name one PROBLEM, or an invalid one with --invalid");
    }
    if (law != null && problem == null) {
      throw Failure.usage("laws hold for valid problems; leave out --law or --invalid");
    }
    if (out != null && (problem == null || law != null)) {
      throw Failure.usage(
          "only a valid problem has arrays to write; leave out --law and --invalid");
    }
    OutputFolder folder = out == null ? null : OutputFolder.made(out);
    if (problem != null) {
      MachineMemory.checkFits(problem, plan.limits());
    }
    System.out.println(problem == null ? invalid.text() + "  # " + invalid.reason() : problem);
    boolean network = problem != null && problem.operation() instanceof Composite;
    return UnrecordedBackends.each(
        network ? plan.forNetworks() : plan,
        (descriptor, worker) -> {
          System.out.println();
          System.out.println(descriptor.requestedName());
          boolean wrong =
              problem == null
                  ? replay(worker, Objects.requireNonNull(invalid))
                  : folder == null
                      ? replay(worker, problem)
                      : replay(worker, problem, folder, descriptor.requestedName());
          return wrong ? ExitCode.WRONG : ExitCode.FINE;
        });
  }

  private static boolean replay(Worker worker, InvalidProblem invalid) {
    Verdict verdict = new ErrorContract(worker::execute).verify(invalid);
    TextTable table = new TextTable();
    outcome(table, verdict);
    print(table, verdict);
    return verdict.outcome() != Outcome.REJECTED && verdict.outcome() != Outcome.UNSUPPORTED;
  }

  private boolean replay(Worker worker, Problem problem) {
    Verifier verifier = new Verifier(worker::execute);
    Optional<Verdict> verdict =
        law == null ? Optional.of(verifier.verify(problem)) : verifier.verify(problem, law);
    if (verdict.isEmpty()) {
      System.out.println("  the law says nothing of this problem");
      return false;
    }
    print(verdict.get(), worker);
    return verdict.get().isFailure();
  }

  /** All elements are judged, however many, and those of the same run are written. */
  private boolean replay(Worker worker, Problem whole, OutputFolder folder, String backend) {
    Solver solver = worker::execute;
    Answer answer = solver.answer(Request.whole(whole));
    Verdict verdict = Judge.judge(answer);
    print(verdict, worker);
    System.out.println("  arrays: " + new ProblemArrays(answer).write(folder, backend));
    return verdict.isFailure();
  }

  private void print(Verdict verdict, Worker worker) {
    TextTable table = new TextTable();
    outcome(table, verdict);
    verdict.worst().ifPresent(worst -> worst(table, verdict.problem(), worst));
    verdict
        .divergence()
        .flatMap(id -> worker.divergences().stream().filter(d -> d.id().equals(id)).findFirst())
        .ifPresent(known -> table.row("known", known.id() + ": " + known.reason()));
    repeatable(verdict.likeness().repetition()).ifPresent(text -> table.row("repeatable", text));
    print(table, verdict);
  }

  private static void outcome(TextTable table, Verdict verdict) {
    table.row("outcome", verdict.outcome().name());
    if (!verdict.message().isEmpty()) {
      table.row("", verdict.message());
    }
  }

  /** The table, and below it what the backend's process printed, if that is of interest. */
  private static void print(TextTable table, Verdict verdict) {
    String log = verdict.log();
    String text =
        table.print(Terminal.isThere()) + (log.isEmpty() ? "" : "log\n" + log.indent(INDENT));
    System.out.print(text.indent(INDENT));
  }

  /** What a second run showed, beside what the library says; empty if there was none. */
  private static Optional<String> repeatable(Repetition repetition) {
    return switch (repetition.seen()) {
      case NOTHING -> Optional.empty();
      case SAME_BITS ->
          Optional.of(
              switch (repetition.declared()) {
                case PROMISED -> "bit by bit, as the library promises";
                case DISCLAIMED -> "bit by bit, which the library does not promise";
                case UNSTATED -> "bit by bit";
              });
      case OTHER_BITS ->
          Optional.of(
              "no: a second run gave other bits"
                  + switch (repetition.declared()) {
                    case PROMISED -> ", though the library promises the same";
                    case DISCLAIMED -> ", as the library says it may";
                    case UNSTATED -> "";
                  });
    };
  }

  private void worst(TextTable table, Problem problem, Comparison.Worst worst) {
    if (law == null) {
      Problem.Result result = problem.results().get(worst.result());
      int[] at = result.shape().coordinates(worst.index());
      table.row("worst at", result.name() + " " + Arrays.toString(at) + " of " + result.shape());
      if (out == null && !Sample.of(problem).whole()) {
        table.row("", "among a random sample of elements, because the problem is large");
      }
    } else {
      table.row("law", law.name() + ": " + law.statement());
    }
    table.row("expected", Numbers.element(worst.expected()));
    table.row("actual", Numbers.element(worst.actual()));
    table.row("bound", worst.bound() == 0 ? "0 (exact)" : Numbers.measured(worst.bound()));
    table.row("error/bound", Numbers.share(worst.share()));
  }
}
