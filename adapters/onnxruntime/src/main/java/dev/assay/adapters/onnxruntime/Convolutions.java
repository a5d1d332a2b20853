package dev.assay.adapters.onnxruntime;

import dev.assay.reference.op.Conv1d;
import dev.assay.reference.op.Conv2d;
import dev.assay.reference.op.Conv3d;
import dev.assay.reference.op.ConvTranspose2d;
import java.util.List;

/** Convolutions of sequences, images and volumes. */
final class Convolutions {
  private Convolutions() {}

  static String conv1d(Graph graph, Conv1d conv, List<String> operands) {
    Windows windows = Windows.of(conv.kernel(), conv.stride(), conv.pad());
    return conv(graph, windows, Windows.axes(conv.dilation()), conv.groups(), operands);
  }

  static String conv2d(Graph graph, Conv2d conv, List<String> operands) {
    Windows windows = Windows.of(conv.kernel(), conv.stride(), conv.pad());
    return conv(graph, windows, Windows.axes(conv.dilation()), conv.groups(), operands);
  }

  static String conv3d(Graph graph, Conv3d conv, List<String> operands) {
    Windows windows = Windows.of(conv.kernel(), conv.stride(), conv.pad());
    return conv(graph, windows, Windows.axes(conv.dilation()), conv.groups(), operands);
  }

  private static String conv(
      Graph graph, Windows windows, List<Long> dilation, int groups, List<String> operands) {
    return graph.node(
        "Conv", windows.attributes().with("dilations", dilation).with("group", groups), operands);
  }

  static String convTranspose2d(Graph graph, ConvTranspose2d conv, List<String> operands) {
    Attributes attributes =
        Windows.of(conv.kernel(), conv.stride(), conv.pad())
            .attributes()
            .with("dilations", Windows.axes(conv.dilation()))
            .with("group", conv.groups())
            .with("output_padding", Windows.axes(conv.outputPad()));
    return graph.node("ConvTranspose", attributes, operands);
  }
}
