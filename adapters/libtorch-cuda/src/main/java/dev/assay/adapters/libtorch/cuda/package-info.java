/**
 * PyTorch on NVIDIA cards by its own C++ interface: the adapter {@code libtorch} with other
 * natives.
 *
 * <p><b>Not proven on a card yet.</b> The natives (458 MB) were seen loading, no more. They take an
 * NVIDIA driver, and the machine's own CUDA 13, cuDNN 9, NCCL 2 and cuFile; where one of these is
 * not found, PyTorch computes without any card, and this backend refuses that:
 *
 * <pre>
 *   export LD_LIBRARY_PATH=/usr/local/cuda/lib64${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}
 *   ./assay verify --device cuda:0 --backend libtorch-cuda --threads 4
 * </pre>
 *
 * <p>Where they are Python packages, their folders are {@code nvidia/cudnn/lib}, {@code
 * nvidia/cu13/lib} and {@code nvidia/nccl/lib} in {@code site-packages}, cuDNN's first.
 *
 * <p>PyTorch convolves in TF32 unless told otherwise; it is told so here, and {@code
 * libtorch-cuda-tf32} is what computes in TF32, matrix products too.
 *
 * <p>PyTorch asks cuDNN's heuristics for algorithms: {@code cudnn.benchmark}, by which it would try
 * them, stays off, as it does by default. What is timed is to be what was verified, and another
 * process may find another algorithm the fastest.
 *
 * <p>Images are NCHW, as PyTorch has them, and NHWC in {@code libtorch-cuda-channels-last} and in
 * TF32. That follows what is said of them, and was not measured on a card here: PyTorch's
 * developers expect channels last to be faster only where tensor cores compute, and saw it take 1.6
 * times as long in float32 on a V100 (<a
 * href="https://github.com/pytorch/pytorch/issues/44943">pytorch/pytorch#44943</a>).
 */
@NullMarked
package dev.assay.adapters.libtorch.cuda;

import org.jspecify.annotations.NullMarked;
