/**
 * Whether a backend's results depend on how many threads compute them.
 *
 * <p>In come two solvers, the backend on one thread and on several; out goes how alike the results
 * are ({@link ThreadComparison}).
 *
 * <p><b>Where a change goes.</b> Another problem to compare by: a line of {@code
 * thread-problems.txt}.
 */
@NullMarked
package dev.assay.verify.threads;

import org.jspecify.annotations.NullMarked;
