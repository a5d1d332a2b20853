/**
 * PyTorch by its own C++ interface, through JavaCPP's presets: one call of {@code at::} for each
 * operation, gradients by {@code torch::autograd::grad}, steps of training by {@code torch::optim}.
 *
 * <p>Images lie channels last in memory, unless the system property {@code assay.libtorch.layout}
 * is {@code contiguous}; the axes are NCHW either way.
 *
 * <p>Averages are compositions of several operations where they leave out padding that PyTorch does
 * not take as an argument: see {@link dev.assay.adapters.libtorch.Poolings}.
 *
 * <p>What is made natively belongs to the innermost {@code PointerScope}, and {@link
 * dev.assay.adapters.libtorch.Kept} is what outlives it: the garbage collector releases nothing.
 */
@NullMarked
package dev.assay.adapters.libtorch;

import org.jspecify.annotations.NullMarked;
