package dev.assay.reports.job;

import com.sun.management.OperatingSystemMXBean;
import dev.assay.bench.RoofProblem;
import dev.assay.host.Limits;
import dev.assay.reference.op.Composite;
import dev.assay.reference.op.Operand;
import dev.assay.reference.problem.Problem;
import dev.assay.reports.console.Failure;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** How much memory this machine, or the container this runs in, has, and what it has to hold. */
public final class MachineMemory {
  private static final long GIB = 1L << 30;

  /** Of a tensor, which goes from process to process in one buffer. */
  private static final long MOST_ELEMENTS = RoofProblem.MOST_BYTES / Float.BYTES;

  /** The oracle holds a tensor in double precision beside the backend's float32. */
  private static final int BYTES_PER_FLOAT_BYTE = 3;

  /**
   * Of a network it holds the parameters as they were and as they are after a step, and the
   * gradient of the one that is just being moved: with the layers' outputs, of VGG16 2.95. The rest
   * is for the holes that arrays of 800 MB leave between them, which not every collector closes.
   */
  private static final int BYTES_PER_FLOAT_BYTE_OF_A_NETWORK = 4;

  private MachineMemory() {}

  public static long threeQuartersMib() {
    OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    return (system.getTotalMemorySize() >> 20) * 3 / 4;
  }

  /** The most bytes that the tensors of one problem may have. */
  static long largestTraffic() {
    return Runtime.getRuntime().maxMemory() / BYTES_PER_FLOAT_BYTE;
  }

  /** What the oracle lacks to prove a network, and the remedy; empty if nothing. */
  static Optional<String> lackOfProof(Problem problem) {
    return lack("its proof", atWork(problem));
  }

  /**
   * What this process lacks to hold a problem's tensors, or that of a backend, which keeps two
   * results in single precision beside the inputs in double precision. Of a network it has one
   * tensor after the other.
   *
   * @param limits of the backend's process
   * @return with the remedy; empty if nothing is lacking
   */
  static Optional<String> lack(Problem problem, Limits limits) {
    return lack("it", problem, limits);
  }

  /**
   * Refuses a problem whose tensors this process cannot hold.
   *
   * @throws Failure saying how much memory it takes
   */
  public static void checkFits(Problem problem) {
    refuse(lack("'" + problem + "'", atWork(problem)));
  }

  /**
   * Refuses a problem whose tensors this process cannot hold, or that of a backend.
   *
   * @param limits of the backend's process
   * @throws Failure saying how much memory it takes
   */
  public static void checkFits(Problem problem, Limits limits) {
    refuse(lack("'" + problem + "'", problem, limits));
  }

  /**
   * Refuses steps of several problems each, all results of which are kept, if this process cannot
   * hold them.
   *
   * @throws Failure saying how much memory it takes
   */
  public static void checkFits(List<Problem> step, double times) {
    double kept =
        step.stream()
            .flatMap(problem -> problem.results().stream())
            .mapToDouble(result -> result.shape().size())
            .sum();
    refuse(
        lack(
            String.format(Locale.ROOT, "%.0f steps of '%s'", times, step.get(0)),
            atWork(step.get(0)) + times * kept * Double.BYTES));
  }

  private static void refuse(Optional<String> lack) {
    if (lack.isPresent()) {
      throw Failure.usage(lack.get() + ", or make it smaller");
    }
  }

  private static long largestTensor(Problem problem) {
    long largest = problem.direction().isBackward() ? problem.operation().outputShape().size() : 0;
    for (Operand operand : problem.operation().operands()) {
      largest = Math.max(largest, operand.shape().size());
    }
    for (Problem.Result result : problem.results()) {
      largest = Math.max(largest, result.shape().size());
    }
    return largest;
  }

  private static double atWork(Problem problem) {
    boolean network = problem.operation() instanceof Composite;
    return problem.cost().bytes()
        * (network ? BYTES_PER_FLOAT_BYTE_OF_A_NETWORK : BYTES_PER_FLOAT_BYTE);
  }

  private static Optional<String> lack(String what, Problem problem, Limits limits) {
    long elements = largestTensor(problem);
    if (elements > MOST_ELEMENTS) {
      return Optional.of(
          String.format(
              Locale.ROOT,
              "%s has a tensor of %.1f GiB, and a buffer of Java's holds less than 2; take a smaller"
                  + " batch",
              what,
              (double) elements * Float.BYTES / GIB));
    }
    Optional<String> here = lack(what, atWork(problem));
    return here.isPresent() || problem.operation() instanceof Composite
        ? here
        : lack(
            what,
            atWork(problem),
            limits.heap(),
            "the process of a backend has",
            "raise --memory, of which that is half");
  }

  private static Optional<String> lack(String what, double needed) {
    return lack(
        what,
        needed,
        Runtime.getRuntime().maxMemory(),
        "there are",
        "raise the heap with ASSAY_JAVA_OPTIONS=-Xmx…");
  }

  private static Optional<String> lack(
      String what, double needed, long available, String has, String remedy) {
    return needed <= available
        ? Optional.empty()
        : Optional.of(
            String.format(
                Locale.ROOT,
                "about %.1f GiB of heap are needed for %s, and %s %.1f; %s",
                needed / GIB,
                what,
                has,
                (double) available / GIB,
                remedy));
  }
}
