package dev.assay.adapters.dl4j.onednn;

import dev.assay.adapters.dl4j.Divergences;
import dev.assay.reference.op.AveragePool1d;
import dev.assay.reference.op.AveragePool2d;
import dev.assay.reference.op.Operation;
import dev.assay.reference.op.Padding;
import dev.assay.reference.problem.Problem;
import dev.assay.spi.KnownDivergence;
import dev.assay.spi.Symptom;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Where the helpers of Deeplearning4j 1.0.0-M2.1's layers are wrong, and where they are right. */
final class HelperDivergences {
  /** What the layers get wrong by themselves. */
  static final Set<String> MENDED =
      Set.of("batch-norm-gradient-of-one-example", "batch-norm-infinite-channel");

  static final KnownDivergence PADDING_NOT_COUNTED =
      new KnownDivergence(
          "average-pool-gradient-forgets-padding",
          "MKLDNNSubsamplingHelper tells the output whether averages count padding, but not the"
              + " gradient, which never counts it",
          List.of(
              Divergences.REPOSITORY
                  + "deeplearning4j/deeplearning4j-nn/src/main/"
                  + "java/org/deeplearning4j/nn/layers/mkldnn/MKLDNNSubsamplingHelper.java"),
          Problem.parse(
              "average-pool2d backward-data n=1 c=1 h=1 w=1 kernel=1x2 pad=0x1 count-pad=true"
                  + " fill=integer"),
          problem -> problem.direction().isBackward() && countsPadding(problem.operation()),
          problem ->
              List.of(
                  new Symptom.AsIf(
                      Problem.parse(problem.toString().replace(" count-pad=true", "")))));

  private HelperDivergences() {}

  /**
   * Those to be expected.
   *
   * @param ofLayers what the layers get wrong without helpers
   */
  static List<KnownDivergence> instead(List<KnownDivergence> ofLayers) {
    List<KnownDivergence> divergences = new ArrayList<>(ofLayers);
    divergences.removeIf(known -> MENDED.contains(known.id()));
    divergences.add(PADDING_NOT_COUNTED);
    return divergences;
  }

  /** Padding before a sequence is wrong without helpers, too. */
  private static boolean countsPadding(Operation operation) {
    return (operation instanceof AveragePool2d images
            && images.countPad()
            && !images.pad().equals(Padding.NONE))
        || (operation instanceof AveragePool1d sequences
            && sequences.countPad()
            && sequences.pad().before() == 0
            && sequences.pad().after() > 0);
  }
}
