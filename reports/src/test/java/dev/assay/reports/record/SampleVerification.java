package dev.assay.reports.record;

import dev.assay.spi.Repeatability;
import dev.assay.verify.Outcome;
import dev.assay.verify.Reruns;
import dev.assay.verify.threads.ThreadComparison.Agreement;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;

/** What made-up runs verify: every outcome is met somewhere. */
final class SampleVerification {
  /** Random problems of each operation and direction. */
  static final int TRIES = 400;

  private static final List<String> GRADED = List.of("forward", "backward");
  private static final List<String> WEIGHTED =
      List.of("forward", "backward-data", "backward-weights");

  /** Operations and their directions. */
  private static final List<Map.Entry<String, List<String>>> OPERATIONS =
      List.of(
          Map.entry("conv2d", WEIGHTED),
          Map.entry("linear", WEIGHTED),
          Map.entry("max-pool2d", GRADED),
          Map.entry("average-pool2d", GRADED),
          Map.entry("sigmoid", GRADED),
          Map.entry("tanh", GRADED),
          Map.entry("relu", GRADED),
          Map.entry("leaky-relu", GRADED),
          Map.entry("softmax", GRADED),
          Map.entry("cross-entropy", GRADED),
          Map.entry("mean-squared-error", GRADED));

  private SampleVerification() {}

  /** Adds random problems of all operations on one backend, and how long they took. */
  static RunRecord addTo(RunRecord begun, BackendRecord backend) {
    RunRecord run = begun;
    String name = backend.name();
    for (var operation : OPERATIONS) {
      String called = operation.getKey();
      for (String direction : operation.getValue()) {
        run = run.with(verification(name, called, direction, outcomes(name, called, direction)));
      }
      int problems = TRIES * operation.getValue().size();
      run =
          run.with(
              new PaceRecord(name, called, problems, problems / (900.0 + 37 * called.length())));
    }
    return run;
  }

  /** Adds random problems of all operations on one backend, all of which it passed. */
  static RunRecord addPassed(RunRecord begun, BackendRecord backend) {
    RunRecord run = begun;
    for (var operation : OPERATIONS) {
      for (String direction : operation.getValue()) {
        run =
            run.with(
                verification(
                    backend.name(), operation.getKey(), direction, Map.of(Outcome.PASSED, TRIES)));
      }
    }
    return run;
  }

  /** Adds the laws that one backend was held to. */
  static RunRecord addLaws(RunRecord begun, BackendRecord backend) {
    RunRecord run = begun;
    for (String law : List.of("adjoint identity", "stride is subsampling", "batch permutation")) {
      boolean violated = backend.equals(SampleBackends.MXNET) && law.startsWith("stride");
      run =
          run.with(
              new LawRecord(
                  backend.name(),
                  law,
                  "conv2d",
                  TRIES,
                  new OutcomeCounts(
                      violated
                          ? Map.of(Outcome.PASSED, TRIES - 3, Outcome.FAILED, 3)
                          : Map.of(Outcome.PASSED, TRIES)),
                  new WorstRecord(
                      violated ? 1340.5 : 0.21, "rounded-sums", "conv2d n=1 c=1 h=3 w=3 k=1")));
    }
    return run.with(
        new LawRecord(
            backend.name(),
            "shift invariance",
            "softmax",
            TRIES,
            new OutcomeCounts(Map.of(Outcome.PASSED, TRIES)),
            null));
  }

  /** Adds invalid problems, what random ones reached, and what threads change, on one backend. */
  static RunRecord addContract(RunRecord begun, BackendRecord backend) {
    String name = backend.name();
    boolean careless = backend.equals(SampleBackends.DL4J);
    boolean racing = backend.equals(SampleBackends.MXNET);
    return begun
        .with(
            new ContractRecord(
                name,
                "conv2d-stride-zero",
                "conv2d",
                "conv2d n=1 c=1 h=5 w=5 k=1 kernel=3x3 stride=0x0",
                "a stride of 0",
                Outcome.REJECTED,
                "non-positive stride is not supported",
                "./assay replay --backend " + name + " --invalid conv2d-stride-zero"))
        .with(
            new ContractRecord(
                name,
                "one-hot-label-too-large",
                "one-hot",
                "one-hot n=2 classes=3 labels:2:7",
                "a label beyond all classes",
                careless ? Outcome.ACCEPTED : Outcome.CRASHED,
                careless ? "computed 6 numbers" : "SIGSEGV",
                "./assay replay --backend " + name + " --invalid one-hot-label-too-large"))
        .with(
            new CoverageRecord(
                name,
                "relu",
                new TreeMap<>(
                    Map.of(
                        "direction", new TreeMap<>(Map.of("forward", 200, "backward", 100)),
                        "fill", new TreeMap<>(Map.of("integer", 200, "special", 100)))),
                List.of("direction=backward fill=special")))
        .with(
            new ThreadsRecord(
                name,
                "linear n=64 in=1024 out=512",
                2,
                racing ? Agreement.WRONG : Agreement.WITHIN_BOUND,
                racing ? "on several threads FAILED: output[0,0] is 1, expected 2" : ""));
  }

  private static Map<Outcome, Integer> outcomes(
      String backend, String operation, String direction) {
    String cell = backend + " " + operation + " " + direction;
    return switch (cell) {
      case "djl-mxnet conv2d backward-weights" ->
          Map.of(Outcome.PASSED, 388, Outcome.FAILED, 9, Outcome.CRASHED, 3);
      case "djl-mxnet average-pool2d forward" -> Map.of(Outcome.PASSED, 399, Outcome.TIMED_OUT, 1);
      case "djl-mxnet linear backward-data" -> Map.of(Outcome.PASSED, 380, Outcome.MISTRUSTED, 20);
      case "dl4j leaky-relu backward" -> Map.of(Outcome.PASSED, 212, Outcome.KNOWN, 188);
      case "dl4j average-pool2d forward", "dl4j average-pool2d backward" ->
          Map.of(Outcome.PASSED, 311, Outcome.UNSUPPORTED, 89);
      case "dl4j softmax backward" -> Map.of(Outcome.PASSED, 399, Outcome.UNEXPECTED_PASS, 1);
      case "dl4j cross-entropy forward", "dl4j cross-entropy backward" ->
          Map.of(Outcome.UNSUPPORTED, TRIES);
      case "djl-pytorch conv2d forward" -> Map.of(Outcome.PASSED, 390, Outcome.REJECTED, 10);
      default -> Map.of(Outcome.PASSED, TRIES);
    };
  }

  /** One whose numbers follow from its name and from its outcomes. */
  static VerificationRecord verification(
      String backend, String operation, String direction, Map<Outcome, Integer> outcomes) {
    int salt = (backend + operation + direction).hashCode();
    VerificationBuilder verification =
        new VerificationBuilder(backend, operation, direction, outcomes)
            .fingerprint(Long.toHexString(salt))
            .reruns(Repeatability.UNSTATED, new Reruns(TRIES / 2, 0));
    if (outcomes.containsKey(Outcome.UNSUPPORTED)) {
      verification.unsupported(
          operation.startsWith("average") ? "no padding=3x1,0x2 (per side)" : "no " + operation);
    }
    if (outcomes.containsKey(Outcome.KNOWN)) {
      verification.known("leaky-relu-slope-at-zero");
    }
    if (!outcomes.keySet().equals(Set.of(Outcome.UNSUPPORTED))) {
      boolean exact = operation.equals("relu") || operation.equals("max-pool2d");
      double passing = new SplittableRandom(salt).nextDouble(0.02, 0.6);
      double share = outcomes.containsKey(Outcome.FAILED) ? 1340.5 : exact ? 0 : passing;
      verification
          .worst(
              new WorstRecord(
                  share,
                  exact ? "exact-sums" : "rounded-sums",
                  operation + " " + direction + " n=3 c=5 h=9 w=7 seed=" + (salt & 0xffff)))
          .precision(
              new Precision(
                  "f32",
                  0.7 * share,
                  5 * share,
                  40_000,
                  new TreeMap<>(Map.of(31, 30_000L, 40, 10_000L)),
                  new TreeMap<>(Map.of(31, 300L, 40, 100L))));
    }
    return verification.build();
  }
}
