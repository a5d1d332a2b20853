package dev.assay.reports.record;

/**
 * How many threads a backend was asked to compute with, which is what repeats a result; what it
 * then did, as far as it can tell, is read back.
 *
 * @param usual for all that is timed, and for what is checked to be timed
 * @param random for random and invalid problems, in each of the processes that share them
 */
public record AskedThreads(int usual, int random) {
  public AskedThreads {
    if (usual < 1 || random < 1) {
      throw new IllegalArgumentException("at least one thread: " + usual + ", " + random);
    }
  }
}
