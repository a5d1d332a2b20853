package dev.assay.adapters.libtorch;

import dev.assay.reference.numeric.ProductPrecision;
import dev.assay.spi.Description;
import dev.assay.spi.Device;
import dev.assay.spi.DeviceUnavailableException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Properties;
import java.util.SortedMap;
import java.util.TreeMap;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Context;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.DeviceType;

/** PyTorch itself: what is set of it once, and what it says of itself. */
final class Engine {
  static final String MATH = "assay.libtorch.math";

  private final Device device;
  private final ProductPrecision precision;

  /**
   * Starts PyTorch.
   *
   * @param threads that it computes with on the processor
   * @param precision of the products in convolutions and matrix products on a card; a processor
   *     computes in float32
   * @throws DeviceUnavailableException if the device is not there, or does not compute so
   */
  Engine(Device device, int threads, ProductPrecision precision) {
    this.device = device;
    this.precision = precision;
    boolean card = device.kind() == Device.Kind.CUDA;
    if (card && !torch.cuda_is_available()) {
      throw new DeviceUnavailableException(
          "no "
              + device
              + ": PyTorch finds no card, or not all libraries for it; put the folders of the"
              + " driver's libcuda.so.1, CUDA 13, cuDNN 9, NCCL 2 and cuFile into LD_LIBRARY_PATH,"
              + " and see what nvidia-smi says");
    }
    if (!card && precision != ProductPrecision.F32) {
      throw new DeviceUnavailableException("only cards compute in " + precision);
    }
    torch.set_num_threads(threads);
    try (PointerScope scope = new PointerScope()) {
      Context context = torch.globalContext();
      // PyTorch's own default is TF32 in convolutions and float32 in matrix products.
      context.setAllowTF32CuDNN(precision == ProductPrecision.TF32);
      context.setAllowTF32CuBLAS(precision == ProductPrecision.TF32);
    }
  }

  /**
   * Reads the system property.
   *
   * @throws IllegalArgumentException if it makes no sense, with what does
   */
  static ProductPrecision precision(Properties properties) {
    String asked = properties.getProperty(MATH, ProductPrecision.F32.toString());
    if (asked.equals(ProductPrecision.F32.toString())) {
      return ProductPrecision.F32;
    }
    if (asked.equals(ProductPrecision.TF32.toString())) {
      return ProductPrecision.TF32;
    }
    throw new IllegalArgumentException(MATH + "=" + asked + " must be f32 or tf32");
  }

  /** The device, as PyTorch names it. */
  org.bytedeco.pytorch.Device place() {
    return device.kind() == Device.Kind.CUDA
        ? new org.bytedeco.pytorch.Device(DeviceType.CUDA, (byte) device.index())
        : new org.bytedeco.pytorch.Device(DeviceType.CPU);
  }

  Description description(Layout layout) {
    SortedMap<String, String> facts = new TreeMap<>();
    facts.put("bindings", "JavaCPP presets " + bindings());
    try (PointerScope scope = new PointerScope()) {
      facts.putAll(BuildFacts.of(torch.show_config().getString()));
    }
    facts.put("layout", layout.toString());
    facts.put("backward timing", "backward pass alone; forward is recorded once");
    return new Description(device.toString(), torch.get_num_threads(), facts, precision);
  }

  private static String bindings() {
    try {
      return Loader.getVersion("org.bytedeco", "pytorch");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
