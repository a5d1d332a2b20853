package dev.assay.verify;

import dev.assay.host.ArtifactResolver;
import dev.assay.host.Descriptor;
import dev.assay.host.Launch;
import dev.assay.spi.Device;
import java.util.ArrayList;
import java.util.List;

/** How what the build has packaged is started, with what it needs fetched. */
final class PackagedLaunch {
  private PackagedLaunch() {}

  static Launch of(Descriptor descriptor, Device device, int threads) {
    try (ArtifactResolver resolver = new ArtifactResolver(false, download -> {})) {
      return Launch.of(descriptor, device, threads, resolver);
    }
  }

  /** The same process, with one more variable, {@code NAME=VALUE}, in its environment. */
  static Launch with(Launch launch, String variable) {
    List<String> environment = new ArrayList<>(launch.environment());
    environment.add(variable);
    return new Launch(
        launch.backend(),
        launch.className(),
        launch.device(),
        launch.threads(),
        launch.classPath(),
        launch.jvmArguments(),
        environment);
  }
}
