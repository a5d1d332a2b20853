package dev.assay.reports.job;

import dev.assay.reference.problem.Problem;
import dev.assay.verify.generate.Shard;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What to verify, and how thoroughly.
 *
 * @param operations names of those of which random problems are tried, random networks among them
 * @param networks what proves networks, those aside that take the oracle long
 * @param tries random problems per operation and backend, those of other shards included; null for
 *     as many as there is time for
 * @param timeLimit for all of it; null if there is none
 * @param shard which part of the problems
 */
public record VerificationPlan(
    List<String> operations,
    List<Problem> networks,
    @Nullable Integer tries,
    @Nullable Duration timeLimit,
    Shard shard) {

  /** Where each operation's sequence of problems ends. */
  long end() {
    return tries == null ? Long.MAX_VALUE : tries;
  }
}
