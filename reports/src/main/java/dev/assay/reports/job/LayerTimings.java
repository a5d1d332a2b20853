package dev.assay.reports.job;

import dev.assay.bench.Measurement;
import dev.assay.bench.TimeBudget;
import dev.assay.bench.TimePlan;
import dev.assay.bench.WorkloadProblem;
import dev.assay.host.Launch;
import dev.assay.host.Limits;
import dev.assay.host.Worker;
import dev.assay.reference.op.Cost;
import dev.assay.reference.oracle.Sample;
import dev.assay.reference.problem.Problem;
import dev.assay.reports.console.Progress;
import dev.assay.reports.record.MeasurementRecord;
import dev.assay.verify.law.Law;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;

/**
 * Times the problems that backends got right: several rounds per backend, in random order, each a
 * process of its own, so that a slow spell of the machine hits all backends alike; then, as long as
 * there is time, further rounds for the problems that are not settled.
 */
final class LayerTimings implements Part {
  private static final double NANO = 1e-9;

  /**
   * How many times the time there is the planned rounds may take: of large problems, making the
   * numbers may take far longer than all that is timed.
   */
  private static final double MOST_TIME = 2;

  private final RunSession session;
  private final LayerPlan plan;
  private final Rounds rounds;
  private final List<Contender> contenders = new ArrayList<>();
  private final Map<Contender, Map<Problem, Check>> checks = new HashMap<>();

  LayerTimings(RunSession session, LayerPlan plan, Limits limits) {
    this.session = session;
    this.plan = plan;
    this.rounds = new Rounds(session.path(), limits);
  }

  private List<Problem> problems() {
    return WorkloadProblem.distinct(plan.layers());
  }

  @Override
  public void add(Launch launch, Worker worker) {
    Map<Problem, Check> checked =
        Check.of(worker, problems(), "checking layers on " + launch.backend());
    Contender contender =
        new Contender(launch, worker.description().threads(), Check.verdicts(checked));
    contenders.add(contender);
    checks.put(contender, checked);
    record(contender);
  }

  @Override
  public void time(long seed) {
    int planned = plan.rounds();
    long total = contenders.stream().mapToLong(c -> c.toTime().size()).sum() * planned;
    if (total == 0) {
      return;
    }
    long start = System.nanoTime();
    TimePlan time =
        TimePlan.of(
            problems(),
            planned * contenders.size(),
            plan.seconds(),
            contenders.get(0).launch().device());
    Random random = new Random(seed);
    try (Progress progress = new Progress("timing", total)) {
      for (int round = 1; round <= planned; round++) {
        if (round > plan.fewestRounds() && secondsSince(start) > MOST_TIME * plan.seconds()) {
          System.err.printf(
              "assay: layers had %d rounds of %d in twice their time; raise --bench-seconds for"
                  + " more, or time fewer%n",
              round - 1, planned);
          return;
        }
        inTurn(Contender::toTime, round, time.budget(), random, progress);
      }
    }
    for (int round = planned + 1; ; round++) {
      double left = plan.seconds() - secondsSince(start);
      Map<Contender, List<String>> unsettled = unsettled(time, left);
      long further = unsettled.values().stream().mapToLong(List::size).sum();
      if (further == 0) {
        return;
      }
      try (Progress progress = new Progress("timing again what is not settled", further)) {
        inTurn(
            contender -> unsettled.getOrDefault(contender, List.of()),
            round,
            time.budget(),
            random,
            progress);
      }
    }
  }

  private static double secondsSince(long moment) {
    return (System.nanoTime() - moment) * NANO;
  }

  /**
   * One round of each backend, in random order.
   *
   * @param problems what it is to time
   */
  private void inTurn(
      Function<Contender, List<String>> problems,
      int round,
      TimeBudget budget,
      Random random,
      Progress progress) {
    List<Contender> order = new ArrayList<>(contenders);
    Collections.shuffle(order, random);
    for (Contender contender : order) {
      progress.note(contender.backend());
      rounds.time(
          contender,
          contender.backend() + "-" + round,
          problems.apply(contender),
          budget,
          random.nextLong(),
          progress.further());
      record(contender);
    }
  }

  /**
   * What is not settled, the widest intervals first, as much as each backend can time in its part
   * of the time that is left.
   */
  private Map<Contender, List<String>> unsettled(TimePlan time, double secondsLeft) {
    double share = secondsLeft / contenders.size();
    Map<Contender, List<String>> unsettled = new LinkedHashMap<>();
    for (Contender contender : contenders) {
      Set<String> right = new HashSet<>(contender.toTime());
      List<Measurement> measured =
          contender.measurements().stream()
              .filter(measurement -> right.contains(measurement.problem().toString()))
              .toList();
      unsettled.put(
          contender,
          time.fitting(plan.settlement().unsettled(measured), share).stream()
              .map(Problem::toString)
              .toList());
    }
    return unsettled;
  }

  private void record(Contender contender) {
    for (WorkloadProblem layer : new LinkedHashSet<>(plan.layers())) {
      MeasurementRecord measurement = measurement(contender, layer);
      session.update(run -> run.with(measurement));
    }
  }

  private Check check(Contender contender, Problem problem) {
    Map<Problem, Check> ofContender = Objects.requireNonNull(checks.get(contender));
    return Objects.requireNonNull(ofContender.get(problem));
  }

  private MeasurementRecord measurement(Contender contender, WorkloadProblem layer) {
    Problem problem = layer.problem();
    Cost cost = problem.cost();
    Check check = check(contender, problem);
    boolean compared = check.verdict().worst().isPresent();
    return new MeasurementRecord(
        contender.backend(),
        layer.network(),
        layer.batch(),
        layer.layer(),
        layer.count(),
        problem.operation().name(),
        problem.direction().toString(),
        problem.toString(),
        contender.outcome(problem),
        contender.share(problem),
        compared ? Sample.of(problem).elements(problem) : null,
        Sample.WHOLE.elements(problem),
        check.law().map(Law::name).orElse(null),
        contender.message(problem),
        contender.timing(problem),
        cost.flops(),
        cost.bytes(),
        contender.jmh(problem));
  }
}
