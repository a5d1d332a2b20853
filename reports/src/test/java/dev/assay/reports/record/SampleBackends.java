package dev.assay.reports.record;

import dev.assay.spi.Description;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The backends of made-up runs. */
final class SampleBackends {
  static final BackendRecord PYTORCH =
      backend(
          "djl-pytorch",
          "DJL with PyTorch",
          Map.of("DJL", "0.35.1", "libtorch", "2.7.1", "oneDNN", "3.7.1"));

  static final BackendRecord MXNET =
      backend(
          "djl-mxnet", "DJL with MXNet", Map.of("DJL", "0.35.1", "MXNet", "1.9.0", "MKLDNN", "on"));

  static final BackendRecord DL4J =
      backend(
          "dl4j",
          "DL4J / ND4J",
          Map.of("ND4J", "1.0.0-M2.1", "natives", "linux-x86_64-onednn-avx512"));

  static final BackendRecord CUDNN =
      new BackendRecord("cudnn", "cuDNN and cuBLAS", null, "cuda:0", 0, new TreeMap<>(), null);

  static final List<BackendRecord> ALL = List.of(PYTORCH, MXNET, DL4J);

  static final BackendRecord UNAVAILABLE =
      BackendRecord.unavailable(
          "dl4j@1.0.0-beta7",
          "DL4J / ND4J",
          "1.0.0-beta7",
          "cpu",
          "no natives for linux-aarch64; it has linux-x86_64, macosx-x86_64, windows-x86_64");

  private SampleBackends() {}

  private static BackendRecord backend(String name, String title, Map<String, String> facts) {
    return BackendRecord.of(
        name, title, null, new Description("cpu", 2, new TreeMap<>(facts)), new Asked(2, 1));
  }
}
