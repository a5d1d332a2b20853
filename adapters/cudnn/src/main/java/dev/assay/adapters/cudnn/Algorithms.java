package dev.assay.adapters.cudnn;

import dev.assay.spi.UnsupportedProblemException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.IntStream;

/** Chooses algorithms for convolutions, for each that is told apart once. */
final class Algorithms {
  /** So that a search is never handed none. */
  private static final long SMALLEST_WORKSPACE = 1 << 20;

  private final Gpu gpu;
  private final Map<Object, Choice> choices = new HashMap<>();

  Algorithms(Gpu gpu) {
    this.gpu = gpu;
  }

  /** What to call cuDNN with. */
  record Choice(int algorithm, int mathType, long workspaceBytes) {}

  /**
   * Chooses for a call, and makes the workspace large enough.
   *
   * @throws UnsupportedProblemException if none of the algorithms allowed can compute it
   */
  Choice choose(ConvolutionCall call) {
    Choice known = choices.get(call.kind());
    if (known == null) {
      known = search(call);
      choices.put(call.kind(), known);
    }
    gpu.workspace().reserve(known.workspaceBytes());
    return known;
  }

  private Choice search(ConvolutionCall call) {
    Settings settings = gpu.settings();
    if (settings.algorithm().isPresent()) {
      return named(call, settings.algorithm().get());
    }
    return candidates(call).stream()
        .filter(Candidate::computes)
        .filter(candidate -> isAllowed(settings, call.algorithms(), candidate))
        .findFirst()
        .map(
            candidate ->
                new Choice(
                    candidate.algorithm(),
                    settings.math().typeToRun(candidate.mathType()),
                    candidate.workspaceBytes()))
        .orElseThrow(
            () ->
                new UnsupportedProblemException(
                    call.name() + " has no algorithm for it of those allowed"));
  }

  /** The fastest first. */
  private List<Candidate> candidates(ConvolutionCall call) {
    if (!gpu.settings().measured()) {
      return call.guess();
    }
    long most =
        IntStream.range(0, call.algorithms().size())
            .filter(algorithm -> !transforms(call.algorithms().get(algorithm)))
            .mapToObj(call::workspaceOf)
            .flatMapToLong(OptionalLong::stream)
            .filter(bytes -> bytes <= gpu.settings().workspaceBytes())
            .max()
            .orElse(0);
    long bytes = Math.max(most, SMALLEST_WORKSPACE);
    gpu.workspace().reserve(bytes);
    return call.measure(gpu.workspace().memory(), bytes);
  }

  /** Whether an algorithm may be taken. */
  static boolean isAllowed(Settings settings, List<String> names, Candidate candidate) {
    return candidate.algorithm() < names.size()
        && !transforms(names.get(candidate.algorithm()))
        && settings.math().permits(candidate.mathType())
        && candidate.workspaceBytes() <= settings.workspaceBytes()
        && (candidate.isDeterministic() || !settings.repeatable());
  }

  /**
   * Whether an algorithm multiplies in another space, where numbers are larger than those given and
   * taken: its errors are not those of a sum of products.
   */
  static boolean transforms(String algorithm) {
    return algorithm.startsWith("FFT") || algorithm.startsWith("WINOGRAD");
  }

  private Choice named(ConvolutionCall call, String name) {
    int algorithm = call.algorithms().indexOf(name);
    OptionalLong bytes = algorithm < 0 ? OptionalLong.empty() : call.workspaceOf(algorithm);
    if (bytes.isEmpty()) {
      throw new UnsupportedProblemException(call.name() + " has no " + name + " for it");
    }
    if (bytes.getAsLong() > gpu.settings().workspaceBytes()) {
      throw new UnsupportedProblemException(
          call.name() + " by " + name + " needs a larger workspace than allowed");
    }
    return new Choice(algorithm, gpu.settings().math().convolutions(), bytes.getAsLong());
  }
}
