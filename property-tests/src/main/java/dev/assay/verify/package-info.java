/**
 * Verification: problems go to a backend's worker, its answers are judged by the oracle and by
 * laws.
 *
 * <p>In comes a {@link Solver}, which stands for a backend's processes or, in tests, for a double;
 * the name of an operation and a seed. Out goes an {@link OperationReport}: for each direction and
 * each law a {@link Tally} of verdicts, each kind of failure as a {@link Finding} with the smallest
 * problem that fails so, and what part of the parameter space was reached. Nothing is recorded or
 * printed here.
 *
 * <p><b>Start reading</b> at {@link Verifier.Campaign#advance}: draw, compute, judge, count. {@link
 * Judge} makes an answer a {@link Verdict}, wherever something valid is verified: here, in
 * networks, between threads, before layers are timed, in a replay; {@link Diagnosis} tells what is
 * wrong as is known from what is news, {@link DrawnMask} which random masks are odd.
 *
 * <p><b>What else there is.</b> {@code generate} draws random problems and shrinks those that fail;
 * {@code law} holds the laws, a class each; {@code contract} hands over invalid problems; {@code
 * threads} compares one thread with several; {@code network} proves networks by what the oracle
 * said of them once.
 *
 * <p><b>Where a change goes.</b> What counts as right: {@link Judge}. A new {@link Outcome}: there
 * too, and its sign in the reports, its standing in comparisons, its name in the format of runs. A
 * new law: a class and its line in {@link dev.assay.verify.law.Law#all}. Other random problems:
 * {@code generate}; they change what a seed stands for. That faults are noticed, and the innocent
 * are not accused, is tested in {@code suite}, among the tests.
 */
@NullMarked
package dev.assay.verify;

import org.jspecify.annotations.NullMarked;
