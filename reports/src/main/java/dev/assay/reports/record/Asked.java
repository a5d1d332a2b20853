package dev.assay.reports.record;

import org.jspecify.annotations.Nullable;

/**
 * What a backend was asked for that it takes to repeat a result; with how many threads it then
 * computed, as far as it can tell, is read back.
 *
 * @param usual how many threads for all that is timed, and for what is checked to be timed; by
 *     default one for each physical core
 * @param random how many for random and invalid problems, in each of the processes that share them
 * @param deadline seconds that it had for one problem; null for as many as by default
 * @param memory MiB that it might take; null for as much as by default
 */
public record Asked(int usual, int random, @Nullable Integer deadline, @Nullable Long memory) {
  public Asked {
    if (usual < 1 || random < 1) {
      throw new IllegalArgumentException("at least one thread: " + usual + ", " + random);
    }
  }

  /** So many threads, and the usual time and memory. */
  public Asked(int usual, int random) {
    this(usual, random, null, null);
  }
}
