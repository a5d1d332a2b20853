package dev.assay.reports.compare;

import org.jspecify.annotations.Nullable;

/**
 * How the time of something changed.
 *
 * @param scope what it is about
 * @param label that for people: {@code vgg16 conv3_1}
 * @param problems how many problems it is the geometric mean of
 * @param before seconds in the base; null for several problems
 * @param after seconds in the head; null for several problems
 * @param ratio of times, head over base: above 1 is slower
 * @param low lower end of its 95 % interval; the ratio itself if there is none, of one round
 * @param high upper end
 * @param floor the largest ratio, or its inverse, that may be chance
 * @param floorMeasured whether that was measured, with runs of the same thing
 * @param onAverage the ratio of all rounds, where it is beyond doubt and says what the quickest do
 *     not; null elsewhere
 */
public record SpeedChange(
    Scope scope,
    String label,
    int problems,
    @Nullable Double before,
    @Nullable Double after,
    double ratio,
    double low,
    double high,
    double floor,
    boolean floorMeasured,
    @Nullable Double onAverage,
    Judgement judgement) {}
