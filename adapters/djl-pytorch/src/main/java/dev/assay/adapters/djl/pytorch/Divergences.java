package dev.assay.adapters.djl.pytorch;

import dev.assay.reference.op.AveragePool2d;
import dev.assay.reference.op.AveragePool3d;
import dev.assay.reference.op.OneDimensional;
import dev.assay.reference.op.Operation;
import dev.assay.reference.op.Padding;
import dev.assay.reference.op.Padding3d;
import dev.assay.reference.problem.Problem;
import dev.assay.spi.KnownDivergence;
import dev.assay.spi.Symptom;
import java.util.ArrayList;
import java.util.List;

/** Where PyTorch through DJL is known to be wrong. */
public final class Divergences {
  static final KnownDivergence PADDING_COUNTED =
      new KnownDivergence(
          "average-pool-counts-padding",
          "DJL's native code drops countIncludePad=false, so PyTorch divides by the whole window,"
              + " padding included",
          List.of(
              "https://github.com/deepjavalibrary/djl/blob/v0.35.1/engines/pytorch/pytorch-native/src/main/native/ai_djl_pytorch_jni_PyTorchLibrary_nn_functional.cc#L383"),
          Problem.parse("average-pool2d n=1 c=1 h=1 w=1 kernel=1x2 pad=0x1"),
          problem -> leavesOutPadding(problem.operation()),
          problem -> List.of(new Symptom.AsIf(Problem.parse(problem + " count-pad=true"))));

  private Divergences() {}

  private static boolean leavesOutPadding(Operation any) {
    Operation operation = OneDimensional.onImages(any);
    return (operation instanceof AveragePool2d pool
            && !pool.countPad()
            && !pool.pad().equals(Padding.NONE))
        || (operation instanceof AveragePool3d volumes
            && !volumes.countPad()
            && !volumes.pad().equals(Padding3d.NONE));
  }

  /** Those to be expected on this machine. */
  public static List<KnownDivergence> here() {
    List<KnownDivergence> divergences = new ArrayList<>(everywhere());
    divergences.addAll(dev.assay.adapters.pytorch.Divergences.here());
    return divergences;
  }

  /** Those of DJL's own code, which are there whatever computes. */
  public static List<KnownDivergence> everywhere() {
    List<KnownDivergence> divergences = new ArrayList<>(dev.assay.adapters.djl.Divergences.ALL);
    divergences.add(PADDING_COUNTED);
    return divergences;
  }
}
