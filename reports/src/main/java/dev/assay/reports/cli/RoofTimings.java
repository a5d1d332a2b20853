package dev.assay.reports.cli;

import dev.assay.bench.JavaStream;
import dev.assay.bench.RoofProblem;
import dev.assay.bench.RoofProblem.Kind;
import dev.assay.bench.TimeBudget;
import dev.assay.host.Descriptor;
import dev.assay.host.HostException;
import dev.assay.host.Launch;
import dev.assay.host.Worker;
import dev.assay.reference.problem.Problem;
import dev.assay.reports.record.RoofRecord;
import dev.assay.reports.record.Timing;
import dev.assay.spi.Device;
import dev.assay.verify.Outcome;
import dev.assay.verify.Verdict;
import dev.assay.verify.Verifier;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Measures the limits of the machine on every backend with several numbers of threads: what was
 * verified with as many threads is timed, in one process for each backend and number, in random
 * order. The limit is what the best of them reaches.
 */
final class RoofTimings {
  /** Long enough for some products on one thread, short enough for every backend and number. */
  private static final TimeBudget BUDGET = new TimeBudget(0.25, 1);

  private final RunSession session;
  private final BackendOptions options;
  private final List<RoofProblem> problems;
  private final SortedSet<Integer> threads = new TreeSet<>();
  private final List<Contender> contenders = new ArrayList<>();

  /**
   * @param plan what is timed beside it
   */
  RoofTimings(RunSession session, BackendOptions options, BenchOptions.Plan plan) {
    this.session = session;
    this.options = options;
    this.problems = plan.roof().problems(options.device(), largestCache(session));
    if (options.device().equals(Device.CPU)) {
      for (int count = 1; count < options.threads(); count *= 2) {
        threads.add(count);
      }
      if (!plan.training().isEmpty()) {
        threads.addAll(plan.trainThreads(options.threads()));
      }
    }
    threads.add(options.threads());
  }

  private static long largestCache(RunSession session) {
    return session.run().machine().cpu().caches().values().stream()
        .mapToLong(Long::longValue)
        .max()
        .orElse(0);
  }

  /** What became of a problem; the message is null if there is nothing to say. */
  private record Judgement(Outcome outcome, @Nullable String message) {}

  /** One backend with one number of threads. */
  private static final class Contender {
    private final Launch launch;
    private final @Nullable Integer threadsReadBack;
    private final List<RoofProblem> tried;
    private final Map<Problem, Judgement> judgements = new LinkedHashMap<>();
    private final List<Path> results = new ArrayList<>();

    Contender(Launch launch, int readBack, List<RoofProblem> tried) {
      this.launch = launch;
      this.threadsReadBack = readBack == 0 ? null : readBack;
      this.tried = tried;
    }

    void judge(Problem problem, Outcome outcome, String message) {
      judgements.put(problem, new Judgement(outcome, message.isEmpty() ? null : message));
    }

    /** What the files of one of its processes are named after. */
    String stem(int process) {
      return launch.backend() + "-roof-" + launch.threads() + "t-" + process;
    }

    List<String> passed() {
      return judgements.entrySet().stream()
          .filter(entry -> entry.getValue().outcome == Outcome.PASSED)
          .map(entry -> entry.getKey().toString())
          .toList();
    }
  }

  /**
   * Adds a backend.
   *
   * @param worker the backend, started as {@code launch} says
   */
  void add(Descriptor descriptor, Launch launch, Worker worker) {
    for (int count : threads) {
      if (count == launch.threads()) {
        check(launch, worker, problems);
      } else {
        start(launch.withThreads(descriptor, count), problems);
      }
    }
  }

  /** Adds a loop in plain Java, which competes for the memory's bandwidth. */
  void addJava() {
    if (options.device().equals(Device.CPU) && !contenders.isEmpty()) {
      List<RoofProblem> streams =
          problems.stream().filter(roof -> roof.kind() == Kind.STREAM).toList();
      threads.forEach(count -> start(Launch.ofOwn("java", JavaStream.class, count), streams));
    }
  }

  /** A roof that cannot be tried costs nothing but itself. */
  private void start(Launch launch, List<RoofProblem> tried) {
    if (tried.isEmpty()) {
      return;
    }
    try (Worker worker =
        new Worker(launch, options.limits(), options.logs(session.path()).resolve("roof"))) {
      check(launch, worker, tried);
    } catch (HostException e) {
      System.err.println("assay: " + e.getMessage());
    }
  }

  private void check(Launch launch, Worker worker, List<RoofProblem> tried) {
    if (tried.isEmpty()) {
      return;
    }
    Contender contender = new Contender(launch, worker.description().threads(), tried);
    Verifier verifier = new Verifier(worker);
    try (Progress progress =
        new Progress(
            "checking the roof on " + launch.backend() + ", threads=" + launch.threads(),
            tried.size())) {
      for (RoofProblem roof : tried) {
        Verdict verdict = verifier.verify(roof.problem());
        contender.judge(roof.problem(), verdict.outcome(), verdict.message());
        progress.step();
      }
    }
    contenders.add(contender);
    record(contender);
  }

  /** Times everything. */
  void run(long seed) {
    long total = contenders.stream().mapToLong(contender -> contender.passed().size()).sum();
    if (total == 0) {
      return;
    }
    Random random = new Random(seed);
    List<Contender> order = new ArrayList<>(contenders);
    Collections.shuffle(order, random);
    try (Progress progress = new Progress("measuring the roof", total)) {
      long before = 0;
      for (Contender contender : order) {
        progress.note(contender.launch.backend() + ", threads=" + contender.launch.threads());
        long count = contender.passed().size();
        time(contender, random.nextLong());
        record(contender);
        before += count;
        progress.to(before);
      }
    }
  }

  private void time(Contender contender, long seed) {
    RoundProcess.toTheEnd(
        contender.launch,
        session.path(),
        part -> contender.stem(part + 1),
        contender.passed(),
        BUDGET,
        seed,
        options.limits(),
        done -> {},
        process -> {
          process.results().ifPresent(contender.results::add);
          for (RoundProcess.Trouble trouble : process.troubles()) {
            contender.judge(Problem.parse(trouble.problem()), trouble.outcome(), trouble.message());
          }
        });
  }

  private void record(Contender contender) {
    Map<Problem, Timing> timings = new LinkedHashMap<>();
    Map<Problem, String> files = new LinkedHashMap<>();
    for (Path file : contender.results) {
      Timings.measured(List.of(file))
          .forEach(
              (problem, measurement) -> {
                timings.put(problem, Timings.timing(measurement));
                files.put(problem, "jmh/" + file.getFileName());
              });
    }
    for (RoofProblem roof : contender.tried) {
      Problem problem = roof.problem();
      Judgement judgement = Objects.requireNonNull(contender.judgements.get(problem));
      RoofRecord record =
          new RoofRecord(
              contender.launch.backend(),
              contender.launch.threads(),
              contender.threadsReadBack,
              roof.kind(),
              problem.toString(),
              judgement.outcome,
              judgement.message,
              timings.get(problem),
              problem.cost().flops(),
              problem.cost().bytes(),
              files.get(problem));
      session.update(run -> run.with(record));
    }
  }
}
