package dev.assay.host;

import java.time.Duration;

/**
 * What a worker may take before it is killed.
 *
 * @param start for opening its backend
 * @param problem for one problem
 * @param memory resident bytes of its process; enforced where {@code /proc} tells them
 */
public record Limits(Duration start, Duration problem, long memory) {}
