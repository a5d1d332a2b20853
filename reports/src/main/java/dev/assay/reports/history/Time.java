package dev.assay.reports.history;

import dev.assay.reports.compare.TimedProblem;

/**
 * How long a problem took in one run.
 *
 * @param median in seconds
 * @param low lower end of the median's 95 % interval, in seconds
 * @param high upper end, in seconds
 */
public record Time(TimedProblem problem, double median, double low, double high) {}
