package dev.assay.verify.generate;

import dev.assay.reference.op.Composite;
import dev.assay.reference.op.Extent;
import dev.assay.reference.op.Extent3d;
import dev.assay.reference.op.Network;
import dev.assay.reference.op.Operation;
import dev.assay.reference.op.OperationText;
import dev.assay.reference.op.Padding;
import dev.assay.reference.op.Padding3d;
import dev.assay.reference.op.Sides;
import dev.assay.reference.problem.Problem;
import dev.assay.reference.tensor.Shape;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What kind of problem it is: direction, fill, each parameter and the size of the output, in steps
 * as coarse as those in which backends change their ways. A size is 1, small, or a multiple of 8 or
 * something with a tail, which are large from 64 on; a padding is none, even or uneven.
 */
final class Features {
  /** Numbers of which each has its own meaning. */
  private static final Set<String> SMALL_NUMBERS =
      Set.of("axis", "axes", "kernel", "stride", "dilation");

  /** Kernels of 7, which networks start with, are told from those of 5. */
  private static final int LARGEST_NUMBER = 7;

  /** What random networks differ in, beside their layers. */
  private static final Set<String> OF_NETWORKS = Set.of("n", "size", "until");

  private static final int VECTOR = 8;

  /** More than most blocks, tiles and unrolled loops hold. */
  private static final int LARGE = 64;

  private Features() {}

  /** By name, which is that of the parameter. */
  static Map<String, String> of(Problem problem) {
    Map<String, String> features = of(problem.operation());
    features.put("direction", problem.direction().toString());
    features.put("fill", problem.fill().toString());
    return features;
  }

  /** Those that all problems of an operation and its parameters share. */
  static Map<String, String> of(Operation operation) {
    Map<String, String> features = new TreeMap<>();
    Map<String, Object> values = OperationText.values(operation);
    if (operation instanceof Composite network) {
      values.keySet().retainAll(OF_NETWORKS);
      putLayers(features, network.layers());
    }
    values.forEach((name, value) -> put(features, name, value));
    if (values.get("groups") instanceof Integer groups
        && groups > 1
        && values.get("c") instanceof Integer inputs
        && values.get("k") instanceof Integer outputs) {
      features.put("groups", groups(groups, inputs, outputs));
    }
    features.put("output", outputSize(operation.outputShape().size()));
    return features;
  }

  /** Which operation each layer is, but for those that all networks have. */
  private static void putLayers(Map<String, String> features, Network network) {
    for (Network.Node node : network.nodes()) {
      if (node.name().startsWith("layer")) {
        features.put(node.name(), node.operation().name());
      }
    }
  }

  private static void put(Map<String, String> features, String name, Object value) {
    if (value instanceof Shape shape) {
      features.put("rank", String.valueOf(shape.rank()));
      features.put("last dimension", size(shape.dimension(shape.rank() - 1)));
      features.put("longest of the others", size(longestBeforeTheLast(shape)));
    } else if (value instanceof Integer number) {
      features.put(name, SMALL_NUMBERS.contains(name) ? number(number) : size(number));
    } else if (value instanceof Double number) {
      features.put(name, step(number));
    } else if (value instanceof Extent extent) {
      features.put(name, extent(extent.h(), extent.h() == extent.w()));
    } else if (value instanceof Extent3d extent) {
      features.put(name, extent(extent.d(), extent.d() == extent.h() && extent.h() == extent.w()));
    } else if (value instanceof Padding pad) {
      features.put(name, padding(pad.equals(Padding.NONE), pad.isSymmetric()));
    } else if (value instanceof Padding3d pad) {
      features.put(name, padding(pad.equals(Padding3d.NONE), pad.isSymmetric()));
    } else if (value instanceof Sides pad) {
      features.put(name, padding(pad.equals(Sides.NONE), pad.isSymmetric()));
    } else {
      features.put(name, value.toString());
    }
  }

  /** Of what kind groups of channels are: with one each there are vectors of groups. */
  private static String groups(int groups, int inputs, int outputs) {
    if (inputs == groups) {
      return outputs == groups ? "depthwise, " + size(groups) : "depthwise with a multiplier";
    }
    return inputs / groups < VECTOR ? "narrow" : "wide";
  }

  private static int longestBeforeTheLast(Shape shape) {
    int longest = 1;
    for (int axis = 0; axis < shape.rank() - 1; axis++) {
      longest = Math.max(longest, shape.dimension(axis));
    }
    return longest;
  }

  private static String number(int number) {
    return String.valueOf(Math.min(number, LARGEST_NUMBER));
  }

  private static String size(int size) {
    if (size == 1) {
      return "1";
    }
    if (size < VECTOR) {
      return "small";
    }
    return (size < LARGE ? "" : "large, ") + (size % VECTOR == 0 ? "vectors" : "tail");
  }

  /** Kernels and threads share out what is large in another way. */
  private static String outputSize(int size) {
    return size < 64
        ? "below 64"
        : size < 1024 ? "below 1024" : size < 4096 ? "below 4096" : "larger";
  }

  private static String step(double number) {
    if (number == 0 || number == 1) {
      return String.valueOf((int) number);
    }
    if (number < 0) {
      return "negative";
    }
    return number < 1 ? "below 1" : "above 1";
  }

  private static String extent(int first, boolean even) {
    return even ? number(first) : "uneven";
  }

  private static String padding(boolean none, boolean symmetric) {
    return none ? "none" : symmetric ? "symmetric" : "one-sided";
  }
}
