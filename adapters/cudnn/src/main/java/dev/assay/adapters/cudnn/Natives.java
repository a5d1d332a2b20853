package dev.assay.adapters.cudnn;

import dev.assay.spi.DeviceUnavailableException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bytedeco.cuda.global.cublas;
import org.bytedeco.cuda.global.cudart;
import org.bytedeco.cuda.global.cudnn;
import org.bytedeco.javacpp.Loader;

/** The libraries of the machine: driver, CUDA runtime, cuBLAS, cuDNN. */
final class Natives {
  /** As the dynamic linker complains. */
  private static final Pattern MISSING =
      Pattern.compile("(lib[\\w+-]+\\.so[\\w.]*): cannot open shared object file");

  private static final String DRIVER = "libcuda.so.1";

  private Natives() {}

  /**
   * Loads them.
   *
   * @throws DeviceUnavailableException if one is not there, with the remedy
   */
  static void load() {
    try {
      Loader.load(cudart.class);
      Loader.load(cublas.class);
      Loader.load(cudnn.class);
    } catch (LinkageError e) {
      throw new DeviceUnavailableException(explain(e));
    }
  }

  /** What is missing, in one line, with the remedy. */
  static String explain(Throwable thrown) {
    return missing(thrown).map(Natives::remedy).orElseGet(() -> otherwise(thrown));
  }

  private static Optional<String> missing(Throwable thrown) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      Matcher matcher = MISSING.matcher(String.valueOf(cause.getMessage()));
      if (matcher.find()) {
        return Optional.of(matcher.group(1));
      }
    }
    return Optional.empty();
  }

  private static String remedy(String library) {
    if (library.equals(DRIVER)) {
      return "the NVIDIA driver's "
          + DRIVER
          + " is not found: put the folder that holds it into LD_LIBRARY_PATH; where there is none,"
          + " install the driver of the card";
    }
    String of = library.startsWith("libcudnn") ? "cuDNN 9" : "CUDA 13";
    return String.format(
        "the libraries of %s are not found: put the folder that holds %s into LD_LIBRARY_PATH",
        of, library);
  }

  private static String otherwise(Throwable thrown) {
    Throwable deepest = thrown;
    while (deepest.getCause() != null) {
      deepest = deepest.getCause();
    }
    return "CUDA's libraries do not load: " + deepest.getMessage();
  }
}
