package dev.assay.reports.history;

import dev.assay.reports.compare.Difference;
import java.util.List;

/**
 * What was upgraded.
 *
 * @param at number of the first run with it
 */
public record VersionEvent(int at, List<Difference> changes) {}
