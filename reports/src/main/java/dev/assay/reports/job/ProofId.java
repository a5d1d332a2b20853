package dev.assay.reports.job;

import dev.assay.host.Launch;
import dev.assay.reference.op.Architecture;
import dev.assay.spi.Description;
import dev.assay.verify.network.Hash;
import dev.assay.verify.network.NetworkProblems;
import java.util.ArrayList;
import java.util.List;

/**
 * Names the proof of a network on a backend: the same backend, version, device and threads proved
 * by the same problems have the same name.
 */
final class ProofId {
  private static final int DIGITS = 10;

  private ProofId() {}

  /**
   * The name.
   *
   * @param launch of the backend, with the threads asked for; not every backend can tell
   * @param description what it said of itself
   */
  static String of(Launch launch, Description description, Architecture network) {
    List<String> proved = new ArrayList<>();
    proved.add(launch.backend());
    proved.add(description.toString());
    proved.add("threads=" + launch.threads());
    NetworkProblems.of(network).forEach(problem -> proved.add(problem.toString()));
    return Hash.of(proved).substring(0, DIGITS);
  }
}
