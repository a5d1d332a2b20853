package dev.assay.bench;

import dev.assay.reference.op.Add;
import dev.assay.reference.op.Direction;
import dev.assay.reference.op.Linear;
import dev.assay.reference.op.Operation;
import dev.assay.reference.problem.Fill;
import dev.assay.reference.problem.Problem;
import dev.assay.reference.tensor.Shape;

/**
 * A problem whose speed is a limit of the machine, for the roofline model (Williams, Waterman &amp;
 * Patterson, <i>Roofline: An Insightful Visual Performance Model for Multicore Architectures</i>,
 * 2009): nothing computes faster than the best matrix product, and nothing gets its data from main
 * memory faster than the best stream.
 *
 * @param kind which limit
 * @param problem verified and timed like any other
 */
public record RoofProblem(Kind kind, Problem problem) {
  /**
   * Rows and columns of the matrices unless told otherwise: a product of 17·10⁹ operations, large
   * enough to reach the peak and small enough for some runs in a second on one thread.
   */
  public static final int EDGE = 2048;

  /**
   * The same on a card: a product of 10¹² operations, some hundredths of a second on a large one,
   * and enough pieces to go round its multiprocessors many times.
   */
  public static final int CARD_EDGE = 8192;

  /**
   * The largest last cache that a card may have, which nvidia-smi does not tell: the second level
   * of NVIDIA's GB202.
   */
  public static final long CARD_CACHE_BYTES = 128L << 20;

  /**
   * As the STREAM benchmark has it (McCalpin, 1995): each array is at least four times as large as
   * all caches of the last level together, so that none of it is still there when it is read again.
   */
  private static final int CACHES_PER_ARRAY = 4;

  /** Of a stream: two are read, one is written. */
  public static final int ARRAYS = 3;

  /** The largest array, 1 MiB less than 2 GiB, which no buffer of Java's holds. */
  public static final long MOST_BYTES = 2047L << 20;

  private static final long LEAST_BYTES = 64L << 20;

  /** Which limit of the machine. */
  public enum Kind {
    /** The arithmetic rate: the product of two large square matrices. */
    MATRIX_PRODUCT,
    /**
     * The bandwidth of main memory: the sum of two arrays far larger than all caches. It counts two
     * arrays read and one written; a processor that fetches what it is going to overwrite (write
     * allocate) moves a third more.
     */
    STREAM
  }

  /** The product of two square matrices, as a fully connected layer forward. */
  public static RoofProblem product(int edge) {
    return new RoofProblem(Kind.MATRIX_PRODUCT, problem(new Linear(edge, edge, edge, false)));
  }

  /**
   * The sum of two arrays.
   *
   * @param arrayBytes of each, at most {@link #MOST_BYTES}
   */
  public static RoofProblem stream(long arrayBytes) {
    return new RoofProblem(
        Kind.STREAM, problem(new Add(Shape.of(Math.toIntExact(arrayBytes / Float.BYTES)))));
  }

  /** How large each array of a stream must be where all caches of the last level are so large. */
  public static long arrayBytes(long cacheBytes) {
    return Math.min(MOST_BYTES, Math.max(LEAST_BYTES, CACHES_PER_ARRAY * cacheBytes));
  }

  private static Problem problem(Operation operation) {
    return Problem.of(operation, Direction.FORWARD, Fill.REAL, 0);
  }
}
