package dev.assay.reports.cli;

import com.sun.management.OperatingSystemMXBean;
import dev.assay.host.Limits;
import dev.assay.reference.op.Composite;
import dev.assay.reference.problem.Problem;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Locale;

/** How much memory this machine, or the container this runs in, has. */
final class MachineMemory {
  private static final long GIB = 1L << 30;

  /** The oracle holds a tensor in double precision beside the backend's float32. */
  private static final int BYTES_PER_FLOAT_BYTE = 3;

  private MachineMemory() {}

  static long threeQuartersMib() {
    OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    return (system.getTotalMemorySize() >> 20) * 3 / 4;
  }

  /** The most bytes that the tensors of one problem may have. */
  static long largestTraffic() {
    return Runtime.getRuntime().maxMemory() / BYTES_PER_FLOAT_BYTE;
  }

  /**
   * Refuses a problem whose tensors this process cannot hold.
   *
   * @throws Failure saying how much memory it takes
   */
  static void checkFits(Problem problem) {
    checkFits("'" + problem + "'", atWork(problem));
  }

  /**
   * Refuses a problem whose tensors this process cannot hold, or that of a backend, which keeps two
   * results in single precision beside the inputs in double precision. Of a network it has one
   * tensor after the other.
   *
   * @param limits of the backend's process
   * @throws Failure saying how much memory it takes
   */
  static void checkFits(Problem problem, Limits limits) {
    checkFits(problem);
    if (!(problem.operation() instanceof Composite)) {
      check(
          "'" + problem + "'",
          atWork(problem),
          limits.heap(),
          "the process of a backend has",
          "raise --memory, of which that is half");
    }
  }

  /**
   * Refuses steps of several problems each, all results of which are kept, if this process cannot
   * hold them.
   *
   * @throws Failure saying how much memory it takes
   */
  static void checkFits(List<Problem> step, double times) {
    double kept =
        step.stream()
            .flatMap(problem -> problem.results().stream())
            .mapToDouble(result -> result.shape().size())
            .sum();
    checkFits(
        String.format(Locale.ROOT, "%.0f steps of '%s'", times, step.get(0)),
        atWork(step.get(0)) + times * kept * Double.BYTES);
  }

  private static double atWork(Problem problem) {
    return BYTES_PER_FLOAT_BYTE * problem.cost().bytes();
  }

  private static void checkFits(String what, double needed) {
    check(
        what,
        needed,
        Runtime.getRuntime().maxMemory(),
        "there are",
        "raise the heap with ASSAY_JAVA_OPTIONS=-Xmx…");
  }

  private static void check(String what, double needed, long available, String has, String remedy) {
    if (needed > available) {
      throw Failure.usage(
          String.format(
              Locale.ROOT,
              "about %.1f GiB of heap are needed for %s, and %s %.1f; make it smaller, or %s",
              needed / GIB,
              what,
              has,
              (double) available / GIB,
              remedy));
    }
  }
}
