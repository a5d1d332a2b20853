package dev.assay.adapters.cudnn;

import java.util.SortedMap;
import java.util.TreeMap;
import org.bytedeco.cuda.cudart.cudaDeviceProp;
import org.bytedeco.cuda.global.cublas;
import org.bytedeco.cuda.global.cudart;
import org.bytedeco.cuda.global.cudnn;

/** What card and libraries say of themselves. */
final class Facts {
  private static final int BITS_OF_MIB = 20;

  private Facts() {}

  static SortedMap<String, String> of(Gpu gpu) {
    SortedMap<String, String> facts = new TreeMap<>();
    try (cudaDeviceProp card = new cudaDeviceProp()) {
      Check.cuda("cudaGetDeviceProperties", cudart.cudaGetDeviceProperties(card, gpu.index()));
      facts.put("card", card.name().getString());
      facts.put("compute capability", card.major() + "." + card.minor());
      facts.put("card memory", (card.totalGlobalMem() >> BITS_OF_MIB) + " MiB");
      facts.put("multiprocessors", String.valueOf(card.multiProcessorCount()));
    }
    int[] number = new int[1];
    Check.cuda("cudaDriverGetVersion", cudart.cudaDriverGetVersion(number));
    facts.put("CUDA driver", version(number[0]));
    facts.put("CUDA runtime", runtime());
    Check.cublas("cublasGetVersion", cublas.cublasGetVersion_v2(gpu.blas(), number));
    facts.put("cuBLAS", String.valueOf(number[0]));
    facts.put("cuDNN", String.valueOf(cudnn.cudnnGetVersion()));
    facts.put("math", gpu.settings().math().toString());
    facts.put("convolution algorithms", gpu.settings().choice());
    facts.put("workspace at most", (gpu.settings().workspaceBytes() >> BITS_OF_MIB) + " MiB");
    return facts;
  }

  /** The version of the CUDA runtime that was found. */
  static String runtime() {
    int[] number = new int[1];
    Check.cuda("cudaRuntimeGetVersion", cudart.cudaRuntimeGetVersion(number));
    return version(number[0]);
  }

  /** CUDA's numbering: 13010 is 13.1. */
  private static String version(int number) {
    return number / 1000 + "." + number % 1000 / 10;
  }
}
