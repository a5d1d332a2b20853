/**
 * The process boundary around a backend: the worker's main class and the messages it exchanges with
 * the application over a socket in a private folder.
 *
 * <p>First the worker says what its backend is, or why there is none: a {@link Greeting}. Then in
 * comes one {@link Request} after the other, and out goes a {@link Reply} to each before the next
 * is begun, so that what kills the process is the fault of the first that has no reply. It runs on
 * any backend's class path, and so needs {@code spi} and {@code reference} alone.
 *
 * <p><b>Start reading</b> at {@link WorkerMain}, then {@link ProblemRunner}.
 *
 * <p><b>Where a change goes.</b> How often a problem is run, and what an exception means: {@link
 * ProblemRunner}. Something else to ask of a backend: a {@link Request.Task}, and a {@link Reply}
 * for {@code Judge} in {@code property-tests} to make a verdict of. What goes over the socket:
 * {@code write} and {@code read} of the message, with {@link Wire}; both ends are of one build, so
 * it may change at any time.
 */
@NullMarked
package dev.assay.worker;

import org.jspecify.annotations.NullMarked;
