/**
 * Proof that a network which a backend trains is the network it is said to be: its logits, loss,
 * gradients and updated parameters are the oracle's.
 *
 * <p>In comes a problem of {@link NetworkProblems}, out goes a verdict ({@link NetworkVerifier}).
 * What the oracle expects takes it long, so {@link Expectations} keep it from run to run.
 *
 * <p><b>Where a change goes.</b> What has to be right for a network to count as proved: its lines
 * in {@code network-problems.txt}; for networks without any, {@link NetworkProblems}.
 */
@NullMarked
package dev.assay.verify.network;

import org.jspecify.annotations.NullMarked;
