package dev.assay.verify;

import dev.assay.host.Launch;
import dev.assay.host.Limits;
import dev.assay.host.Worker;
import dev.assay.spi.Backend;
import dev.assay.spi.Device;
import java.io.File;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/** Workers of backends of this test's class path, in real processes. */
public final class TestWorkers {
  private static final Duration START = Duration.ofSeconds(60);
  private static final long MEMORY = 400L << 20;

  private TestWorkers() {}

  /** Starts a backend in a process of its own. */
  public static Worker start(Class<? extends Backend> backend, Duration deadline, Path logs) {
    List<Path> classPath =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
            .map(Path::of)
            .toList();
    return new Worker(
        new Launch(
            backend.getSimpleName(),
            backend.getName(),
            Device.CPU,
            1,
            classPath,
            List.of("-Xmx64m", "-XX:MaxDirectMemorySize=4g"),
            List.of()),
        new Limits(START, deadline, MEMORY),
        logs);
  }
}
