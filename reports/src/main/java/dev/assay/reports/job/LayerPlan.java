package dev.assay.reports.job;

import dev.assay.bench.Settlement;
import dev.assay.bench.WorkloadProblem;
import java.util.List;

/**
 * Which layers to time, and for how long.
 *
 * @param layers forward and gradients; empty for none
 * @param rounds processes per backend
 * @param fewestRounds so many of them whatever time they take
 * @param settlement when a layer needs no further rounds
 * @param seconds for all backends together
 */
public record LayerPlan(
    List<WorkloadProblem> layers,
    int rounds,
    int fewestRounds,
    Settlement settlement,
    double seconds) {}
