package dev.assay.reports.cli;

import dev.assay.host.Descriptor;
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
   * @param threads as asked for; not every backend can tell
   */
  static String of(
      Descriptor descriptor, Description description, int threads, Architecture network) {
    List<String> proved = new ArrayList<>();
    proved.add(descriptor.requestedName());
    proved.add(description.toString());
    proved.add("threads=" + threads);
    NetworkProblems.of(network).forEach(problem -> proved.add(problem.toString()));
    return Hash.of(proved).substring(0, DIGITS);
  }
}
