package dev.assay.adapters.cudnn;

import dev.assay.reference.op.IdentityShortcut;
import dev.assay.reference.tensor.Shape;
import org.bytedeco.cuda.cudnn.cudnnTensorStruct;

/** The shortcut without parameters: a copy of every so manieth row and column among zeros. */
final class Shortcuts implements Layer {
  private static final int X = 0;

  private final Plan plan;

  /** The elements of x that are kept, and where they lie in y. */
  private final cudnnTensorStruct kept;

  private final cudnnTensorStruct among;
  private final int origin;

  Shortcuts(Plan plan, IdentityShortcut shortcut) {
    this.plan = plan;
    Shape y = shortcut.outputShape();
    int[] sizes = {shortcut.n(), shortcut.c(), y.dimension(2), y.dimension(3)};
    int plane = shortcut.h() * shortcut.w();
    int[] steps = {
      shortcut.c() * plane, plane, shortcut.w() * shortcut.stride().h(), shortcut.stride().w()
    };
    kept = plan.descriptors().strided(sizes, steps);
    among = plan.descriptors().strided(sizes, Dimensions.strides(y.toArray()));
    origin = shortcut.before() * y.stride(1);
  }

  @Override
  public void forward(Pass pass) {
    plan.zero(pass.result());
    plan.copy(kept, pass.x().pointer(), among, pass.result().pointer(origin));
  }

  @Override
  public void backward(Pass pass, DeviceArray ofResult, Gradients gradients) {
    gradients.of(
        X,
        ofX -> {
          plan.zero(ofX);
          plan.copy(among, ofResult.pointer(origin), kept, ofX.pointer());
        });
  }

  @Override
  public boolean needsResult() {
    return false;
  }
}
