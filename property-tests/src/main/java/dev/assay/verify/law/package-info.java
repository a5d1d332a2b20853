/**
 * Laws: what must hold between a backend's own results, with no oracle in between; or of all
 * elements together, where the oracle would take too long for each.
 *
 * <p>In comes a problem. Out goes a {@link Law.Case}, unless the law says nothing of it: what the
 * backend has to compute, and how the results compare. They compare as {@link Side}s, numbers that
 * each know how far they may be off; with integers, which most laws ask for, both sides are exact.
 *
 * <p><b>Start reading</b> at {@link Law}, then {@link SoftmaxShift}, one of the shortest.
 *
 * <p><b>Where a change goes.</b> A new law: a class and its line in {@link Law#all}. {@code
 * LawsTest} then asks that honest backends keep it, that some fault violates it, and that whoever
 * computes nothing does not keep it. Which operations a law speaks of: the law, by what they say of
 * themselves ({@link dev.assay.reference.op.Operation#isLinear} and the like) or by their class.
 */
@NullMarked
package dev.assay.verify.law;

import org.jspecify.annotations.NullMarked;
