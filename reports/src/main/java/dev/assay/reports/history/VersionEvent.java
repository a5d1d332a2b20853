package dev.assay.reports.history;

import dev.assay.reports.compare.Difference;
import java.util.List;

/**
 * What was upgraded, or what a backend declares of itself otherwise than before.
 *
 * @param at number of the first run with it
 */
public record VersionEvent(int at, List<Difference> changes) {}
