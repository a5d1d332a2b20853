/**
 * Timing what was verified: JMH over prepared problems, workloads, and what the times say.
 *
 * <p><b>Rounds instead of JMH's forks.</b> JMH starts a new JVM per benchmark and fork. Starting a
 * JVM with a deep-learning library takes seconds, so one JVM per problem would spend most of the
 * time on starting. A {@linkplain dev.assay.bench.Round round} is one JVM on one backend's class
 * path that times all problems, in random order; it is a fork in JMH's sense, as every round starts
 * from scratch. Rounds of different backends follow one another in random order, so that a slow
 * spell of the machine hits all of them. Within a round JMH runs in the same JVM (its {@code forks}
 * is 0); what it warns of there, profiles that one benchmark leaves for the next, costs a virtual
 * call per run, next to nothing beside a call into native code. JMH's JSON is kept unchanged, one
 * file per round, and {@link dev.assay.bench.Measurement} puts the rounds together.
 *
 * <p><b>How a problem is timed in a round.</b> It is prepared, {@linkplain dev.assay.bench.WarmUp
 * warmed up} until it gets no faster or has had its time, and timed in up to ten iterations. Before
 * and after each, a {@linkplain dev.assay.bench.Canary canary} tells how fast the machine is just
 * then, and the system {@linkplain dev.assay.bench.ProcessorTime how long} others, or a quota, can
 * have kept the backend's threads from the processors meanwhile. Problems with {@linkplain
 * dev.assay.bench.TimedRound#DISTURBED disturbed} iterations are timed again at the end of the
 * round, as long as that takes no more than a quarter of the round's time. All iterations are kept;
 * those disturbed count only where too few others are left. Times that {@linkplain
 * dev.assay.bench.Drift still fall} in the end are marked.
 *
 * <p><b>How many rounds there are.</b> {@linkplain dev.assay.bench.TimePlan Planned} rounds take
 * three quarters of the time. In the rest, further rounds time the problems that are not
 * {@linkplain dev.assay.bench.Settlement settled}, those with the widest intervals first, on all
 * backends in turn as before. It ends when all are settled or the time is over. To stop at a narrow
 * interval favours intervals that are narrow by luck, which is why no problem has fewer than the
 * planned rounds, and why {@linkplain dev.assay.bench.Measurement#interval intervals} are a little
 * wider than they would have to be.
 *
 * <p><b>What is timed was checked.</b> The first run is judged before a problem is timed, and the
 * last one after, {@linkplain dev.assay.bench.ResultCheck by a sample of the results}; the second
 * must {@linkplain dev.assay.bench.Completion be over} when it returns, and none may be {@linkplain
 * dev.assay.bench.Possible faster than any machine}. What fails has no time. Of a whole network,
 * which was proved before, only results are noticed that are not finite, that are not close to the
 * first of passes from the same beginning, or that no update has changed; {@link
 * dev.assay.bench.ExecutionBenchmark} says what else cannot be noticed.
 *
 * <p>A round runs in a process that anything native may bring down. After each problem its results
 * are on disk, and {@link dev.assay.bench.RoundProgress} says which problem was running.
 *
 * <p>What a time is worth shows beside what the machine can do at most: {@link
 * dev.assay.bench.RoofProblem} names the problems that tell, which are verified and timed like any
 * other.
 *
 * <p>A round needs no more than this project's contract, JMH and Commons Math on top of the
 * backend's own jars ({@link dev.assay.bench.Round#classPath}).
 */
@NullMarked
package dev.assay.bench;

import org.jspecify.annotations.NullMarked;
