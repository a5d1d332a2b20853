package dev.assay.adapters.onnxruntime;

import dev.assay.reference.op.AveragePool1d;
import dev.assay.reference.op.AveragePool2d;
import dev.assay.reference.op.AveragePool3d;
import dev.assay.reference.op.MaxPool1d;
import dev.assay.reference.op.MaxPool2d;
import dev.assay.reference.op.MaxPool3d;
import dev.assay.reference.op.Rounding;
import java.util.List;

/** Poolings of sequences, images and volumes. */
final class Poolings {
  private Poolings() {}

  static String maxPool1d(Graph graph, MaxPool1d pool, List<String> x) {
    Windows windows = Windows.of(pool.kernel(), pool.stride(), pool.pad());
    return max(graph, windows, pool.rounding(), pool.global(), x);
  }

  static String maxPool2d(Graph graph, MaxPool2d pool, List<String> x) {
    Windows windows = Windows.of(pool.kernel(), pool.stride(), pool.pad());
    return max(graph, windows, pool.rounding(), pool.global(), x);
  }

  static String maxPool3d(Graph graph, MaxPool3d pool, List<String> x) {
    Windows windows = Windows.of(pool.kernel(), pool.stride(), pool.pad());
    return max(graph, windows, pool.rounding(), pool.global(), x);
  }

  private static String max(
      Graph graph, Windows windows, Rounding rounding, boolean global, List<String> x) {
    return global
        ? graph.node("GlobalMaxPool", x)
        : graph.node("MaxPool", attributes(windows, rounding), x);
  }

  static String averagePool1d(Graph graph, AveragePool1d pool, List<String> x) {
    Windows windows = Windows.of(pool.kernel(), pool.stride(), pool.pad());
    return average(graph, windows, pool.rounding(), pool.countPad(), pool.global(), x);
  }

  static String averagePool2d(Graph graph, AveragePool2d pool, List<String> x) {
    Windows windows = Windows.of(pool.kernel(), pool.stride(), pool.pad());
    return average(graph, windows, pool.rounding(), pool.countPad(), pool.global(), x);
  }

  static String averagePool3d(Graph graph, AveragePool3d pool, List<String> x) {
    Windows windows = Windows.of(pool.kernel(), pool.stride(), pool.pad());
    return average(graph, windows, pool.rounding(), pool.countPad(), pool.global(), x);
  }

  private static String average(
      Graph graph,
      Windows windows,
      Rounding rounding,
      boolean countPad,
      boolean global,
      List<String> x) {
    return global
        ? graph.node("GlobalAveragePool", x)
        : graph.node(
            "AveragePool", attributes(windows, rounding).with("count_include_pad", countPad), x);
  }

  private static Attributes attributes(Windows windows, Rounding rounding) {
    return windows.attributes().with("ceil_mode", rounding == Rounding.UP);
  }
}
