package dev.assay.host;

import com.sun.management.OperatingSystemMXBean;
import dev.assay.reference.problem.Problem;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a worker may take before it is killed.
 *
 * @param start for opening its backend
 * @param problem for one problem, beside what its numbers need; see {@link #deadline}
 * @param memory resident bytes of its process; enforced where {@code /proc} tells them
 */
public record Limits(Duration start, Duration problem, long memory) {
  private static final long MACHINE =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getTotalMemorySize();

  /**
   * A problem's numbers are made, handed to the backend and brought back at least as fast as that.
   * On a virtual machine where each page that is new to a process takes 28 µs, one problem of 800
   * MB took 17 to 22 s all in all while nothing else ran, and more than 30 s while others kept its
   * processors busy. Next to none of that was the backend's.
   */
  private static final double BYTES_PER_SECOND = 25e6;

  private static final double MILLIS = 1e3;

  /** The rest is for what computes: natives. */
  private static final int PARTS_OF_HEAP = 2;

  /** How long this problem may take. */
  public Duration deadline(Problem one) {
    return problem.plusMillis(Math.round(one.bytes() / BYTES_PER_SECOND * MILLIS));
  }

  /**
   * Bytes of its JVM's heap at most. A JVM that nobody tells takes a quarter of the machine, which
   * may be less than the arrays of a large problem, or more than all that the process may take. A
   * limit that is no limit makes none that a JVM refuses.
   */
  public long heap() {
    return Math.min(memory, MACHINE) / PARTS_OF_HEAP;
  }

  /** By which its JVM learns that, before others of its arguments, which may say otherwise. */
  public List<String> jvmArguments(List<String> others) {
    return Stream.concat(Stream.of("-Xmx" + (heap() >> 10) + "k"), others.stream()).toList();
  }

  /** Says so if a process holds more memory than it may. */
  public Optional<String> exceeded(Process process) {
    return ResidentMemory.of(process.toHandle()) > memory
        ? Optional.of("exceeded its memory limit of " + (memory >> 20) + " MiB")
        : Optional.empty();
  }
}
