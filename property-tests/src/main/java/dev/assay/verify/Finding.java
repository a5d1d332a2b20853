package dev.assay.verify;

import dev.assay.verify.law.Law;
import java.util.Optional;

/**
 * One kind of failure.
 *
 * @param first as it was first met
 * @param smallest the same failure on the smallest problem found; the first itself if none is
 *     smaller
 * @param law the law that is violated; empty if the oracle disagrees or nothing came back
 * @param occurrences how many tries failed this way
 */
public record Finding(Verdict first, Verdict smallest, Optional<Law> law, int occurrences) {}
