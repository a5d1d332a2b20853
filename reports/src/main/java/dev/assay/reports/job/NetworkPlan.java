package dev.assay.reports.job;

import dev.assay.bench.TimeBudget;
import dev.assay.bench.WholeNetwork;
import java.util.List;

/**
 * Which whole networks to time, and for how long.
 *
 * @param networks trained or used for inference; empty for none
 * @param threads how many threads each of them is timed with, in turn; empty for as many as
 *     everything else
 * @param rounds processes per network
 * @param budget of one network in one round
 */
public record NetworkPlan(
    List<WholeNetwork> networks, List<Integer> threads, int rounds, TimeBudget budget) {

  /**
   * How many threads they are timed with.
   *
   * @param usual where nothing else is asked for
   */
  List<Integer> threads(int usual) {
    return threads.isEmpty() ? List.of(usual) : threads;
  }
}
