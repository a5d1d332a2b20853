package dev.assay.reports.job;

import dev.assay.bench.JavaStream;
import dev.assay.bench.RoofProblem;
import dev.assay.bench.RoofProblem.Kind;
import dev.assay.bench.TimeBudget;
import dev.assay.host.HostException;
import dev.assay.host.Launch;
import dev.assay.host.Worker;
import dev.assay.reference.problem.Problem;
import dev.assay.reports.console.Progress;
import dev.assay.reports.machine.MachineProbe;
import dev.assay.reports.record.RoofRecord;
import dev.assay.spi.Device;
import dev.assay.verify.Verdict;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Measures the limits of the machine on every backend with several numbers of threads: what was
 * verified with as many threads is timed, in one process for each backend and number, in random
 * order. The limit is what the best of them reaches.
 */
final class RoofTimings implements Part {
  /** Long enough for some products on one thread, short enough for every backend and number. */
  private static final TimeBudget BUDGET = new TimeBudget(0.25, 1);

  private final RunSession session;
  private final BackendPlan backends;
  private final List<RoofProblem> problems;
  private final Rounds rounds;
  private final SortedSet<Integer> threads = new TreeSet<>();
  private final List<Entry> entries = new ArrayList<>();

  /**
   * @param plan what is timed beside it
   */
  RoofTimings(RunSession session, BackendPlan backends, TimingPlan plan) {
    this.session = session;
    this.backends = backends;
    this.rounds = new Rounds(session.path(), backends.limits());
    this.problems = plan.roof().problems(backends.device(), lastLevelCaches(session));
    if (backends.device().equals(Device.CPU)) {
      threads.addAll(counts(backends.threads(), session.run().machine().cpu().cores()));
      if (!plan.networks().networks().isEmpty()) {
        threads.addAll(plan.networks().threads(backends.threads()));
      }
    }
    threads.add(backends.threads());
  }

  /**
   * 1, 2, 4 … and all threads, and as many as there are cores where each runs several: a product is
   * often the fastest with one on each.
   *
   * @param cores null if not known
   */
  static SortedSet<Integer> counts(int all, @Nullable Integer cores) {
    SortedSet<Integer> counts = new TreeSet<>(Set.of(all));
    for (int count = 1; count < all; count *= 2) {
      counts.add(count);
    }
    if (cores != null && cores > 0 && cores < all) {
      counts.add(cores);
    }
    return counts;
  }

  /** Bytes of all of them; where nobody knows how many there are, of the largest that is known. */
  private static long lastLevelCaches(RunSession session) {
    return MachineProbe.lastLevelCaches()
        .orElseGet(
            () ->
                session.run().machine().cpu().caches().values().stream()
                    .mapToLong(Long::longValue)
                    .max()
                    .orElse(0));
  }

  /** One backend with one number of threads, and what is tried on it. */
  private record Entry(Contender contender, List<RoofProblem> problems) {
    /** What the files of its processes are named after. */
    String stem() {
      return contender.backend() + "-roof-" + contender.threads() + "t";
    }
  }

  @Override
  public void add(Launch launch, Worker worker) {
    for (int count : threads) {
      if (count == launch.threads()) {
        check(launch, worker, problems);
      } else {
        start(launch.withThreads(count), problems);
      }
    }
  }

  /** Adds a loop in plain Java, which competes for the memory's bandwidth. */
  private void addJava() {
    if (backends.device().equals(Device.CPU) && !entries.isEmpty()) {
      List<RoofProblem> streams =
          problems.stream().filter(roof -> roof.kind() == Kind.STREAM).toList();
      threads.forEach(count -> start(Launch.ofOwn("java", JavaStream.class, count), streams));
    }
  }

  /** A roof that cannot be tried costs nothing but itself. */
  private void start(Launch launch, List<RoofProblem> tried) {
    try (Worker worker = new Worker(launch, backends.limits(), session.logs().resolve("roof"))) {
      check(launch, worker, tried);
    } catch (HostException e) {
      System.err.println("assay: " + e.getMessage());
    }
  }

  private void check(Launch launch, Worker worker, List<RoofProblem> tried) {
    Map<Problem, Verdict> verdicts =
        Check.verdicts(
            Check.of(
                worker,
                tried.stream().map(RoofProblem::problem).toList(),
                "checking the roof on " + launch.backend() + ", threads=" + launch.threads()));
    Entry entry = new Entry(new Contender(launch, worker.description().threads(), verdicts), tried);
    entries.add(entry);
    record(entry);
  }

  @Override
  public void time(long seed) {
    addJava();
    long total = entries.stream().mapToLong(entry -> entry.contender.toTime().size()).sum();
    if (total == 0) {
      return;
    }
    Random random = new Random(seed);
    List<Entry> order = new ArrayList<>(entries);
    Collections.shuffle(order, random);
    try (Progress progress = new Progress("measuring the roof", total)) {
      for (Entry entry : order) {
        Contender contender = entry.contender;
        progress.note(contender.backend() + ", threads=" + contender.threads());
        rounds.time(
            contender,
            entry.stem(),
            contender.toTime(),
            BUDGET,
            random.nextLong(),
            progress.further());
        record(entry);
      }
    }
  }

  private void record(Entry entry) {
    for (RoofProblem roof : entry.problems) {
      Problem problem = roof.problem();
      RoofRecord record =
          new RoofRecord(
              entry.contender.backend(),
              entry.contender.threads(),
              entry.contender.threadsReadBack(),
              roof.kind(),
              problem.toString(),
              entry.contender.outcome(problem),
              entry.contender.message(problem),
              entry.contender.timing(problem),
              problem.cost().flops(),
              problem.cost().bytes(),
              entry.contender.jmh(problem));
      session.update(run -> run.with(record));
    }
  }
}
