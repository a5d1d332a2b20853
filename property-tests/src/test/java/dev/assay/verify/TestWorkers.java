package dev.assay.verify;

import dev.assay.host.Crew;
import dev.assay.host.Launch;
import dev.assay.host.Limits;
import dev.assay.host.Worker;
import dev.assay.spi.Backend;
import dev.assay.spi.Device;
import java.io.File;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Workers of backends of this test's class path, in real processes. */
public final class TestWorkers {
  private static final Duration START = Duration.ofSeconds(60);
  private static final long MEMORY = 400L << 20;

  private static final List<String> JVM = List.of("-Xmx64m", "-XX:MaxDirectMemorySize=4g");

  private TestWorkers() {}

  /** Starts a backend in a process of its own. */
  public static Worker start(Class<? extends Backend> backend, Duration deadline, Path logs) {
    return start(backend, classPath(), deadline, logs);
  }

  /** This test's class path, which may be changed. */
  static List<Path> classPath() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
        .map(Path::of)
        .collect(Collectors.toCollection(ArrayList::new));
  }

  /**
   * Starts a backend in a process of its own.
   *
   * @param classPath is looked at whenever such a process is started
   */
  static Worker start(
      Class<? extends Backend> backend, List<Path> classPath, Duration deadline, Path logs) {
    return new Worker(launch(backend, classPath, JVM), limits(deadline), logs);
  }

  /**
   * Starts a backend in a process of its own.
   *
   * @param jvm the arguments of its JVM
   */
  static Worker start(
      Class<? extends Backend> backend, Duration deadline, Path logs, String... jvm) {
    return new Worker(launch(backend, classPath(), List.of(jvm)), limits(deadline), logs);
  }

  /** Starts several processes of a backend. */
  static Crew crew(int size, Class<? extends Backend> backend, Duration deadline, Path logs) {
    return Crew.start(size, launch(backend, classPath(), JVM), limits(deadline), logs);
  }

  private static Launch launch(
      Class<? extends Backend> backend, List<Path> classPath, List<String> jvm) {
    return new Launch(
        backend.getSimpleName(), backend.getName(), Device.CPU, 1, classPath, jvm, List.of());
  }

  private static Limits limits(Duration deadline) {
    return new Limits(START, deadline, MEMORY);
  }
}
