package dev.assay.adapters.djl.mxnet;

import ai.djl.mxnet.engine.MxOpParams;
import ai.djl.ndarray.types.Shape;
import dev.assay.reference.op.LocalResponseNorm;
import dev.assay.reference.op.Padding;
import dev.assay.reference.op.Padding3d;

/** What MXNet's operators take beside arrays, where DJL's interface does not say it for us. */
public final class Attributes {
  private static final int CHANNELS = 1;

  private Attributes() {}

  /**
   * Of {@code BatchNorm}.
   *
   * @param momentum share of the old running statistics
   * @param given whether it goes by the running statistics even while MXNet trains
   */
  public static MxOpParams batchNorm(double epsilon, double momentum, boolean given) {
    MxOpParams attributes = new MxOpParams();
    attributes.addParam("axis", CHANNELS);
    attributes.addParam("fix_gamma", false);
    attributes.addParam("eps", (float) epsilon);
    attributes.addParam("momentum", (float) momentum);
    attributes.addParam("use_global_stats", given);
    return attributes;
  }

  /** Of {@code LRN}, whose α is divided by the size. */
  public static MxOpParams localResponseNorm(LocalResponseNorm norm) {
    MxOpParams attributes = new MxOpParams();
    attributes.addParam("nsize", norm.size());
    attributes.addParam("alpha", (float) (norm.alpha() * norm.size()));
    attributes.addParam("beta", (float) norm.beta());
    attributes.addParam("knorm", (float) norm.k());
    return attributes;
  }

  /** Of {@code Pad}, around images (NCHW). */
  public static MxOpParams pad(Padding padding, double value) {
    return pad(
        new Shape(0, 0, 0, 0, padding.top(), padding.bottom(), padding.left(), padding.right()),
        value);
  }

  /** Of {@code Pad}, around volumes (NCDHW). */
  public static MxOpParams pad(Padding3d padding, double value) {
    return pad(
        new Shape(
            0,
            0,
            0,
            0,
            padding.d().before(),
            padding.d().after(),
            padding.h().before(),
            padding.h().after(),
            padding.w().before(),
            padding.w().after()),
        value);
  }

  private static MxOpParams pad(Shape widths, double value) {
    MxOpParams attributes = new MxOpParams();
    attributes.add("mode", "constant");
    attributes.addParam("pad_width", widths);
    attributes.add("constant_value", value);
    return attributes;
  }
}
