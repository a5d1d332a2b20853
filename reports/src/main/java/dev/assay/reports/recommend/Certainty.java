package dev.assay.reports.recommend;

/**
 * How sure a backend's place in a ranking is, by resampled rounds and iterations, as far from the
 * estimate as few rounds leave open.
 *
 * @param low lower end of the 95 % interval of its seconds
 * @param high upper end
 * @param ratioLow lower end of the 95 % interval of its ratio to the fastest
 * @param ratioHigh upper end
 * @param chance how often it came out fastest, of all that have a certainty
 */
public record Certainty(
    double low, double high, double ratioLow, double ratioHigh, double chance) {}
