package dev.assay.adapters.libtorch;

import dev.assay.reference.op.Add;
import dev.assay.reference.op.ArgMax;
import dev.assay.reference.op.Concat;
import dev.assay.reference.op.Flatten;
import dev.assay.reference.op.IdentityShortcut;
import dev.assay.reference.op.Linear;
import dev.assay.reference.op.OneHot;
import dev.assay.reference.op.Sides;
import java.util.List;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** What joins the layers of a network, ends it, and encodes and decodes its labels. */
final class Structures {
  private static final int HEIGHT = 2;
  private static final int WIDTH = 3;

  private Structures() {}

  static Formula add(Add add) {
    return operands -> operands.get(0).add(operands.get(1));
  }

  static Formula concat(Concat concat) {
    return operands -> torch.cat(new TensorVector(operands.get(0), operands.get(1)), concat.axis());
  }

  static Formula flatten(Flatten flatten) {
    return operands -> operands.get(0).flatten(1, -1);
  }

  static Formula linear(Linear linear) {
    return operands ->
        torch.linear(operands.get(0), operands.get(1), Convolutions.bias(operands, linear.bias()));
  }

  static Formula identityShortcut(IdentityShortcut shortcut) {
    Sides channels = new Sides(shortcut.before(), shortcut.after());
    Surround zeros = new Surround(List.of(channels, Sides.NONE, Sides.NONE));
    return operands -> {
      Tensor rows = Slices.slice(operands.get(0), HEIGHT, 0, shortcut.h(), shortcut.stride().h());
      Tensor kept = Slices.slice(rows, WIDTH, 0, shortcut.w(), shortcut.stride().w());
      return channels.equals(Sides.NONE) ? kept : zeros.around(kept, 0);
    };
  }

  static Formula oneHot(OneHot oneHot) {
    return operands -> torch.one_hot(operands.get(0).to(ScalarType.Long), oneHot.classes());
  }

  static Formula argMax(ArgMax argMax) {
    return operands -> torch.argmax(operands.get(0), new LongOptional(argMax.axis()), false);
  }
}
