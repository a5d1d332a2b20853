/**
 * PyTorch on NVIDIA cards through DJL.
 *
 * <p><b>Not proven on a card yet.</b> The natives (PyTorch 2.5, some GB to fetch) are the last for
 * cards in the Maven repositories; they belong to an older DJL than those for the processor, which
 * is why this is a backend of its own. They take an NVIDIA driver, and a CUDA 12 runtime by which
 * DJL counts cards:
 *
 * <pre>
 *   export LD_LIBRARY_PATH=/usr/local/cuda/lib64${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}
 *   ./assay verify --device cuda:0 --backend djl-pytorch-cuda --threads 4
 * </pre>
 *
 * <p>DJL looks for {@code libcudart.so}: where there is {@code libcudart.so.12} alone, as in Python
 * packages, it takes a link of that name.
 *
 * <p>PyTorch convolves in TF32 unless told otherwise; {@code NVIDIA_TF32_OVERRIDE=0} in its
 * environment tells it, so that float32 is float32.
 *
 * <p>PyTorch asks cuDNN's heuristics for algorithms: {@code cudnn.benchmark}, by which it would try
 * them, stays off, as it does by default. What is timed is to be what was verified, and another
 * process may find another algorithm the fastest.
 */
@NullMarked
package dev.assay.adapters.djl.pytorch.cuda;

import org.jspecify.annotations.NullMarked;
