package dev.assay.adapters.tensorflow;

import dev.assay.reference.op.Composite;
import dev.assay.reference.op.Conv2d;
import dev.assay.reference.op.Conv3d;
import dev.assay.reference.op.ConvTranspose2d;
import dev.assay.reference.op.Direction;
import dev.assay.reference.op.Network;
import dev.assay.reference.op.Stage;
import dev.assay.reference.op.TrainingStep;
import dev.assay.reference.problem.Problem;
import dev.assay.spi.KnownDivergence;
import dev.assay.spi.Symptom;
import dev.assay.spi.known.HiddenCaches;
import java.util.List;

/** Convolutions that oneDNN 3.5, as TensorFlow 2.18 calls it, is known to get wrong. */
final class OneDnnConvolutions {
  private static final String LINK =
      "https://github.com/uxlfoundation/oneDNN/blob/v3.5/src/cpu/x64/jit_brgemm_conv.cpp";

  static final KnownDivergence SKIPS_ROWS =
      new KnownDivergence(
          "convolution-skips-rows",
          "of several images, or a volume, of one channel some rows of the output stay as they were"
              + " in memory, where a single window spans the width and the stride along it is above"
              + " 1",
          List.of(LINK),
          Problem.parse("conv2d n=2 c=1 h=2 w=3 k=1 kernel=1x2 stride=1x2 fill=integer"),
          OneDnnConvolutions::skipsRows,
          problem -> List.of(Symptom.Part.ofFirst(problem, new Symptom.Garbage())));

  static final KnownDivergence WHERE_CACHES_ARE_HIDDEN =
      HiddenCaches.ofConvolutions(
          Problem.parse("conv2d n=1 c=4 h=1 w=1 k=2 kernel=1x1 groups=2 fill=integer"));

  static final KnownDivergence WHERE_THAT_IS_MOSTLY_AVOIDED =
      new KnownDivergence(
          "data-gradients-where-caches-are-hidden",
          HiddenCaches.REASON
              + "; the data's gradient of a convolution still leaves out channels of groups that do"
              + " not fill blocks of "
              + HiddenCaches.BLOCK,
          HiddenCaches.LINKS,
          Problem.parse("conv2d backward-data n=1 c=1 h=1 w=2 k=1 kernel=1x2 fill=integer"),
          OneDnnConvolutions::isDataGradientOfPartialBlocks,
          problem -> List.of(ofDataGradient(problem)));

  private OneDnnConvolutions() {}

  /** The one to be expected on a machine's processor, as {@link Divergences#where} says. */
  static KnownDivergence where(boolean cachesAreHidden, boolean avoided) {
    if (!cachesAreHidden) {
      return SKIPS_ROWS;
    }
    return avoided ? WHERE_THAT_IS_MOSTLY_AVOIDED : WHERE_CACHES_ARE_HIDDEN;
  }

  /** A transposed convolution is one itself, and its own data gradient a convolution. */
  private static boolean isDataGradientOfPartialBlocks(Problem problem) {
    if (problem.operation() instanceof Composite network) {
      boolean goesBack =
          problem.operation() instanceof TrainingStep step && step.until() != Stage.LOSS;
      return network.layers().nodes().stream()
          .filter(node -> HiddenCaches.hasPartialBlocks(node.operation()))
          .anyMatch(
              node ->
                  node.operation() instanceof ConvTranspose2d
                      || (goesBack && !node.sources().contains(Network.IMAGES)));
    }
    Direction direction = problem.direction();
    boolean transposed = problem.operation() instanceof ConvTranspose2d;
    boolean ofData = direction.isBackward() && direction != Direction.BACKWARD_WEIGHTS;
    return HiddenCaches.hasPartialBlocks(problem.operation())
        && (transposed ? !direction.isBackward() : ofData);
  }

  /** A network is wrong wherever that gradient of one of its layers leads. */
  private static Symptom ofDataGradient(Problem problem) {
    Symptom anything = new Symptom.Garbage();
    return problem.operation() instanceof Composite
        ? anything
        : Symptom.Part.ofFirst(problem, anything);
  }

  private static boolean skipsRows(Problem problem) {
    if (problem.operation() instanceof Conv2d conv) {
      return problem.direction() == Direction.FORWARD
          && conv.n() > 1
          && conv.c() == 1
          && isOneColumn(Convolutions.windows(conv));
    }
    if (problem.operation() instanceof Conv3d conv) {
      return problem.direction() == Direction.FORWARD
          && conv.c() == 1
          && isOneColumn(Convolutions.windows(conv));
    }
    // The data's gradient is a convolution of the output's.
    return problem.operation() instanceof ConvTranspose2d conv
        && problem.direction().isBackward()
        && problem.direction() != Direction.BACKWARD_WEIGHTS
        && conv.n() > 1
        && conv.k() == 1
        && isOneColumn(Convolutions.windows(conv));
  }

  private static boolean isOneColumn(Windows windows) {
    Window rows = windows.axes().get(windows.axes().size() - 2);
    Window columns = windows.axes().get(windows.axes().size() - 1);
    return rows.count() > 1
        && rows.stride() == 1
        && columns.count() == 1
        && columns.stride() > 1
        && columns.kernel() > 1
        && columns.dilation() == 1;
  }
}
