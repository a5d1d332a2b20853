package dev.assay.reports.history;

import dev.assay.reports.compare.Claim;
import dev.assay.reports.compare.Claim.Standing;
import dev.assay.reports.compare.Claim.Topic;
import dev.assay.reports.record.Arithmetic;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What one run says of one backend.
 *
 * @param name without its version, unless the run has several
 * @param threads how many it computes with what is timed: as it says, or else as it was asked to; 0
 *     if neither is known
 * @param error why it could not be started; null if it was
 * @param versions of everything it is made of, how it was built, and its precision of products
 * @param divergences ids of those that it declares to be known, by operation; of the operations
 *     that were verified alone, since only theirs are replayed
 * @param claims what the run says of its correctness
 * @param arithmetic of its random problems, by operation and direction, where their errors tell
 * @param times of what it computed rightly
 */
public record BackendDigest(
    String name,
    String device,
    int threads,
    @Nullable String error,
    SortedMap<String, String> versions,
    SortedMap<String, String> divergences,
    List<Claim> claims,
    SortedMap<String, Arithmetic> arithmetic,
    List<Time> times) {

  public BackendDigest {
    versions = Collections.unmodifiableSortedMap(new TreeMap<>(versions));
    divergences = Collections.unmodifiableSortedMap(new TreeMap<>(divergences));
    claims = List.copyOf(claims);
    arithmetic = Collections.unmodifiableSortedMap(new TreeMap<>(arithmetic));
    times = List.copyOf(times);
  }

  /** How it did, all in all. */
  public Correctness correctness() {
    if (error != null) {
      return Correctness.NOT_STARTED;
    }
    if (wrong() > 0) {
      return Correctness.WRONG;
    }
    List<Standing> standings =
        claims.stream()
            .filter(claim -> claim.key().topic() != Topic.START)
            .filter(claim -> claim.key().topic() != Topic.INVALID)
            .map(Claim::standing)
            .toList();
    if (standings.contains(Standing.KNOWN)) {
      return Correctness.KNOWN;
    }
    return standings.contains(Standing.RIGHT) ? Correctness.RIGHT : Correctness.NOT_VERIFIED;
  }

  /** How many results are wrong. */
  public long wrong() {
    return claims.stream().filter(Claim::isWrong).count();
  }
}
