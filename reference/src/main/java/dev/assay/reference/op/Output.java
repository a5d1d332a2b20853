package dev.assay.reference.op;

import dev.assay.reference.tensor.Shape;

/**
 * One output of an operation.
 *
 * @param name {@code output}, {@code loss}, {@code updated layer1.0.conv1 weights}
 * @param shape its shape
 */
public record Output(String name, Shape shape) {}
