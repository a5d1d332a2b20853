/**
 * Readers of image data sets: files as they are published, images and labels as tensors.
 *
 * <p>In come files, read by {@link IdxFile} (MNIST and its family) or {@link CifarFile}; out go
 * {@link Images}, and from them batches, whose pixels a {@link Normalization} makes a network's
 * input. What is not as the format demands is refused by a {@link DatasetException}.
 *
 * <p><b>Where a change goes.</b> Another format: a class that gives {@link Images}, and its
 * constant in {@code ImagesFormat} of {@code reports}.
 */
@NullMarked
package dev.assay.reference.dataset;

import org.jspecify.annotations.NullMarked;
