package dev.assay.adapters.djl.mxnet.symbol;

import dev.assay.reference.op.Add;
import dev.assay.reference.op.Concat;
import dev.assay.reference.op.Conv2d;
import dev.assay.reference.op.Inference;
import dev.assay.reference.op.Network;
import dev.assay.reference.op.Operation;
import dev.assay.reference.problem.Problem;
import dev.assay.spi.KnownDivergence;
import dev.assay.spi.Symptom;
import dev.assay.spi.WrongGradients;
import java.util.List;

/** Where MXNet 1.9.1 is known to be wrong in graphs, and nowhere else. */
final class GraphDivergences {
  /** Channels that lie together in memory. */
  private static final List<Integer> BLOCKS = List.of(8, 16);

  static final List<KnownDivergence> ALL =
      List.of(
          new KnownDivergence(
              "sum-fused-with-convolution-read-twice",
              "in use, a sum is fused into the convolution before it, even if another layer reads what"
                  + " the convolution gives, or the sum does so twice: then the result is another"
                  + " one, or the graph is refused",
              List.of(
                  "https://github.com/apache/mxnet/blob/1.9.1/src/operator/subgraph/mkldnn/mkldnn_conv_property.h"),
              Problem.parse("inference network=between:relu+add n=1 size=1x1"),
              problem ->
                  problem.operation() instanceof Inference inference
                      && addsWhatOthersRead(inference.layers()),
              new Symptom.Garbage(),
              new Symptom.Throws()),
          new KnownDivergence(
              "joined-gradient-in-blocks",
              "where channels that fill no blocks of 8 or 16 are joined to such that do, the gradient"
                  + " of what was joined, which a convolution hands on in blocks, is refused or ends"
                  + " the process",
              List.of(
                  "https://github.com/apache/mxnet/blob/1.9.1/src/operator/nn/mkldnn/mkldnn_concat.cc"),
              Problem.parse("training-step network=between:concat,c=12 n=1 until=gradients"),
              problem -> WrongGradients.passThrough(problem, GraphDivergences::joinsParts),
              new Symptom.Throws(),
              new Symptom.Dies()));

  private GraphDivergences() {}

  private static boolean addsWhatOthersRead(Network network) {
    List<Network.Node> nodes = network.nodes();
    List<Integer> read = nodes.stream().flatMap(node -> node.sources().stream()).toList();
    return nodes.stream()
        .filter(node -> node.operation() instanceof Add)
        .flatMap(node -> node.sources().stream())
        .filter(source -> source != Network.IMAGES)
        .filter(source -> nodes.get(source).operation() instanceof Conv2d)
        .anyMatch(source -> read.stream().filter(source::equals).count() > 1);
  }

  private static boolean joinsParts(Operation operation) {
    return operation instanceof Concat join
        && join.axis() == 1
        && BLOCKS.stream()
            .anyMatch(
                block -> join.outputShape().dimension(1) % block == 0 && join.other() % block != 0);
  }
}
