package dev.assay.adapters.tensorflow;

import dev.assay.reference.op.Adam;
import dev.assay.reference.op.Conv3d;
import dev.assay.reference.problem.Problem;
import dev.assay.spi.KnownDivergence;
import dev.assay.spi.Symptom;
import dev.assay.spi.known.HiddenCaches;
import dev.assay.spi.known.OneDnnExponential;
import dev.assay.spi.known.OneDnnKernels;
import java.util.ArrayList;
import java.util.List;

/** Where TensorFlow 2.18 is known to be wrong. */
final class Divergences {
  private static final KnownDivergence DILATIONS_EXCHANGED =
      new KnownDivergence(
          "volume-dilations-exchanged",
          "the shape of a convolution of volumes is inferred with the dilations of height and"
              + " width exchanged (Conv3DShape), so that some are refused whose kernel would fit",
          List.of(
              "https://github.com/tensorflow/tensorflow/blob/v2.18.0/tensorflow/core/framework/"
                  + "common_shape_fns.cc"),
          Problem.parse(
              "conv3d n=1 c=1 d=1 h=1 w=3 k=1 kernel=1x2x2 pad=0x0:1x0 dilation=1x1x2"
                  + " fill=integer"),
          problem -> problem.operation() instanceof Conv3d conv && isRefused(conv),
          new Symptom.Throws());

  private static final KnownDivergence ADAM =
      new KnownDivergence(
          "adam-forgets-by-difference",
          "a moment m is moved by (1 − β)·(g − m), so that with a β of 0, where g should take its"
              + " place, it is off by roundings of the old one",
          List.of(
              "https://github.com/tensorflow/tensorflow/blob/v2.18.0/tensorflow/core/kernels/"
                  + "training_ops.cc"),
          Problem.parse("adam size=7 step=1 beta2=0.0"),
          problem ->
              problem.operation() instanceof Adam adam && (adam.beta1() == 0 || adam.beta2() == 0),
          (problem, inputs) -> RoundedMoments.symptoms(problem, inputs.get()));

  private static final KnownDivergence UNDERFLOW =
      OneDnnExponential.underflow(
          "gradient-underflow",
          List.of(
              "https://github.com/tensorflow/tensorflow/blob/v2.18.0/tensorflow/core/kernels/mkl/"
                  + "mkl_softmax_op.cc"),
          Problem.parse("softmax backward-data shape=2 axis=0 beta=3.0 fill=integer seed=69"),
          OneDnnExponential::underflowsInSoftmax);

  private Divergences() {}

  /**
   * Those to be expected on a machine's processor, where oneDNN is on.
   *
   * @param x64 whether it computes by {@link OneDnnKernels} for x86-64; of others nothing is known
   * @param cachesAreHidden whether it is one of {@link HiddenCaches}, and that matters
   * @param avoided whether most of what that does is avoided
   */
  static List<KnownDivergence> where(boolean x64, boolean cachesAreHidden, boolean avoided) {
    List<KnownDivergence> divergences = new ArrayList<>(NonFinite.ALL);
    divergences.add(ADAM);
    divergences.add(DILATIONS_EXCHANGED);
    if (x64) {
      divergences.add(UNDERFLOW);
      divergences.add(NonFinite.SOFTMAX);
      if (!HiddenCaches.areOfNoMatter()) {
        divergences.add(OneDnnConvolutions.where(cachesAreHidden, avoided));
      }
    }
    return divergences;
  }

  /** Those where oneDNN is off. */
  static List<KnownDivergence> ofOwnKernels() {
    List<KnownDivergence> divergences = new ArrayList<>(NonFinite.ALL);
    divergences.add(ADAM);
    divergences.add(OwnKernels.MAX_POOL_GRADIENT);
    divergences.add(OwnKernels.MISPLACED_WINDOWS);
    return divergences;
  }

  /** Whether the padded volume would be too small for the kernel with those dilations. */
  private static boolean isRefused(Conv3d conv) {
    Windows windows = Convolutions.windows(conv);
    Window rows = windows.axes().get(1);
    Window columns = windows.axes().get(2);
    return !windows.isSame() && (!rows.fits(columns.dilation()) || !columns.fits(rows.dilation()));
  }
}
