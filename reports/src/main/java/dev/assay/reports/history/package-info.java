/**
 * Many runs over time: when did something get wrong, when slow, and what changed then?
 *
 * <p><b>What is compared.</b> Machines never mix, nor do devices or numbers of threads: a
 * {@linkplain dev.assay.reports.history.Track track} is one backend in one place, whatever its
 * version. Each problem that it was timed with makes a {@linkplain dev.assay.reports.history.Series
 * series}, and so does each operation and the backend as a whole, as geometric means, {@linkplain
 * dev.assay.reports.history.ChainedMean chained} where runs come to time other problems.
 *
 * <p><b>Times</b> are medians over rounds, as the report of a run shows them, and not those of the
 * quickest round as in {@link dev.assay.reports.compare}: they vary more, of which many runs make
 * up, and what slows down some of a backend's processes only moves them, too.
 *
 * <p><b>Change points.</b> Before and after each run are compared by ranks ({@linkplain
 * dev.assay.reports.history.ChangePoints how}), which needs no assumption about what noise looks
 * like and lets no outlier decide. The test is exact, so it takes no random numbers. The chance of
 * telling any change in a whole history where there is none is below one in a hundred, divided
 * among levels as in {@link dev.assay.reports.compare.SpeedChanges}, then among series and splits
 * (Bonferroni's correction). It holds for runs that do not depend on one another. A machine that
 * has its slow weeks does change, as far as anybody can tell from its times.
 *
 * <p><b>Correctness.</b> Each claim of a run is compared with the latest one about the same thing,
 * and the arithmetic that errors speak of with the one since the last change: a library that starts
 * to multiply in TF32, or to convolve by Winograd's algorithm, is right within its bounds and still
 * news.
 *
 * <p><b>Thousands of runs.</b> A record is megabytes; a history needs a fiftieth of it, compressed.
 * That is kept in an {@linkplain dev.assay.reports.history.HistoryIndex index}, so that a file is
 * read once only, as long as it does not change.
 */
@NullMarked
package dev.assay.reports.history;

import org.jspecify.annotations.NullMarked;
