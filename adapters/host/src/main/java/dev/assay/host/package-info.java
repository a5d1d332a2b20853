/**
 * The application's side of the backends: their descriptors, the artifacts they need, and their
 * worker processes.
 *
 * <p>In come folders of backends, which a {@link BackendCatalog} reads as {@link Descriptor}s. An
 * {@link ArtifactResolver} fetches what one of them needs, and a {@link Launch} says how to start a
 * JVM in which it runs. A {@link Worker}, or a {@link Crew} of several, starts such JVMs and hands
 * them requests; out goes an {@link Answer} to each, also if the process died of it or had to be
 * killed.
 *
 * <p><b>Start reading</b> at {@link Worker#execute}; then {@link WorkerProcess}, one life of a
 * worker, and {@link Watchdog}, which ends it where it takes too long or too much.
 *
 * <p><b>Where a change goes.</b> Another key of descriptors: {@link Descriptor}, whose table
 * explains it, and {@link DescriptorFile}, which refuses unknown ones. Another kind of processor or
 * system that natives are chosen by: {@link Platform}. What a worker may take: {@link Limits}. What
 * its JVM is told: {@link Launch}. What is made of an exit code or a crash: {@link ProcessLog}.
 */
@NullMarked
package dev.assay.host;

import org.jspecify.annotations.NullMarked;
