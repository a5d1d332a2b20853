package dev.assay.adapters.djl.mxnet.blocks;

import dev.assay.reference.op.ConvTranspose2d;
import dev.assay.reference.problem.Problem;
import dev.assay.spi.KnownDivergence;
import dev.assay.spi.Symptom;
import dev.assay.spi.known.OneDnnExponential;
import java.util.List;

/** Where DJL 0.36.0's blocks on MXNet are known to be wrong, beside what its functions are. */
final class BlockDivergences {
  static final List<KnownDivergence> ALL =
      List.of(
          new KnownDivergence(
              "transposed-convolution-filters-for-channels",
              "the block makes its weights [filters, channels, …], where MXNet expects [channels,"
                  + " filters, …], and refuses unless the two numbers are the same",
              List.of(
                  "https://github.com/deepjavalibrary/djl/blob/v0.35.1/api/src/main/java/ai/djl/nn/"
                      + "convolutional/Deconvolution.java"),
              Problem.parse("conv-transpose2d n=1 c=2 h=1 w=1 k=1 kernel=1x1 fill=integer"),
              problem ->
                  problem.operation() instanceof ConvTranspose2d conv && conv.c() != conv.k(),
              new Symptom.Throws()),
          // The functions' counterexample is a softmax, of which there is no block.
          OneDnnExponential.underflow(
              "sigmoid-gradient-underflow",
              List.of(
                  "https://github.com/apache/mxnet/blob/1.9.1/src/operator/nn/mkldnn/mkldnn_act.cc"),
              Problem.parse("sigmoid backward-data shape=25 fill=wide seed=647136"),
              OneDnnExponential::underflowsInSigmoid));

  private BlockDivergences() {}
}
