/**
 * What a backend must offer to be verified and timed: one method does the work.
 *
 * <p><b>Two interfaces suffice</b> for a backend: {@link Backend}, which prepares a problem, and
 * the {@link Execution} that it gives, which runs as often as it is asked to. A {@link Description}
 * says what it is; an {@link UnsupportedProblemException}, what it cannot do.
 *
 * <p><b>What is known to be wrong</b> it says by {@link KnownDivergence}s, which problems each
 * concerns, and by {@link Symptom}s, what the results look like then; by {@link Repeatability},
 * whether its library promises the same bits in each run. A divergence of single operations is one
 * of networks, too, that have such a layer; {@link WrongGradients} is for those that a layer has
 * nowhere but in networks.
 *
 * <p><b>Help, for those who want it</b>: {@link Lowerings} and {@link Vocabulary} (a line for each
 * operation), {@link Layers} (networks, layer by layer), {@link Releases} (memory that is not
 * Java's), {@link NativeThreads}, {@link OnCard} (what of a card's failures is to be told).
 *
 * <p>{@link BackendProcess} and {@link Origin} are about the process that a backend has to itself,
 * and the worker's business rather than the backend's.
 *
 * <p><b>Where a change goes.</b> Something new to ask of an execution: a method of {@link
 * Execution} with a default, so that no adapter has to change. Something new that a backend tells
 * of itself: a fact of its {@link Description}, which reports show by its name. Another way to be
 * wrong as is known: a {@link Symptom}, which {@code Suspect} in the worker sends and {@code
 * Diagnosis} in {@code property-tests} looks for.
 */
@NullMarked
package dev.assay.spi;

import org.jspecify.annotations.NullMarked;
