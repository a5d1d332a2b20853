package dev.assay.reports.render;

import dev.assay.reports.record.BackendRecord;
import dev.assay.reports.record.ProofRecord;
import dev.assay.reports.record.RunRecord;
import dev.assay.reports.record.WholeNetworkRecord;
import java.util.HashSet;
import java.util.Set;

/**
 * With how many threads a run proved networks and timed their training.
 *
 * @param several whether there is more than one number in the run, so that each has to be said
 */
record ThreadCounts(boolean several) {
  static ThreadCounts of(RunRecord run) {
    Set<Integer> counts = new HashSet<>();
    run.proofs().stream().map(ProofRecord::threads).forEach(counts::add);
    run.training().stream().map(WholeNetworkRecord::threads).forEach(counts::add);
    if (!counts.isEmpty()) {
      // Who reads a speed takes it for one with the backend's usual threads.
      run.backends().stream()
          .map(BackendRecord::threads)
          .filter(threads -> threads > 0)
          .forEach(counts::add);
    }
    return new ThreadCounts(counts.size() > 1);
  }

  /** The text, with the number behind it where there are several. */
  String with(int threads, String text) {
    return several ? text + ", " + Numbers.threads(threads) : text;
  }

  /** {@code computes with 2 threads}, if that is not what it was asked for; otherwise empty. */
  static String readBack(ProofRecord proof) {
    Integer said = proof.threadsReadBack();
    return said == null || said == proof.threads() ? "" : "computes with " + Numbers.threads(said);
  }
}
