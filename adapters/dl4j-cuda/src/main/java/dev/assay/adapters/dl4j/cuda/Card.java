package dev.assay.adapters.dl4j.cuda;

import dev.assay.adapters.dl4j.Natives;
import dev.assay.spi.BackendProcess;
import dev.assay.spi.Device;
import dev.assay.spi.DeviceUnavailableException;
import dev.assay.spi.OnCard;
import dev.assay.spi.UnsupportedProblemException;
import java.util.List;
import java.util.SortedMap;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.bytedeco.cuda.cudart.cudaDeviceProp;
import org.bytedeco.cuda.global.cudart;
import org.bytedeco.cuda.global.cudnn;
import org.bytedeco.javacpp.Loader;
import org.nd4j.linalg.factory.Nd4j;

/** The card that ND4J computes on. */
final class Card implements OnCard.Card {
  private static final int BITS_OF_MIB = 20;

  /**
   * How ND4J tells that an allocation failed: its own code and Java's about CUDA's error 2, which
   * is cuDNN's too, and Java's where it got no address.
   */
  private static final Pattern OUT_OF_MEMORY =
      Pattern.compile("\\[DEVICE\\] allocation failed|Error code:? \\[2\\]|bytes from DEVICE ");

  private final Natives natives = new Natives();

  private Card() {}

  /**
   * Has ND4J compute on a card.
   *
   * @throws DeviceUnavailableException if it cannot, with the remedy
   */
  static Card open(Device device) {
    try {
      Loader.load(cudart.class);
    } catch (LinkageError e) {
      throw unavailable(device, missing(e), "install the NVIDIA driver of the card");
    }
    require(device);
    cudart.cudaSetDevice(device.index());
    Card card = new Card();
    // Of several cards, ND4J would give each thread the next.
    Nd4j.getAffinityManager().unsafeSetDevice(device.index());
    return card;
  }

  private static void require(Device device) {
    int[] count = new int[1];
    int status = cudart.cudaGetDeviceCount(count);
    if (status != cudart.cudaSuccess) {
      throw unavailable(
          device,
          cudart.cudaGetErrorString(status).getString(),
          "CUDA 11.6 takes a card and an NVIDIA driver of version 450 or later, see what nvidia-smi"
              + " says");
    }
    if (device.index() >= count[0]) {
      throw unavailable(
          device, "the last card here is cuda:" + (count[0] - 1), "choose with --device");
    }
    try (cudaDeviceProp card = new cudaDeviceProp()) {
      cudart.cudaGetDeviceProperties(card, device.index());
      require(
          device,
          card.name().getString(),
          new Capability(card.major(), card.minor()),
          Capability.ofNatives(String.valueOf(System.getProperty("os.name"))));
    }
  }

  /** Refuses a card for which there is no code: everything would fail on it. */
  static void require(Device device, String name, Capability card, List<Capability> natives) {
    if (natives.stream().noneMatch(card::runs)) {
      throw unavailable(
          device,
          String.format(
              "%s has compute capability %s, and ND4J has code for %s only", name, card, natives),
          "choose another card with --device, or another backend");
    }
  }

  private static DeviceUnavailableException unavailable(
      Device device, String reason, String remedy) {
    return new DeviceUnavailableException("no " + device + ": " + reason + "; " + remedy);
  }

  /** What the dynamic linker says, without the path of what needed it. */
  static String missing(Throwable thrown) {
    Throwable deepest = thrown;
    while (deepest.getCause() != null) {
      deepest = deepest.getCause();
    }
    return String.valueOf(deepest.getMessage()).replaceFirst("^/.*?: (?=lib)", "");
  }

  /** The one that ND4J says it computes on. */
  Device device() {
    return new Device(Device.Kind.CUDA, Nd4j.getAffinityManager().getDeviceForCurrentThread());
  }

  /** What card, libraries and ND4J say of themselves. */
  SortedMap<String, String> facts() {
    SortedMap<String, String> facts = natives.build();
    try (cudaDeviceProp card = new cudaDeviceProp()) {
      cudart.cudaGetDeviceProperties(card, device().index());
      facts.put("card", card.name().getString());
      facts.put("compute capability", new Capability(card.major(), card.minor()).toString());
      facts.put("card memory", (card.totalGlobalMem() >> BITS_OF_MIB) + " MiB");
    }
    int[] number = new int[1];
    cudart.cudaDriverGetVersion(number);
    facts.put("CUDA driver", version(number[0]));
    cudart.cudaRuntimeGetVersion(number);
    facts.put("CUDA runtime", version(number[0]));
    facts.put("cuDNN", natives.useCuDnn() ? String.valueOf(cudnn.cudnnGetVersion()) : "off");
    facts.put("TF32", "0".equals(System.getenv("NVIDIA_TF32_OVERRIDE")) ? "off" : "not ruled out");
    return facts;
  }

  /** CUDA's numbering: 11060 is 11.6. */
  private static String version(int number) {
    return number / 1000 + "." + number % 1000 / 10;
  }

  /** Calls something that has the card do things, and waits until they are done. */
  @Override
  public <T> T call(Supplier<T> work) {
    try {
      T made = work.get();
      Nd4j.getExecutioner().commit();
      return made;
    } catch (RuntimeException e) {
      leaveIfLost(e);
      if (isOutOfMemory(e)) {
        throw new UnsupportedProblemException("not enough memory on the card");
      }
      throw e;
    }
  }

  /** Whether the card has too little memory, as a failure says, or what caused it. */
  static boolean isOutOfMemory(Throwable failure) {
    for (Throwable thrown = failure; thrown != null; thrown = thrown.getCause()) {
      if (OUT_OF_MEMORY.matcher(String.valueOf(thrown.getMessage())).find()) {
        return true;
      }
    }
    return false;
  }

  /** A kernel that dies takes the process's context on the card with it. */
  private static void leaveIfLost(RuntimeException failure) {
    int status = cudart.cudaDeviceSynchronize();
    if (status != cudart.cudaSuccess) {
      BackendProcess.leave(
          failure.getMessage() + " (" + cudart.cudaGetErrorString(status).getString() + ")");
    }
  }
}
