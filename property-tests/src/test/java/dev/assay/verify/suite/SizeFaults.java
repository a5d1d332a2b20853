package dev.assay.verify.suite;

import dev.assay.reference.op.CrossEntropy;
import dev.assay.reference.tensor.Shape;
import java.util.ArrayList;
import java.util.List;

/** What is lost where an axis is longer than a block, a tile or a table of constants. */
final class SizeFaults {
  private static final int TARGET = 1;

  /** More than vectors hold; images, batches and channels of networks are larger. */
  private static final int LONG = 48;

  private static final List<String> SEQUENCE = List.of("examples", "channels", "positions");

  private static final List<String> IMAGE = List.of("examples", "channels", "rows", "columns");

  private static final List<String> VOLUME =
      List.of("examples", "channels", "slices", "rows", "columns");

  private static final List<String> ANY =
      List.of("first axis", "second axis", "third axis", "fourth axis");

  private final List<Fault> faults = new ArrayList<>();

  private SizeFaults() {}

  static List<Fault> all() {
    SizeFaults all = new SizeFaults();
    List.of("conv1d", "max-pool1d").forEach(operation -> all.add(operation, SEQUENCE));
    List.of("conv2d", "conv-transpose2d", "locally-connected2d", "max-pool2d", "batch-norm")
        .forEach(operation -> all.add(operation, IMAGE));
    List.of("instance-norm", "group-norm", "local-response-norm", "identity-shortcut")
        .forEach(operation -> all.add(operation, IMAGE));
    List.of("conv3d", "max-pool3d").forEach(operation -> all.add(operation, VOLUME));
    List.of("relu", "softmax", "layer-norm").forEach(operation -> all.add(operation, ANY));
    all.add("linear", List.of("examples", "features"));
    all.losses();
    all.justBeyondAVector();
    return all.faults;
  }

  private void add(String operation, List<String> axes) {
    for (int axis = 0; axis < axes.size(); axis++) {
      add(operation, axes.get(axis), axis, LONG);
    }
  }

  /** All that is behind so many along one axis of the output is 0. */
  private void add(String operation, String what, int axis, int first) {
    Spoiler spoiler =
        Spoiler.outputElements(
            (call, i, right) -> {
              Shape shape = call.problem().operation().outputShape();
              boolean behind =
                  axis < shape.rank() && i / shape.stride(axis) % shape.dimension(axis) >= first;
              return behind ? 0 : right;
            });
    faults.add(new Fault(what + " from " + first + " on not computed", operation, spoiler));
  }

  private void losses() {
    for (String what : List.of("examples", "classes")) {
      Spoiler spoiler =
          Spoiler.input(
              TARGET,
              (o, t) -> {
                int classes = ((CrossEntropy) o).classes();
                return ConvolutionFaults.zeroed(
                    t, i -> (what.equals("classes") ? i % classes : i / classes) >= LONG);
              });
      faults.add(new Fault(what + " from " + LONG + " on not counted", "cross-entropy", spoiler));
    }
  }

  private void justBeyondAVector() {
    add("conv1d", "positions", 2, 32);
    add("conv2d", "columns", 3, 32);
    add("conv-transpose2d", "columns", 3, 36);
    add("batch-norm", "channels", 1, 32);
    add("group-norm", "channels", 1, 32);
    add("local-response-norm", "channels", 1, 34);
    add("linear", "examples", 0, 32);
  }
}
