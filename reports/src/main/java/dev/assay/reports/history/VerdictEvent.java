package dev.assay.reports.history;

import dev.assay.reports.compare.VerdictChange;
import java.util.List;

/**
 * What a run says differently of correctness, and of the arithmetic, than those before that looked
 * at it.
 *
 * @param at number of the run
 * @param changes the gravest first
 */
public record VerdictEvent(int at, List<VerdictChange> changes) {}
