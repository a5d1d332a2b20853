package dev.assay.adapters.dl4j;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Properties;
import java.util.SortedMap;
import java.util.TreeMap;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.nativeblas.NativeOps;
import org.nd4j.nativeblas.NativeOpsHolder;

/** What ND4J's native library says of itself. */
public final class Natives {
  private static final int AVX_512 = 3;
  private static final Map<Integer, String> INSTRUCTION_SETS =
      Map.of(1, "x86-64", 2, "AVX2", AVX_512, "AVX-512");

  private static final String VERSION = "/META-INF/maven/org.nd4j/nd4j-api/pom.properties";

  private final NativeOps library;

  /** Loads the library. */
  public Natives() {
    // ND4J's own start-up has to come first: it tells the holder which library to load.
    Nd4j.getBackend();
    library = NativeOpsHolder.getInstance().getDeviceNativeOps();
  }

  /** Who computes convolutions, poolings and more on the processor. */
  public Helper helper() {
    if (use("HAVE_ONEDNN")) {
      return Helper.ONE_DNN;
    }
    return use("HAVE_ARMCOMPUTE") ? Helper.ARM_COMPUTE : Helper.NONE;
  }

  /** Whether convolutions, poolings and batch normalisations are computed by cuDNN. */
  public boolean useCuDnn() {
    return use("HAVE_CUDNN");
  }

  private boolean use(String helper) {
    return library.buildInfo().contains(helper) && Nd4j.getEnvironment().helpersAllowed();
  }

  /** Whether the processor has AVX-512, whatever ND4J was built for: oneDNN goes by that. */
  boolean isAvx512Processor() {
    return library.optimalLevel() == AVX_512;
  }

  /** The threads that its own code, oneDNN and BLAS compute with. */
  int threads() {
    return library.ompGetMaxThreads();
  }

  /** Which ND4J this is, on whatever device. */
  public SortedMap<String, String> build() {
    SortedMap<String, String> facts = new TreeMap<>();
    facts.put("ND4J", version());
    facts.put("ND4J build", String.join(", ", library.buildInfo().strip().split("\\R")));
    return facts;
  }

  /** What there is to say of natives for the processor. */
  SortedMap<String, String> facts() {
    SortedMap<String, String> facts = build();
    Helper helper = helper();
    facts.put("oneDNN", helper == Helper.ONE_DNN ? "on" : "off");
    if (helper == Helper.ARM_COMPUTE) {
      facts.put("Arm Compute Library", "on");
    }
    facts.put("BLAS", String.valueOf(Nd4j.factory().blas().getBlasVendor()));
    facts.put("BLAS threads", String.valueOf(Nd4j.factory().blas().getMaxThreads()));
    facts.put("built for", instructionSet(library.binaryLevel()));
    facts.put("processor allows", instructionSet(library.optimalLevel()));
    return facts;
  }

  private static String version() {
    Properties properties = new Properties();
    try (InputStream file = Nd4j.class.getResourceAsStream(VERSION)) {
      if (file != null) {
        properties.load(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return properties.getProperty("version", "unknown");
  }

  private static String instructionSet(int level) {
    return INSTRUCTION_SETS.getOrDefault(level, "generic");
  }
}
