package dev.assay.reports.job;

import dev.assay.bench.Median;
import dev.assay.bench.RunCost;
import dev.assay.bench.WholeNetwork;
import dev.assay.host.Launch;
import dev.assay.host.Worker;
import dev.assay.reference.problem.Problem;
import dev.assay.reports.console.Progress;
import dev.assay.reports.record.ProofRecord;
import dev.assay.reports.record.WholeNetworkRecord;
import dev.assay.spi.Device;
import dev.assay.verify.Outcome;
import dev.assay.verify.Verdict;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Times whole networks that are proved, in training or inference: each in a process of its own, so
 * that its memory is its own too, in several rounds of random order. One that runs out of memory,
 * or dies of something else, costs its own row and nothing more.
 */
final class NetworkTimings implements Part {
  /** Starting a JVM and its natives, making the inputs, ending. */
  private static final double PROCESS_SECONDS = 8;

  /** What a backend manages on a small machine; how fast this one is shows soon. */
  private static final double FLOPS_PER_SECOND = 60e9;

  /** The same on a card: a guess, since none was measured. */
  private static final double FLOPS_PER_SECOND_OF_A_CARD = 3e12;

  /** Of a step: once to warm up, once to see how long it takes, and then it counts. */
  private static final int STEPS = 5;

  private static final double MINUTE = 60;
  private static final double GIB = 1L << 30;

  private final RunSession session;
  private final BackendPlan backends;
  private final NetworkPlan plan;
  private final Rounds rounds;
  private final List<Entry> entries = new ArrayList<>();

  NetworkTimings(RunSession session, BackendPlan backends, NetworkPlan plan) {
    this.session = session;
    this.backends = backends;
    this.plan = plan;
    this.rounds = new Rounds(session.path(), backends.networkLimits());
  }

  /**
   * One network on one backend and so many threads.
   *
   * @param proof of its network; empty if there is none
   */
  private record Entry(Contender contender, WholeNetwork network, String proof) {
    /**
     * One that is timed if even the worst of the problems that prove it is passed, and nothing is
     * lacking for it.
     *
     * @param worst empty if there are none
     * @param lack why it cannot be timed if it is proved
     */
    static Entry of(
        Launch launch, WholeNetwork network, Optional<ProofRecord> worst, Optional<String> lack) {
      Outcome proved = worst.map(ProofRecord::outcome).orElse(Outcome.UNSUPPORTED);
      String reason = worst.map(ProofRecord::message).orElse("no proof was tried");
      String message =
          switch (proved) {
            case PASSED -> lack.orElse("");
            case UNSUPPORTED -> reason;
            default -> "not proved to be " + network.architecture().name() + ": " + reason;
          };
      Outcome outcome = proved == Outcome.PASSED && lack.isPresent() ? Outcome.UNSUPPORTED : proved;
      Problem problem = network.problem();
      return new Entry(
          new Contender(
              launch,
              worst.map(ProofRecord::threadsReadBack).orElse(0),
              Map.of(problem, Verdict.of(problem, outcome, message))),
          network,
          worst.map(ProofRecord::proof).orElse(""));
    }
  }

  /**
   * What is lacking for a network on any backend, and the remedy; empty if nothing is. What a card
   * holds only its backend can tell, when it tries.
   */
  static Optional<String> lack(WholeNetwork network, BackendPlan backends) {
    long most = backends.limits().memory();
    return !backends.device().equals(Device.CPU) || network.estimatedBytes() <= most
        ? Optional.empty()
        : Optional.of(
            String.format(
                Locale.ROOT,
                "about %.1f GiB are needed for batches of %d, and a backend may take %.1f; raise"
                    + " --memory, or make --network-batch smaller",
                network.estimatedBytes() / GIB,
                network.batch(),
                most / GIB));
  }

  /** Adds a backend, whose proofs are in the run by now. */
  @Override
  public void add(Launch launch, Worker worker) {
    for (WholeNetwork network : plan.networks()) {
      for (int threads : plan.threads(backends.threads())) {
        add(launch.withThreads(threads), network);
      }
    }
  }

  private void add(Launch launch, WholeNetwork network) {
    String name = network.architecture().name();
    Optional<ProofRecord> worst =
        session.run().proofs().stream()
            .filter(p -> p.isOf(launch.backend(), launch.threads()) && p.network().equals(name))
            .filter(p -> p.countsFor(network.problem().toString()))
            .max(Comparator.comparing(p -> severity(p.outcome())));
    Entry entry = Entry.of(launch, network, worst, lack(network, backends));
    entries.add(entry);
    record(entry);
  }

  private static int severity(Outcome outcome) {
    return outcome.isWrong() ? 2 : outcome == Outcome.PASSED ? 0 : 1;
  }

  @Override
  public void time(long seed) {
    List<Entry> timed = entries.stream().filter(entry -> entry.contender.isTimed()).toList();
    if (timed.isEmpty()) {
      return;
    }
    announce(timed);
    Random random = new Random(seed);
    try (Progress progress = new Progress("timing networks", (long) timed.size() * plan.rounds())) {
      for (int round = 1; round <= plan.rounds(); round++) {
        List<Entry> order = new ArrayList<>(timed);
        Collections.shuffle(order, random);
        for (Entry entry : order) {
          progress.note(
              entry.network.architecture().name()
                  + " on "
                  + entry.contender.backend()
                  + ", threads="
                  + entry.contender.threads());
          if (entry.contender.isTimed()) {
            time(entry, round, random.nextLong());
            record(entry);
          }
          progress.step();
        }
      }
    }
  }

  private void announce(List<Entry> timed) {
    double seconds =
        timed.stream()
            .mapToDouble(
                entry ->
                    PROCESS_SECONDS
                        + Math.max(
                            plan.budget().measurement(),
                            STEPS * entry.network.problem().cost().flops() / flopsPerSecond(entry)))
            .sum();
    long largest = timed.stream().mapToLong(e -> e.network.estimatedBytes()).max().orElse(0);
    System.err.printf(
        "timing networks: about %.0f min, and up to %.1f GiB of %s at a time%n",
        Math.ceil(plan.rounds() * seconds / MINUTE),
        largest / GIB,
        backends.device().equals(Device.CPU) ? "memory" : "the card's memory");
  }

  /** Fewer threads than usual take longer; more gain little, and on a card none gains anything. */
  private double flopsPerSecond(Entry entry) {
    if (!backends.device().equals(Device.CPU)) {
      return FLOPS_PER_SECOND_OF_A_CARD;
    }
    return FLOPS_PER_SECOND * Math.min(1, entry.contender.threads() / (double) backends.threads());
  }

  private void time(Entry entry, int number, long seed) {
    String stem =
        String.join(
            "-",
            entry.contender.backend(),
            entry.network.architecture().name(),
            String.valueOf(entry.network.batch()),
            entry.network.until().toString(),
            entry.contender.threads() + "t",
            String.valueOf(number));
    rounds.time(entry.contender, stem, entry.contender.toTime(), plan.budget(), seed, done -> {});
  }

  private void record(Entry entry) {
    Problem problem = entry.network.problem();
    List<RunCost> costs = entry.contender.costs(problem);
    List<Double> firstSeconds = costs.stream().map(RunCost::firstSeconds).toList();
    WholeNetworkRecord timed =
        new WholeNetworkRecord(
            entry.contender.backend(),
            entry.network.architecture().name(),
            entry.network.batch(),
            entry.contender.threads(),
            entry.network.until().toString(),
            problem.toString(),
            entry.proof,
            entry.contender.outcome(problem),
            entry.contender.message(problem),
            entry.contender.timing(problem),
            firstSeconds.isEmpty() ? null : Median.of(firstSeconds),
            most(costs, RunCost::peakBytes),
            most(costs, RunCost::deviceBytes),
            problem.cost().flops(),
            entry.contender.jmh(problem));
    session.update(run -> run.with(timed));
  }

  private static @Nullable Long most(List<RunCost> costs, Function<RunCost, OptionalLong> bytes) {
    return costs.stream()
        .map(bytes)
        .filter(OptionalLong::isPresent)
        .map(OptionalLong::getAsLong)
        .max(Comparator.naturalOrder())
        .orElse(null);
  }
}
