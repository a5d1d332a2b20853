/**
 * Networks with real weights and real images: what {@code classify}, {@code features} and {@code
 * train} do. The reference goes first, and each backend is judged by it.
 *
 * <p>In come an {@link ImageInput} and weights; a {@link Computation} has a backend compute what is
 * made of them. {@link Classification} gives each image a class, and {@link ClassificationReport}
 * says which; {@link Features} are what a layer sees. A {@link Training} is a sequence of steps by
 * a {@link Recipe}: a {@link Trainee} makes them on one backend, {@link TrainingTrial} has one
 * backend after the other train, and {@link TrainingLog} keeps what is seen of it.
 */
@NullMarked
package dev.assay.reports.images;

import org.jspecify.annotations.NullMarked;
