package dev.assay.adapters.libtorch;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What of the natives matters to results and times, out of all that PyTorch says of them. */
final class BuildFacts {
  private static final Map<String, Pattern> BY_NAME =
      Map.of(
          "BLAS", Pattern.compile("BLAS_INFO=(\\w+)"),
          "CUDA", Pattern.compile("CUDA Runtime ([\\d.]+)"),
          "cuDNN", Pattern.compile("CuDNN ([\\d.]+)"),
          "instruction set", Pattern.compile("CPU capability usage: (\\w+)"),
          "oneDNN", Pattern.compile("MKL-DNN v([\\d.]+)"),
          "PyTorch", Pattern.compile("TORCH_VERSION=([\\d.]+)"));

  private BuildFacts() {}

  /**
   * Those that are there.
   *
   * @param config as {@code torch.show_config} gives it
   */
  static SortedMap<String, String> of(String config) {
    SortedMap<String, String> facts = new TreeMap<>();
    BY_NAME.forEach(
        (name, pattern) -> {
          Matcher matcher = pattern.matcher(config);
          if (matcher.find()) {
            facts.put(name, matcher.group(1));
          }
        });
    return facts;
  }
}
