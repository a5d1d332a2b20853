/**
 * PyTorch on NVIDIA cards by its own C++ interface: the adapter {@code libtorch} with other
 * natives.
 *
 * <p><b>Not proven on a card yet.</b> The natives (458 MB) were seen loading, no more. They take an
 * NVIDIA driver, and the machine's own CUDA 13, cuDNN 9, NCCL 2 and cuFile; where one of these is
 * not found, PyTorch computes without any card, and this backend refuses that:
 *
 * <pre>
 *   export LD_LIBRARY_PATH=/usr/local/cuda/lib64:…
 *   ./assay verify --device cuda:0 --backend libtorch-cuda --threads 4
 * </pre>
 *
 * <p>PyTorch convolves in TF32 unless told otherwise; it is told so here, and {@code
 * libtorch-cuda-tf32} is what computes in TF32, matrix products too.
 */
@NullMarked
package dev.assay.adapters.libtorch.cuda;

import org.jspecify.annotations.NullMarked;
