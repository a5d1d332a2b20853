/**
 * Two runs, side by side: what became wrong, then what became slow.
 *
 * <p><b>Verdicts first.</b> A wrong result that was not there before outweighs every speed. What
 * both runs looked at is compared {@linkplain dev.assay.reports.compare.Claim claim} by claim; what
 * only one of them looked at is counted, not judged.
 *
 * <p><b>Speeds.</b> A problem's time is that of its {@linkplain dev.assay.reports.compare.Quickest
 * quickest} round, since nothing on a machine makes a backend faster than it is. (What a backend
 * usually takes is in the report of each run.) Times are compared as ratios, of single problems, of
 * families of them (an operation in a direction) and of all that a backend was timed with; the
 * ratio of several is a geometric mean, {@linkplain dev.assay.reports.compare.Weights weighted} by
 * how well each is known. A ratio's interval comes from {@linkplain dev.assay.bench.Resampling
 * resampling} rounds, then iterations (Kalibera &amp; Jones, <i>Rigorous Benchmarking in Reasonable
 * Time</i>, 2013), and is wider by what few rounds do not tell. All problems of a backend that were
 * timed in one process share what was good or bad about it, so they are drawn together.
 *
 * <p>That says how much the processes of one run differ, not how much two runs differ that have
 * nothing to tell them apart. Only runs of the same thing can say that, so a ratio must also exceed
 * a {@linkplain dev.assay.reports.compare.NoiseFloor noise floor} measured with such runs, of the
 * same problems, by as many threads, and {@linkplain dev.assay.reports.compare.Basis timed no
 * shorter}. Where none was measured, it is estimated from the rounds, with a factor for what they
 * cannot tell, and the report says so; with fewer than three rounds on either side nobody knows it.
 *
 * <p>Many ratios are judged at once. The chance of calling any of them faster or slower by mistake
 * is kept below one in a hundred for the comparison as a whole (Bonferroni's correction; half of it
 * is for backends as a whole, which a gate looks at first, a quarter each for families and for
 * problems). The floor is that wide, and so are the intervals, except for totals whose floor was
 * measured: there the usual interval of 95 % is enough.
 *
 * <p>In 91 comparisons of runs of the same on a shared machine with two cores, whose speed drifts
 * by some per cent within minutes, nothing was called faster or slower. With all times of one side
 * multiplied by 1.05 every fourth total was called slower, and none faster (while totals were drawn
 * to one another, see {@link dev.assay.reports.compare.Spread}; now fewer may be); before, with the
 * median round and plain means, it was none at all.
 *
 * <p><b>Machines.</b> Runs of different machines, devices or numbers of threads are compared, too.
 * Their results count as ever; their times are shown, but it is the machines that differ, so
 * nothing slower is a regression, and where both have times the comparison is inconclusive.
 */
@NullMarked
package dev.assay.reports.compare;

import org.jspecify.annotations.NullMarked;
