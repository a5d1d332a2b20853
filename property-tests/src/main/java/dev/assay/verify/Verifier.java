package dev.assay.verify;

import dev.assay.host.HostException;
import dev.assay.reference.op.Direction;
import dev.assay.reference.problem.Problem;
import dev.assay.verify.generate.Coverage;
import dev.assay.verify.generate.ProblemSource;
import dev.assay.verify.generate.Shard;
import dev.assay.verify.generate.Shrinker;
import dev.assay.verify.law.Law;
import dev.assay.worker.Request;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import net.jqwik.api.Shrinkable;

/** Verifies one backend: random problems against the oracle, laws, and shrinking of what fails. */
public final class Verifier {
  /** Enough that workers seldom wait for each other at the end, few enough to end early. */
  private static final int BATCH = 512;

  /** Fewer, because what laws ask carries its inputs; each goes to all laws at once. */
  private static final int LAW_BATCH = 32;

  /** Of every twenty tries' worth of problems, one goes to each law. */
  private static final int TRIES_PER_LAW_TRY = 20;

  private static final Shrinker SHRINKER = new Shrinker(Duration.ofSeconds(10), 1000, 64);

  /**
   * For what kills the worker. That costs a new one, and of a hung one all the time that a problem
   * may take; so a candidate is tried only if none before it fails.
   */
  private static final Shrinker ONE_BY_ONE = new Shrinker(Duration.ofSeconds(10), 1000, 1);

  private final Solver solver;

  public Verifier(Solver solver) {
    this.solver = solver;
  }

  /**
   * Random problems of one operation, to be tried little by little.
   *
   * @param seed the same seed gives the same problems
   * @param shard which of them
   * @param start how far in their sequence an earlier campaign got
   * @param progress told of every verdict, as it falls
   */
  public Campaign campaign(
      String operation, long seed, Shard shard, long start, Consumer<Verdict> progress) {
    return new Campaign(operation, seed, shard, start, progress);
  }

  /** Judges one problem. */
  public Verdict verify(Problem problem) {
    return judge(List.of(problem), verdict -> {}, new Patience()).get(0);
  }

  /** Judges one problem by a law; empty if the law says nothing of it. */
  public Optional<Verdict> verify(Problem problem, Law law) {
    return judge(List.of(problem), List.of(law), new Patience())
        .getOrDefault(law, List.of())
        .stream()
        .findFirst();
  }

  /** One operation's random problems, tried in turns. */
  public final class Campaign {
    private final String operation;
    private final Consumer<Verdict> progress;
    private final ProblemSource problems;
    private final ProblemSource lawProblems;
    private final Map<Direction, Tally> directions = new EnumMap<>(Direction.class);
    private final List<Law> known = Law.all();
    private final Map<Law, Tally> laws = new LinkedHashMap<>();
    private final Coverage coverage = new Coverage();
    private final Failures failures = new Failures();
    private final Patience patience = new Patience();
    private int tried;
    private double seconds;

    private Campaign(
        String operation, long seed, Shard shard, long start, Consumer<Verdict> progress) {
      this.operation = operation;
      this.progress = progress;
      this.problems = new ProblemSource(operation, seed, shard);
      problems.skipTo(start);
      this.lawProblems = ProblemSource.ofLaws(operation, seed, shard);
      lawProblems.skipTo(lawEnd(start));
    }

    /** Laws go as far as a fixed share of the problems, so that turns and shards agree on it. */
    private static long lawEnd(long end) {
      return end == 0 ? 0 : Math.max(1, end / TRIES_PER_LAW_TRY);
    }

    /**
     * Tries the problems and the laws up to a position of the problems' sequence.
     *
     * @throws HostException if the backend is gone for good; what failed until then is in {@link
     *     #findings}, though nothing of what was cut off is counted
     */
    public void advance(long end) {
      long start = System.nanoTime();
      int left = problems.remaining(end);
      while (left > 0 && !patience.isOver()) {
        int size = Math.min(BATCH, left);
        add(next(problems, size));
        left -= size;
      }
      seconds += (System.nanoTime() - start) / 1e9;
      left = lawProblems.remaining(lawEnd(end));
      while (left > 0 && !patience.isOver()) {
        int size = Math.min(LAW_BATCH, left);
        tryLaws(next(lawProblems, size));
        left -= size;
      }
    }

    private void add(List<Shrinkable<Problem>> batch) {
      List<Verdict> verdicts = verdicts(batch);
      for (Verdict verdict : verdicts) {
        directions
            .computeIfAbsent(verdict.problem().direction(), direction -> new Tally())
            .add(verdict);
        if (verdict.outcome() == Outcome.UNSUPPORTED) {
          coverage.meet(verdict.problem());
        } else {
          coverage.add(verdict.problem());
        }
      }
      failures.add(verdicts, batch, Optional.empty());
      tried += verdicts.size();
    }

    private List<Verdict> verdicts(List<Shrinkable<Problem>> batch) {
      List<Verdict> fallen = new ArrayList<>();
      try {
        return judge(
            values(batch),
            verdict -> {
              fallen.add(verdict);
              progress.accept(verdict);
            },
            patience);
      } catch (HostException e) {
        failures.add(fallen, batch, Optional.empty());
        throw e;
      }
    }

    private void tryLaws(List<Shrinkable<Problem>> batch) {
      List<LawTrial> trials = LawTrial.of(values(batch), known);
      try {
        ask(trials, patience);
      } catch (HostException e) {
        byLaw(trials).forEach((law, fallen) -> failures.add(fallen, batch, Optional.of(law)));
        throw e;
      }
      Map<Law, List<Verdict>> verdicts = byLaw(trials);
      for (Law law : known) {
        List<Verdict> ofLaw = verdicts.getOrDefault(law, List.of());
        if (!ofLaw.isEmpty()) {
          Tally tally = laws.computeIfAbsent(law, l -> new Tally());
          ofLaw.forEach(tally::add);
          failures.add(ofLaw, batch, Optional.of(law));
        }
      }
    }

    /**
     * What was found so far; every failure is shrunk once.
     *
     * @throws HostException if the backend is gone for good
     */
    public OperationReport report() {
      return new OperationReport(
          operation,
          directions,
          laws,
          coverage,
          failures.shrunk(),
          tried,
          seconds,
          patience.isOver());
    }

    /** Every kind of failure so far, as small as it is known by now: for what is gone for good. */
    public List<Finding> findings() {
      return failures.known();
    }
  }

  private static List<Shrinkable<Problem>> next(ProblemSource source, int count) {
    List<Shrinkable<Problem>> batch = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      batch.add(source.next());
    }
    return batch;
  }

  private static List<Problem> values(List<Shrinkable<Problem>> batch) {
    return batch.stream().map(Shrinkable::value).toList();
  }

  /** In the problems' order; ends early when patience is over. */
  private List<Verdict> judge(
      List<Problem> problems, Consumer<Verdict> progress, Patience patience) {
    IdentityHashMap<Request, Verdict> verdicts = new IdentityHashMap<>();
    List<Request> requests = problems.stream().map(Request::of).toList();
    solver.execute(
        requests,
        answer -> {
          Verdict verdict = Judge.judge(answer);
          synchronized (verdicts) {
            verdicts.put(answer.request(), verdict);
            progress.accept(verdict);
          }
          return patience.outlasts(answer);
        });
    return requests.stream().map(verdicts::get).filter(Objects::nonNull).toList();
  }

  /** By law, on those problems that it speaks of, in their order. */
  private Map<Law, List<Verdict>> judge(List<Problem> problems, List<Law> laws, Patience patience) {
    List<LawTrial> trials = LawTrial.of(problems, laws);
    ask(trials, patience);
    return byLaw(trials);
  }

  /** Asks all that the trials need; ends early when patience is over. */
  private void ask(List<LawTrial> trials, Patience patience) {
    IdentityHashMap<Request, LawTrial> asking = new IdentityHashMap<>();
    for (LawTrial trial : trials) {
      trial.requests().forEach(request -> asking.put(request, trial));
    }
    solver.execute(
        trials.stream().flatMap(trial -> trial.requests().stream()).toList(),
        answer -> {
          Objects.requireNonNull(asking.get(answer.request())).add(answer);
          return patience.outlasts(answer);
        });
  }

  private static Map<Law, List<Verdict>> byLaw(List<LawTrial> trials) {
    return trials.stream()
        .collect(
            Collectors.groupingBy(
                LawTrial::law,
                Collectors.flatMapping(trial -> trial.verdict().stream(), Collectors.toList())));
  }

  /** The failures of one operation, by kind. */
  private final class Failures {
    private final Map<String, Failure> byKind = new LinkedHashMap<>();
    private final Map<String, Verdict> smallest = new HashMap<>();

    private record Failure(
        Verdict first, Shrinkable<Problem> problem, Optional<Law> law, int occurrences) {}

    void add(List<Verdict> verdicts, List<Shrinkable<Problem>> batch, Optional<Law> law) {
      Map<Problem, Shrinkable<Problem>> origin = new HashMap<>();
      batch.forEach(shrinkable -> origin.put(shrinkable.value(), shrinkable));
      for (Verdict verdict : verdicts) {
        if (verdict.isFailure()) {
          add(verdict, Objects.requireNonNull(origin.get(verdict.problem())), law);
        }
      }
    }

    private void add(Verdict verdict, Shrinkable<Problem> problem, Optional<Law> law) {
      byKind.merge(
          kind(verdict, law),
          new Failure(verdict, problem, law, 1),
          (known, again) ->
              new Failure(known.first, known.problem, known.law, known.occurrences + 1));
    }

    private String kind(Verdict verdict, Optional<Law> law) {
      return verdict.kind() + law.map(l -> "|" + l.name()).orElse("");
    }

    List<Finding> shrunk() {
      return byKind.values().stream().map(this::shrunk).toList();
    }

    private Finding shrunk(Failure failure) {
      String kind = kind(failure.first, failure.law);
      return finding(failure, smallest.computeIfAbsent(kind, k -> smallest(failure, k)));
    }

    List<Finding> known() {
      return byKind.entrySet().stream()
          .map(
              kind ->
                  finding(
                      kind.getValue(), smallest.getOrDefault(kind.getKey(), kind.getValue().first)))
          .toList();
    }

    private static Finding finding(Failure failure, Verdict smallest) {
      return new Finding(failure.first, smallest, failure.law, failure.occurrences);
    }

    private Verdict smallest(Failure failure, String kind) {
      // A known divergence has its pinned counterexample already.
      if (failure.first.outcome() == Outcome.KNOWN) {
        return failure.first;
      }
      Map<Problem, Verdict> failed = new LinkedHashMap<>();
      Shrinker shrinker = failure.first.outcome().isDeath() ? ONE_BY_ONE : SHRINKER;
      Problem problem =
          shrinker.shrink(
              failure.problem,
              candidates -> {
                Map<Problem, Verdict> alike = failing(candidates, failure.law, kind);
                failed.putAll(alike);
                return alike.keySet();
              });
      return failed.getOrDefault(problem, failure.first);
    }

    /** Those candidates that fail in the same way. */
    private Map<Problem, Verdict> failing(
        List<Problem> candidates, Optional<Law> law, String kind) {
      Map<Problem, Verdict> alike = new LinkedHashMap<>();
      Patience patience = new Patience();
      List<Verdict> verdicts =
          law.isEmpty()
              ? judge(candidates, verdict -> {}, patience)
              : judge(candidates, List.of(law.get()), patience).getOrDefault(law.get(), List.of());
      for (Verdict verdict : verdicts) {
        if (kind(verdict, law).equals(kind)) {
          alike.put(verdict.problem(), verdict);
        }
      }
      return alike;
    }
  }
}
