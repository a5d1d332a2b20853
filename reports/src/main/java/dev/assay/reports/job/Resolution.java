package dev.assay.reports.job;

import dev.assay.host.ArtifactResolver;
import dev.assay.host.Descriptor;
import dev.assay.host.HostException;
import dev.assay.host.Launch;
import dev.assay.host.NvidiaDriver;
import dev.assay.spi.Device;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How to start a backend, or why it cannot be.
 *
 * @param launch null if it cannot
 * @param problem why not, with the remedy
 */
record Resolution(@Nullable Launch launch, String problem) {

  /**
   * Of a backend's jars and natives, fetched if need be. Natives for cards are large: without a
   * driver none are fetched.
   */
  static Resolution of(Descriptor descriptor, BackendPlan plan) {
    Device device = plan.device();
    Optional<String> missing =
        device.kind() == Device.Kind.CUDA && descriptor.computesOn(device)
            ? NvidiaDriver.missing()
            : Optional.empty();
    if (missing.isPresent()) {
      return new Resolution(
          null,
          descriptor.requestedName()
              + ": "
              + missing.get()
              + "; give the container the card, or choose with --device");
    }
    try (Downloads downloads = new Downloads();
        ArtifactResolver resolver = new ArtifactResolver(plan.offline(), downloads)) {
      return new Resolution(Launch.of(descriptor, device, plan.threads(), resolver), "");
    } catch (HostException e) {
      return new Resolution(null, String.valueOf(e.getMessage()));
    }
  }
}
