package dev.assay.reports.job;

import dev.assay.verify.generate.Shard;

/**
 * How operations take turns: short ones at first, so that each has had its share however little
 * time there is, longer ones later, so that workers seldom wait for each other.
 */
final class Turns {
  private static final long LARGEST = 512;

  private Turns() {}

  /** Where the turn ends that begins at a position of an operation's sequence of problems. */
  static long after(long position, long end, Shard shard) {
    long first = (long) Shard.BLOCK * shard.count();
    long largest = LARGEST * shard.count();
    long size = Math.min(largest, Math.max(first, position));
    return end - position < size ? end : position + size;
  }
}
