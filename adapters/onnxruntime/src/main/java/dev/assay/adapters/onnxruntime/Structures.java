package dev.assay.adapters.onnxruntime;

import dev.assay.reference.op.Add;
import dev.assay.reference.op.ArgMax;
import dev.assay.reference.op.Concat;
import dev.assay.reference.op.Flatten;
import dev.assay.reference.op.IdentityShortcut;
import dev.assay.reference.op.Linear;
import dev.assay.reference.op.OneHot;
import java.util.List;

/** What joins the layers of a network, ends it, and encodes and decodes its labels. */
final class Structures {
  private static final int CHANNELS = 1;
  private static final int HEIGHT = 2;
  private static final int WIDTH = 3;

  private Structures() {}

  static String add(Graph graph, Add add, List<String> operands) {
    return graph.node("Add", operands);
  }

  static String concat(Graph graph, Concat concat, List<String> operands) {
    return graph.node("Concat", new Attributes().with("axis", concat.axis()), operands);
  }

  static String flatten(Graph graph, Flatten flatten, List<String> x) {
    return graph.node("Flatten", x);
  }

  static String linear(Graph graph, Linear linear, List<String> operands) {
    return graph.node("Gemm", new Attributes().with("transB", true), operands);
  }

  static String identityShortcut(Graph graph, IdentityShortcut shortcut, List<String> x) {
    String kept =
        graph.node(
            "Slice",
            x.get(0),
            graph.integers(0, 0),
            graph.integers(shortcut.h(), shortcut.w()),
            graph.integers(HEIGHT, WIDTH),
            graph.integers(shortcut.stride().h(), shortcut.stride().w()));
    return shortcut.before() + shortcut.after() == 0
        ? kept
        : graph.node(
            "Pad",
            kept,
            graph.integers(shortcut.before(), shortcut.after()),
            graph.scalar(0),
            graph.integers(CHANNELS));
  }

  static String oneHot(Graph graph, OneHot oneHot, List<String> labels) {
    return graph.node("OneHot", labels.get(0), graph.scalar(oneHot.classes()), graph.vector(0, 1));
  }

  /** Positions become float32, as everything that a graph gives. */
  static String argMax(Graph graph, ArgMax argMax, List<String> x) {
    Attributes attributes =
        new Attributes().with("axis", argMax.axis()).with("keepdims", keeps(argMax));
    String positions = graph.node("ArgMax", attributes, x);
    return graph.node("Cast", new Attributes().with("to", Graph.FLOAT), List.of(positions));
  }

  /** Whether the only axis stays, so that there is one. */
  private static boolean keeps(ArgMax argMax) {
    return argMax.shape().rank() == 1;
  }
}
