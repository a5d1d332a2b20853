package dev.assay.adapters.djl.mxnet.blocks;

import dev.assay.reference.op.ConvTranspose2d;
import dev.assay.reference.op.Sigmoid;
import dev.assay.reference.problem.Fill;
import dev.assay.reference.problem.Problem;
import dev.assay.spi.KnownDivergence;
import dev.assay.spi.Symptom;
import java.util.List;

/** Where DJL 0.35.1's blocks on MXNet are known to be wrong, beside what its functions are. */
final class BlockDivergences {
  static final List<KnownDivergence> ALL =
      List.of(
          new KnownDivergence(
              "transposed-convolution-filters-for-channels",
              "the block makes its weights [filters, channels, …], where MXNet expects [channels,"
                  + " filters, …], and refuses unless the two numbers are the same",
              "https://github.com/deepjavalibrary/djl/blob/v0.35.1/api/src/main/java/ai/djl/nn/"
                  + "convolutional/Deconvolution.java",
              Problem.parse("conv-transpose2d n=1 c=2 h=1 w=1 k=1 kernel=1x1 fill=integer"),
              problem ->
                  problem.operation() instanceof ConvTranspose2d conv && conv.c() != conv.k(),
              new Symptom.NoResult()),
          // The functions' counterexample is a softmax, of which there is no block.
          new KnownDivergence(
              "sigmoid-gradient-underflow",
              "oneDNN's exponential gives 0 below 1.66e-38, where a float is still normal down to"
                  + " 1.18e-38; the gradient multiplies what is lost",
              "https://github.com/apache/mxnet/blob/1.9.1/src/operator/nn/mkldnn/mkldnn_act.cc",
              Problem.parse("sigmoid backward-data shape=25 fill=wide seed=647136"),
              problem ->
                  problem.operation() instanceof Sigmoid
                      && problem.direction().isBackward()
                      && (problem.fill() == Fill.LARGE || problem.fill() == Fill.WIDE),
              new Symptom.Inexact(1e-30, 0)));

  private BlockDivergences() {}
}
