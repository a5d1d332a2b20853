/**
 * ND4J on NVIDIA cards, with CUDA 11.6 and cuDNN 8.3.
 *
 * <p><b>Not proven on a card yet.</b> What could be seen without one: the natives load with their
 * libraries, and have every operation that is called here; with a stand-in for CUDA that copies but
 * starts no kernel, every kind of problem goes through, numbers are brought to the card before the
 * first run and back after the last. What a card computes is still to be seen; known divergences
 * are therefore none.
 *
 * <pre>
 *   ./assay backends --start --device cuda:0 --backend dl4j-cuda
 *   ./assay verify --device cuda:0 --backend dl4j-cuda --threads 4
 * </pre>
 *
 * <p>All it takes of the machine is a card and an NVIDIA driver, version 450 or later. The rest is
 * fetched when first used, 3 GB: ND4J's natives with cuDNN (0.6 GB), those without, on which the
 * former depend (0.6 GB), and NVIDIA's libraries (1.8 GB). They unpack to 3 GB in JavaCPP's cache.
 *
 * <p>These natives, those of ND4J's newest release, hold machine code for compute capabilities 3.7
 * to 8.6, and none that a driver could compile for newer ones: they run on cards up to Ada Lovelace
 * (8.9), not on Hopper (9.0) or Blackwell. Those for Windows leave out 3.7, 6.0, 7.0 and 8.0.
 *
 * <p>Operations are expressed and timed as {@code dl4j} does on the processor, on images in NCHW:
 * one {@code Nd4j.exec} per native operation, each of which waits for the card before it begins and
 * before it returns; at the end of a run there is one more wait. What cuDNN makes of them:
 *
 * <ul>
 *   <li>convolutions, depthwise ones and those of volumes too, poolings and batch normalisations;
 *       all else, transposed convolutions included, is ND4J's own code and cuBLAS's. The data's
 *       gradient alone is a transposed convolution wherever it is one for {@code dl4j};
 *   <li>in every call of a convolution ND4J has cuDNN try all its algorithms and take the fastest.
 *       That is part of the time, and results may differ from run to run, in precision too.
 * </ul>
 *
 * <p>cuDNN convolves in TF32 unless told otherwise; {@code NVIDIA_TF32_OVERRIDE=0} in the backend's
 * environment tells it, so that float32 is float32.
 */
@NullMarked
package dev.assay.adapters.dl4j.cuda;

import org.jspecify.annotations.NullMarked;
