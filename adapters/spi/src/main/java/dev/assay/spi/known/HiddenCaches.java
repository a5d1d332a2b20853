package dev.assay.spi.known;

import dev.assay.reference.op.Composite;
import dev.assay.reference.op.Conv1d;
import dev.assay.reference.op.Conv2d;
import dev.assay.reference.op.Conv3d;
import dev.assay.reference.op.ConvTranspose2d;
import dev.assay.reference.op.Direction;
import dev.assay.reference.op.Network;
import dev.assay.reference.op.OneDimensional;
import dev.assay.reference.op.Operation;
import dev.assay.reference.problem.Problem;
import dev.assay.spi.KnownDivergence;
import dev.assay.spi.Symptom;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;

/**
 * Virtual machines that hide the sizes of the processor's caches. oneDNN, with which many libraries
 * convolve on processors, divides its work by them, and on such a machine gets convolutions wrong.
 */
public final class HiddenCaches {
  /** What happens, to be gone on with. */
  public static final String REASON =
      "this virtual machine hides the sizes of the processor's caches, which oneDNN takes for one"
          + " byte then (ONEDNN_MAX_CPU_ISA=AVX2 in the environment avoids most of what that does,"
          + " SSE41 all, and is slow)";

  /** Where the sizes are read, and the same on another processor: reported, and mended. */
  public static final List<String> LINKS =
      List.of(
          "https://github.com/uxlfoundation/oneDNN/blob/v3.7.1/src/cpu/x64/xbyak/xbyak_util.h#L280-L293",
          "https://github.com/uxlfoundation/oneDNN/issues/5313",
          "https://github.com/uxlfoundation/oneDNN/pull/5314");

  /** Channels that oneDNN's convolutions compute together, at most. */
  public static final int BLOCK = 16;

  private HiddenCaches() {}

  /** Whether this machine is one, and oneDNN may use what suffers from it. */
  public static boolean here() {
    return under(Path.of("/")) && !areOfNoMatter();
  }

  /**
   * Whether the processor's CPUID leaf 0x8000001D is empty. oneDNN reads the caches of an AMD
   * processor from it; so does Linux, which then has nothing to tell about them.
   *
   * @param root of the file system
   */
  public static boolean under(Path root) {
    try {
      return Files.readString(root.resolve("proc/cpuinfo")).contains("AuthenticAMD")
          && Files.exists(root.resolve("sys/devices/system/cpu/cpu0"))
          && Files.notExists(root.resolve("sys/devices/system/cpu/cpu0/cache"));
    } catch (IOException e) {
      return false; // not Linux
    }
  }

  /** Whether the environment keeps oneDNN to AVX2, which avoids most of what they do. */
  public static boolean areMostlyAvoided() {
    return isLimitedTo("AVX2");
  }

  /** Whether the environment keeps oneDNN to instructions for which no caches matter. */
  public static boolean areOfNoMatter() {
    return isLimitedTo("SSE41");
  }

  private static boolean isLimitedTo(String instructions) {
    return instructions.equalsIgnoreCase(System.getenv("ONEDNN_MAX_CPU_ISA"));
  }

  /**
   * What a library is to expect that has oneDNN choose the order of the elements in memory, as it
   * does for images whose channels lie last: any convolution may be wrong, or end the process.
   *
   * @param counterexample one that is
   */
  public static KnownDivergence ofConvolutions(Problem counterexample) {
    return new KnownDivergence(
        "convolutions-where-caches-are-hidden",
        REASON + "; its convolutions then leave out channels, or take what was in memory for them",
        LINKS,
        counterexample,
        problem -> convolves(problem, any -> true),
        problem -> List.of(garbage(problem), new Symptom.Dies()));
  }

  /**
   * What is left of that, as measured of PyTorch, where it is {@linkplain #areMostlyAvoided mostly
   * avoided}.
   *
   * @param counterexample what is wrong nevertheless
   */
  public static KnownDivergence ofPartialBlocks(Problem counterexample) {
    return new KnownDivergence(
        "partial-blocks-where-caches-are-hidden",
        REASON
            + "; its convolutions still leave out channels of groups that do not fill blocks of "
            + BLOCK
            + ", or take what was in memory for them",
        LINKS,
        counterexample,
        problem -> convolves(problem, HiddenCaches::hasPartialBlocks),
        problem -> List.of(garbage(problem)));
  }

  /** Whether it is a convolution whose groups' channels, in or out, do not fill blocks. */
  public static boolean hasPartialBlocks(Operation operation) {
    Operation ofImages = OneDimensional.onImages(operation);
    return (ofImages instanceof Conv2d conv && !fill(conv.c(), conv.k(), conv.groups()))
        || (ofImages instanceof Conv3d volumes && !fill(volumes.c(), volumes.k(), volumes.groups()))
        || (ofImages instanceof ConvTranspose2d transposed
            && !fill(transposed.c(), transposed.k(), transposed.groups()));
  }

  private static boolean fill(int inputs, int outputs, int groups) {
    return inputs / groups % BLOCK == 0 && outputs / groups % BLOCK == 0;
  }

  private static boolean convolves(Problem problem, Predicate<Operation> wrongly) {
    return problem.operation() instanceof Composite composite
        ? composite.layers().nodes().stream()
            .map(Network.Node::operation)
            .anyMatch(layer -> convolves(layer, Direction.BACKWARD) && wrongly.test(layer))
        : convolves(problem.operation(), problem.direction()) && wrongly.test(problem.operation());
  }

  /** Measured: only in transposed convolutions the gradients of weights are wrong, too. */
  private static boolean convolves(Operation operation, Direction direction) {
    return operation instanceof ConvTranspose2d
        || (isPlain(operation) && direction != Direction.BACKWARD_WEIGHTS);
  }

  private static boolean isPlain(Operation operation) {
    return operation instanceof Conv1d
        || operation instanceof Conv2d
        || operation instanceof Conv3d;
  }

  private static Symptom garbage(Problem problem) {
    Symptom anything = new Symptom.Garbage();
    return isPlain(problem.operation()) ? Symptom.Part.ofFirst(problem, anything) : anything;
  }
}
