/**
 * cuDNN 9 and cuBLAS on an NVIDIA card, called through JavaCPP's bindings; the libraries are those
 * of the machine.
 *
 * <p><b>Not proven on a card yet.</b> Names, signatures and descriptors were checked against the
 * libraries themselves. The mapping below is checked in every build against what their
 * documentation says they compute: {@code src/test/stand-in} is that, on the processor, and minds
 * every wait, every address and every byte of workspace. What a card answers is still to be seen;
 * known divergences are therefore none.
 *
 * <h2>To run it</h2>
 *
 * <p>It takes an NVIDIA driver for CUDA 13, and the folders that hold {@code libcudart.so.13},
 * {@code libcublas.so.13} and {@code libcudnn.so.9} with what belongs to it:
 *
 * <pre>
 *   export LD_LIBRARY_PATH=/usr/local/cuda/lib64:/usr/lib/x86_64-linux-gnu${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}
 *   ./assay backends --start --device cuda:0
 *   ./assay verify --device cuda:0 --backend cudnn --threads 4
 *   ./assay bench --device cuda:0 --backend cudnn --network resnet18 --only networks
 * </pre>
 *
 * <p>Where they are Python packages, the folders are {@code nvidia/cudnn/lib} and {@code
 * nvidia/cu13/lib} in {@code site-packages}, cuDNN's first. In a container what {@code
 * LD_LIBRARY_PATH} holds already may be where the driver is.
 *
 * <p>{@code --threads} is how many processors a process gets; random problems go to as many
 * processes as that leaves, each with a context of its own on the card.
 *
 * <h2>Variants</h2>
 *
 * <p>They differ by system properties alone, which the descriptor sets; other combinations can be
 * tried with {@code JAVA_TOOL_OPTIONS=-Dassay.cudnn.workspace=64} in the environment.
 *
 * <table>
 * <caption>Properties</caption>
 * <tr><td>{@code assay.cudnn.math}</td><td>{@code f32} (the default) or {@code tf32}; see {@link
 *     dev.assay.adapters.cudnn.MathMode}</td></tr>
 * <tr><td>{@code assay.cudnn.algorithms}</td><td>the only algorithms of convolutions, by the end of
 *     cuDNN's names, comma-separated; or {@code any}. By default the fastest of those that cuDNN
 *     says are deterministic and that transform nothing</td></tr>
 * <tr><td>{@code assay.cudnn.search}</td><td>{@code measured}: each is tried, and the fastest is taken
 *     (the default); {@code guessed}: what cuDNN's heuristics say</td></tr>
 * <tr><td>{@code assay.cudnn.workspace}</td><td>the most memory beside its arrays, in MiB; 1024 by
 *     default</td></tr>
 * </table>
 *
 * <p>{@code cudnn-tf32} is all of {@code cudnn} with convolutions and matrix products in TF32. Each
 * of the others takes convolutions by other algorithms, one in each direction, so that each of
 * cuDNN's is verified as that of one variant. Layers are timed forward and with both gradients at
 * once; variants that lack one have the former's speed alone.
 *
 * <table>
 * <caption>Algorithms by variant and call; those in italics need not give the same bits twice</caption>
 * <tr><th>{@code cudnn-…}</th><th>forward</th><th>gradient of the data</th><th>of the weights</th></tr>
 * <tr><td>{@code implicit-gemm}</td><td>IMPLICIT_GEMM</td><td><i>ALGO_0</i></td><td><i>ALGO_0</i></td></tr>
 * <tr><td>{@code implicit-precomp-gemm}</td><td>IMPLICIT_PRECOMP_GEMM</td><td>ALGO_1</td><td>ALGO_1</td></tr>
 * <tr><td>{@code gemm}</td><td>GEMM</td><td>none</td><td><i>ALGO_3</i></td></tr>
 * <tr><td>{@code fft}</td><td>FFT</td><td>FFT</td><td>FFT</td></tr>
 * <tr><td>{@code fft-tiling}</td><td>FFT_TILING</td><td>FFT_TILING</td><td>FFT_TILING</td></tr>
 * <tr><td>{@code winograd}</td><td>WINOGRAD</td><td>WINOGRAD</td><td>none</td></tr>
 * <tr><td>{@code winograd-nonfused}</td><td>WINOGRAD_NONFUSED</td><td>WINOGRAD_NONFUSED</td><td>WINOGRAD_NONFUSED</td></tr>
 * <tr><td>{@code fastest}</td><td colspan="3">whichever is the fastest, transforms and all, as
 *     frameworks choose in their benchmark mode</td></tr>
 * </table>
 *
 * <p>Gradients have algorithms that are only numbered: ALGO_0 and ALGO_1 stand beside the forward
 * ones of the same code, so that networks can be trained with them, and ALGO_3 where there was
 * room. DIRECT, and WINOGRAD for the gradient of the weights, have names, but cuDNN does not
 * implement them. What an algorithm cannot compute is unsupported: strides other than 1 by FFT,
 * kernels other than 3×3 by WINOGRAD, and so on as cuDNN says (a kernel of 3×3 with stride 1 is
 * that of about one random convolution of images in eighty: {@code --tries} gives more of them);
 * and a network, if that is true of one of its convolutions in a direction that is asked for. What
 * has no convolution in it is unsupported too: it is the same as in {@code cudnn}.
 *
 * <p>Algorithms that transform their data compute with numbers that are larger than those given and
 * taken, and mix neighbours: their errors are not those of float32 sums, and an infinity or a NaN
 * reaches results that it should not. They are held to the same bounds as all others, so {@code
 * cudnn-fft} and its like may well be called wrong for such problems; no card has told yet.
 *
 * <p>Every problem carries what NVIDIA says of its bits: cuDNN's search of an algorithm that it
 * found, cuDNN's documentation of one that is named, and of all other calls. A promise that a
 * second run breaks is a failure; where nothing is promised, both what is said and what is seen are
 * shown.
 *
 * <h2>What is timed</h2>
 *
 * <p>The calls of a problem, each of which only starts something on the card, and one wait for the
 * last. Arrays, descriptors, factors, algorithms and the workspace are there before. Where
 * something below is made of several calls, or takes a copy, all of them are timed. After each
 * iteration two runs more are timed by the card's own clock, between two events around their calls,
 * and the second counts. Launching the calls is part of that, of a small problem most of it; what
 * the other time has more is how long it takes to hear that the last of them is done.
 *
 * <p>What is timed is what was verified, call by call; so a network in use is its layers one after
 * the other, too. Neither cuDNN's call for a convolution with its bias and activation is made nor
 * its graph interface used, by either of which inference may be faster than the speed given here.
 *
 * <p>Meanwhile {@code nvidia-smi}, if it is there, is asked twice a second for the card's clock,
 * power, temperature and memory, and the report says if the clock was held down, and by what.
 * Nothing is set. The same is true of every backend on a card.
 *
 * <h2>Conventions</h2>
 *
 * <table>
 * <caption>How operations are expressed</caption>
 * <tr><td>layout</td><td>NCHW, NCDHW, weights OIHW; sequences have height 1. So too in {@code
 *     cudnn-tf32}, though tensor cores take NHWC: cuDNN may rearrange images in the calls that are
 *     timed</td></tr>
 * <tr><td>convolution</td><td>one call each way; a bias is one more. Math types: {@code FMA}, or
 *     tensor cores in TF32; see {@link dev.assay.adapters.cudnn.MathMode}</td></tr>
 * <tr><td>transposed convolution</td><td>the data gradient of the convolution from its output to its
 *     input</td></tr>
 * <tr><td>padding</td><td>cuDNN's is the same on both sides. Any other, and a partial last window, is
 *     put around the data by a copy</td></tr>
 * <tr><td>maximum</td><td>{@code MAX_DETERMINISTIC}, −∞ outside, NaN propagates</td></tr>
 * <tr><td>average</td><td>with or without padding, as cuDNN has both; with a border the average of the
 *     whole window, times its elements per element that counts</td></tr>
 * <tr><td>relu with slopes</td><td>max(x, 0) + a·min(x, 0); cuDNN has none</td></tr>
 * <tr><td>softmax</td><td>over the channels of [before, axis, behind]; β multiplies the data
 *     first</td></tr>
 * <tr><td>batch normalisation</td><td>{@code SPATIAL}. The weight of the new statistics is 1 −
 *     momentum, the running variance unbiased; see {@code RunningStatistics}</td></tr>
 * <tr><td>… in inference</td><td>its gradients by the same call, on g and on x</td></tr>
 * <tr><td>layer, group, instance normalisation</td><td>batch normalisation of one example whose
 *     channels are the sets</td></tr>
 * <tr><td>local response</td><td>α times the size, because cuDNN divides by it; at most 16
 *     channels</td></tr>
 * <tr><td>dropout</td><td>a product with the given mask. cuDNN's own, which draws one, is not called
 *     yet</td></tr>
 * <tr><td>cross entropy</td><td>scalar product with the logarithm of the softmax; the binary one has
 *     the logits x and 0. From probabilities there is none: cuDNN has no logarithm</td></tr>
 * <tr><td>updates</td><td>{@code axpy} and {@code scal}. Adam's quotient is a batch normalisation in
 *     inference, because neither library divides arrays</td></tr>
 * </table>
 */
@NullMarked
package dev.assay.adapters.cudnn;

import org.jspecify.annotations.NullMarked;
