package dev.assay.spi;

import dev.assay.reference.problem.Problem;
import java.util.function.Predicate;

/**
 * A class of problems that a backend is known to get wrong, and why.
 *
 * @param id short and stable, like {@code leaky-relu-slope-at-zero}
 * @param reason what the backend does instead, in one sentence
 * @param link the upstream issue or source, or empty
 * @param counterexample the smallest problem known to fail, replayed in every run; if it passes,
 *     that is reported
 * @param applies which problems may fail this way
 */
public record KnownDivergence(
    String id, String reason, String link, Problem counterexample, Predicate<Problem> applies) {}
