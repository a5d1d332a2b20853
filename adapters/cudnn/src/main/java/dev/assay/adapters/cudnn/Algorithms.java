package dev.assay.adapters.cudnn;

import dev.assay.spi.UnsupportedProblemException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Chooses algorithms for convolutions, for each that is told apart once. */
final class Algorithms {
  /** So that a search is never handed none. */
  private static final long SMALLEST_WORKSPACE = 1 << 20;

  private final Gpu gpu;
  private final Map<Object, Choice> choices = new HashMap<>();

  Algorithms(Gpu gpu) {
    this.gpu = gpu;
  }

  /**
   * What to call cuDNN with.
   *
   * @param repeatable whether cuDNN says that it gives the same bits every time
   */
  record Choice(int algorithm, int mathType, long workspaceBytes, boolean repeatable) {}

  /** All there are, in whatever direction, by the end of cuDNN's names. */
  static SortedSet<String> names() {
    return Stream.of(
            ForwardConvolution.ALGORITHMS, DataGradient.ALGORITHMS, WeightsGradient.ALGORITHMS)
        .flatMap(List::stream)
        .collect(Collectors.toCollection(TreeSet::new));
  }

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
      // Which one it was explains a time or a bit: it is in the log of each process.
      System.err.println(
          call.name() + " by " + call.algorithms().get(known.algorithm) + ": " + known);
    }
    gpu.workspace().reserve(known.workspaceBytes());
    return known;
  }

  private Choice search(ConvolutionCall call) {
    Settings settings = gpu.settings();
    if (!settings.algorithms().isEmpty()) {
      return named(call);
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
                    candidate.workspaceBytes(),
                    candidate.isDeterministic()))
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
            .filter(
                algorithm -> gpu.settings().any() || !transforms(call.algorithms().get(algorithm)))
            .mapToObj(call::workspaceOf)
            .flatMapToLong(OptionalLong::stream)
            .filter(bytes -> bytes <= gpu.settings().workspaceBytes())
            .max()
            .orElse(0);
    long bytes = Math.max(most, SMALLEST_WORKSPACE);
    gpu.workspace().borrow(bytes);
    return call.measure(gpu.workspace().memory(), bytes);
  }

  /** Whether an algorithm may be taken. */
  static boolean isAllowed(Settings settings, List<String> names, Candidate candidate) {
    return candidate.algorithm() < names.size()
        && settings.math().permits(candidate.mathType())
        && candidate.workspaceBytes() <= settings.workspaceBytes()
        && (settings.any()
            || (candidate.isDeterministic() && !transforms(names.get(candidate.algorithm()))));
  }

  /**
   * Whether an algorithm multiplies in another space, where numbers are larger than those given and
   * taken: its errors are not those of a sum of products.
   */
  static boolean transforms(String algorithm) {
    return algorithm.startsWith("FFT") || algorithm.startsWith("WINOGRAD");
  }

  /** The first that can compute it, of those that are named. */
  private Choice named(ConvolutionCall call) {
    Settings settings = gpu.settings();
    List<String> names = new ArrayList<>(settings.algorithms());
    names.retainAll(call.algorithms());
    boolean needsMoreWorkspace = false;
    for (String name : names) {
      int algorithm = call.algorithms().indexOf(name);
      OptionalLong bytes = call.workspaceOf(algorithm);
      needsMoreWorkspace |= bytes.isPresent();
      if (bytes.isPresent() && bytes.getAsLong() <= settings.workspaceBytes()) {
        return new Choice(
            algorithm,
            settings.math().convolutions(),
            bytes.getAsLong(),
            !call.unrepeatable().contains(name));
      }
    }
    throw new UnsupportedProblemException(
        call.name()
            + (names.isEmpty() ? " has no " : " cannot compute it by ")
            + String.join(" or ", names.isEmpty() ? settings.algorithms() : names)
            + (needsMoreWorkspace ? " in the workspace allowed" : ""));
  }
}
