package dev.assay.reports.record;

import dev.assay.bench.RoofProblem;
import dev.assay.bench.RoofProblem.Kind;
import dev.assay.reports.record.CardRecord.Range;
import dev.assay.reports.record.FindingRecord.Divergence;
import dev.assay.reports.record.MachineRecord.Cpu;
import dev.assay.reports.record.MachineRecord.Gpu;
import dev.assay.reports.record.MachineRecord.Limits;
import dev.assay.verify.Outcome;
import dev.assay.verify.threads.ThreadComparison.Agreement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Made-up runs, as real ones might look. */
public final class SampleRuns {
  private static final Instant STARTED = Instant.parse("2026-11-22T14:03:05Z");
  private static final int TRIES = 400;

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

  private static final List<BackendRecord> BACKENDS =
      List.of(
          new BackendRecord(
              "djl-pytorch",
              "DJL with PyTorch",
              null,
              "cpu",
              2,
              new TreeMap<>(Map.of("DJL", "0.35.1", "libtorch", "2.7.1", "oneDNN", "3.7.1")),
              null),
          new BackendRecord(
              "djl-mxnet",
              "DJL with MXNet",
              null,
              "cpu",
              2,
              new TreeMap<>(Map.of("DJL", "0.35.1", "MXNet", "1.9.0", "MKLDNN", "on")),
              null),
          new BackendRecord(
              "dl4j",
              "DL4J / ND4J",
              null,
              "cpu",
              2,
              new TreeMap<>(Map.of("ND4J", "1.0.0-M2.1", "natives", "linux-x86_64-onednn-avx512")),
              null));

  /** Network, layer, count, problem, GFLOP, megabytes. */
  private record Layer(
      String network, String layer, int count, String problem, double gflop, double megabytes) {}

  private SampleRuns() {}

  /** A run with nothing in it yet. */
  public static RunRecord begun() {
    return RunRecord.begin(
        "2026-11-22T14-03-05Z",
        STARTED,
        "assay run --tries 400 --seed 7",
        7,
        TRIES,
        "0.1.0",
        machine(),
        null,
        noise());
  }

  private static List<NoiseRecord> noise() {
    return List.of(
        new NoiseRecord(
            "dl4j",
            STARTED.minusSeconds(86_400),
            8,
            List.of(
                new NoiseRecord.Deviation("total", "layers", 3, 0.012),
                new NoiseRecord.Deviation("family", "conv2d forward", null, 0.02))));
  }

  /** One that timed something on one backend, and has nothing of it yet. */
  public static RunRecord timing(String id, List<NoiseRecord> noise) {
    return RunRecord.begin(
            id, STARTED, "assay bench --backend dl4j", 7, 0, "0.1.0", machine(), null, noise)
        .with(BACKENDS.get(2));
  }

  /** A shard that was killed. */
  public static RunRecord shard() {
    CampaignRecord campaign =
        new CampaignRecord(
            List.of("verify", "--shard", "1/2", "--time-limit", "90"), "1/2", 90.0, List.of());
    return RunRecord.begin(
            "2026-11-22T14-03-06Z",
            STARTED,
            "assay verify --shard 1/2 --time-limit 90",
            7,
            0,
            "0.1.0",
            machine(),
            campaign,
            List.of())
        .with(new CampaignRecord.Position("dl4j", "relu", 512, 1.5, false));
  }

  /** One whose only backend died of ever so many problems, as was known. */
  public static RunRecord givenUp() {
    return shard()
        .with(new PaceRecord("dl4j", "relu", 37, 2))
        .with(new CampaignRecord.Position("dl4j", "relu", 512, 1.5, true))
        .end(RunState.FINISHED, STARTED.plusSeconds(20));
  }

  /** Of two runs. */
  public static RunRecord merged() {
    return Merge.of(
        List.of(shard(), complete()), "2026-11-22T15-00-00Z", STARTED, "assay merge a b");
  }

  /** Everything that a run can hold. */
  public static RunRecord complete() {
    RunRecord run = roofs(training(contract(bench(findings(verify(begun()))))));
    return run.end(RunState.FINISHED, STARTED.plusSeconds(823));
  }

  /** Everything passed. */
  public static RunRecord flawless() {
    RunRecord run = begun();
    for (BackendRecord backend : BACKENDS) {
      run = run.with(backend);
      for (var operation : OPERATIONS) {
        for (String direction : operation.getValue()) {
          run =
              run.with(
                  verification(
                      backend.name(),
                      operation.getKey(),
                      direction,
                      Map.of(Outcome.PASSED, TRIES)));
        }
      }
    }
    return run.end(RunState.FINISHED, STARTED.plusSeconds(61));
  }

  /** Stopped by its user before anything was timed; one backend not even reached. */
  public static RunRecord interrupted() {
    RunRecord verified = verify(begun());
    return new RunRecord(
        verified.format(),
        verified.version(),
        verified.id(),
        verified.started(),
        STARTED.plusSeconds(35),
        RunState.INTERRUPTED,
        verified.command(),
        verified.seed(),
        verified.tries(),
        verified.assay(),
        verified.machine(),
        verified.backends(),
        verified.verifications().stream().filter(v -> !v.backend().equals("dl4j")).toList(),
        List.of(),
        verified.pace().stream().filter(p -> !p.backend().equals("dl4j")).toList(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        verified.campaign(),
        verified.noise(),
        null);
  }

  /** The only backend has no natives for the platform. */
  public static RunRecord nothingStarted() {
    return begun().with(unavailable()).end(RunState.FINISHED, STARTED.plusSeconds(2));
  }

  /** Very many findings, with text that means something to HTML, XML, Markdown and terminals. */
  public static RunRecord hostile() {
    RunRecord run = begun().with(BACKENDS.get(0));
    for (int i = 0; i < 120; i++) {
      run =
          run.with(
              new FindingRecord(
                  "djl-pytorch",
                  "conv2d",
                  "forward",
                  i % 2 == 0 ? Outcome.CRASHED : Outcome.FAILED,
                  null,
                  "conv2d n=" + i + " " + "dilation=1x1 ".repeat(60).strip(),
                  null,
                  1,
                  "<script>alert(\"" + i + "\")</script> & 'a|b' `c` \u0000\u001b[31m]]> </pre>",
                  null,
                  null,
                  "assay replay --backend djl-pytorch \"conv2d n=" + i + "\"",
                  "\u001b[1m# SIGSEGV (0xb) at pc=0x00007f\n<b>*_x_*</b>\n```\n| a | b |"));
    }
    return run.with(
            verification(
                "djl-pytorch",
                "conv2d",
                "forward",
                Map.of(Outcome.PASSED, 280, Outcome.FAILED, 60, Outcome.CRASHED, 60)))
        .end(RunState.FAILED, STARTED.plusSeconds(100));
  }

  private static BackendRecord unavailable() {
    return BackendRecord.unavailable(
        "dl4j@1.0.0-beta7",
        "DL4J / ND4J",
        "1.0.0-beta7",
        "cpu",
        "no natives for linux-aarch64; it has linux-x86_64, macosx-x86_64, windows-x86_64");
  }

  /** The same machine, with cards, of which one is computed on. */
  public static RunRecord onACard(Gpu... gpus) {
    MachineRecord m = machine();
    return RunRecord.begin(
            "2026-11-22T14-03-07Z",
            STARTED,
            "assay bench --device cuda:0",
            7,
            0,
            "0.1.0",
            new MachineRecord(
                m.cpu(),
                m.memoryBytes(),
                m.os(),
                m.kernel(),
                m.load(),
                m.virtual(),
                m.limits(),
                m.jvm(),
                List.of(gpus),
                0),
            null,
            List.of())
        .with(
            new CardRecord(
                0,
                240,
                31,
                new Range(1.74e9, 1.965e9, 1.98e9),
                new Range(212.5, 655.1, 699.9),
                new Range(41, 61, 66),
                30L << 30,
                25,
                new TreeMap<>(Map.of(ClockReason.POWER_CAP, 22, ClockReason.THERMAL, 3))))
        .with(
            new BackendRecord(
                "cudnn", "cuDNN and cuBLAS", null, "cuda:0", 0, new TreeMap<>(), null))
        .with(
            new ProofRecord(
                "cudnn",
                "resnet18",
                1,
                null,
                "0a1b2c3d4e5f",
                "training-step network=resnet18 n=2 size=64x64",
                11_689_512,
                104,
                31_000,
                Outcome.PASSED,
                0.03,
                "loss",
                ""))
        .with(trainingOnACard());
  }

  private static TrainingRecord trainingOnACard() {
    return new TrainingRecord(
        "cudnn",
        "resnet18",
        64,
        1,
        "update",
        "training-step network=resnet18 n=64 size=224x224",
        "0a1b2c3d4e5f",
        Outcome.PASSED,
        null,
        new Timing(
            0.02, 0.0199, 0.0202, List.of(List.of(0.02, 0.0201, 0.0199)), null, true, 0.0195),
        0.3,
        900L << 20,
        5L << 30,
        7e11,
        null);
  }

  /** One that tells all that a card can tell. */
  public static RunRecord onACard() {
    return onACard(
        new Gpu("NVIDIA H100 80GB HBM3", 81_559L << 20, "570.124.06", 700.0, 1_980_000_000L));
  }

  private static MachineRecord machine() {
    return new MachineRecord(
        new Cpu(
            "AMD EPYC 9R14",
            "amd64",
            2,
            4,
            List.of("avx2", "fma", "f16c", "avx512f", "avx512_bf16"),
            new TreeMap<>(
                Map.of("L1d", 32L << 10, "L1i", 32L << 10, "L2", 1L << 20, "L3", 32L << 20)),
            3_700_000_000L,
            "schedutil",
            true),
        25_276_502_016L,
        "Debian GNU/Linux 12",
        "6.1.0-28-amd64",
        List.of(0.42, 0.31, 0.18),
        true,
        new Limits(2.0, 16L << 30),
        "OpenJDK 64-Bit Server VM 17.0.15+6",
        List.of(),
        null);
  }

  /**
   * Measured with one thread and with two; one backend multiplies wrongly with two, another takes
   * two in any case.
   */
  private static RunRecord roofs(RunRecord begun) {
    RunRecord run = begun;
    for (BackendRecord backend : BACKENDS) {
      double slowness = 1 + 0.05 * BACKENDS.indexOf(backend);
      for (int threads = 1; threads <= 2; threads++) {
        run =
            run.with(roof(backend.name(), threads, Kind.MATRIX_PRODUCT, 0.08 * slowness))
                .with(roof(backend.name(), threads, Kind.STREAM, 0.0175 * slowness));
      }
    }
    return run;
  }

  private static RoofRecord roof(String backend, int threads, Kind kind, double seconds) {
    boolean product = kind == Kind.MATRIX_PRODUCT;
    boolean wrong = product && threads == 2 && backend.equals("djl-mxnet");
    RoofProblem problem = product ? RoofProblem.product(2048) : RoofProblem.stream(128 << 20);
    double factor = threads == 2 ? 1 : product ? 1.95 : 1.3;
    return new RoofRecord(
        backend,
        threads,
        backend.equals("dl4j") ? 2 : threads,
        kind,
        problem.problem().toString(),
        wrong ? Outcome.FAILED : Outcome.PASSED,
        wrong ? "output[0,0] is 1.0, expected 2.0" : null,
        wrong ? null : timing(seconds * factor, new SplittableRandom(threads)),
        problem.problem().cost().flops(),
        problem.problem().cost().bytes(),
        wrong ? null : "jmh/" + backend + "-roof-" + threads + "t-1.json");
  }

  /** One backend trains fast, one slowly, one is no ResNet18. */
  private static RunRecord training(RunRecord begun) {
    return training(begun, 2);
  }

  /** A run of training with one thread and with two, the latter 1.8 times as fast. */
  public static RunRecord sweep() {
    RunRecord run = begun();
    for (BackendRecord backend : BACKENDS) {
      run = run.with(backend);
    }
    return training(training(run, 2), 1).end(RunState.FINISHED, STARTED.plusSeconds(90));
  }

  private static RunRecord training(RunRecord begun, int threads) {
    RunRecord run = begun;
    double factor = threads == 1 ? 1.8 : 1;
    for (BackendRecord backend : BACKENDS) {
      String name = backend.name();
      boolean wrong = name.equals("djl-mxnet");
      Outcome outcome = wrong ? Outcome.FAILED : Outcome.PASSED;
      String proof = "0a1b2c3" + threads + BACKENDS.indexOf(backend);
      factor *= 1.7;
      run =
          run.with(
                  new ProofRecord(
                      name,
                      "resnet18",
                      threads,
                      name.equals("dl4j") ? 2 : threads,
                      proof,
                      "training-step network=resnet18 n=2 size=64x64",
                      11_689_512,
                      104,
                      31_000,
                      outcome,
                      wrong ? 412.0 : 0.03,
                      "updated layer1.0.conv1 weights",
                      wrong ? "updated layer1.0.conv1 weights[0,0,0,0] is 1.0, expected 2.0" : ""))
              .with(
                  new TrainingRecord(
                      name,
                      "resnet18",
                      4,
                      threads,
                      "update",
                      "training-step network=resnet18 n=4 size=224x224 learning-rate=0.001",
                      proof,
                      outcome,
                      wrong ? "not proved to be resnet18: a layer is missing" : null,
                      wrong
                          ? null
                          : new Timing(
                              0.4 * factor,
                              0.39 * factor,
                              0.42 * factor,
                              List.of(List.of(0.4 * factor, 0.39 * factor, 0.42 * factor))),
                      wrong ? null : 1.2 * factor,
                      wrong ? null : (long) (900e6 * factor),
                      null,
                      4.4e10,
                      wrong ? null : "jmh/" + name + "-resnet18-4-update-" + threads + "t-1.json"));
    }
    return run;
  }

  private static RunRecord contract(RunRecord begun) {
    RunRecord run = begun;
    for (BackendRecord backend : BACKENDS) {
      String name = backend.name();
      boolean careless = name.equals("dl4j");
      run =
          run.with(
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
                      name.equals("djl-mxnet") ? Agreement.WRONG : Agreement.WITHIN_BOUND,
                      name.equals("djl-mxnet")
                          ? "on several threads FAILED: output[0,0] is 1, expected 2"
                          : ""));
    }
    return run;
  }

  private static RunRecord verify(RunRecord begun) {
    RunRecord run = begun;
    for (BackendRecord backend : BACKENDS) {
      run = run.with(backend);
      String name = backend.name();
      for (var operation : OPERATIONS) {
        for (String direction : operation.getValue()) {
          run =
              run.with(
                  verification(
                      name,
                      operation.getKey(),
                      direction,
                      outcomes(name, operation.getKey(), direction)));
        }
        run =
            run.with(
                new PaceRecord(
                    name,
                    operation.getKey(),
                    TRIES * operation.getValue().size(),
                    TRIES
                        * operation.getValue().size()
                        / (900.0 + 37 * operation.getKey().length())));
      }
      for (String law : List.of("adjoint identity", "stride is subsampling", "batch permutation")) {
        boolean violated = name.equals("djl-mxnet") && law.startsWith("stride");
        run =
            run.with(
                new LawRecord(
                    name,
                    law,
                    "conv2d",
                    TRIES,
                    new Tally(
                        violated
                            ? Map.of(Outcome.PASSED, TRIES - 3, Outcome.FAILED, 3)
                            : Map.of(Outcome.PASSED, TRIES)),
                    new Worst(
                        violated ? 1340.5 : 0.21, "rounded-sums", "conv2d n=1 c=1 h=3 w=3 k=1")));
      }
      run =
          run.with(
              new LawRecord(
                  name,
                  "shift invariance",
                  "softmax",
                  TRIES,
                  new Tally(Map.of(Outcome.PASSED, TRIES)),
                  null));
    }
    return run.with(unavailable());
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

  private static VerificationRecord verification(
      String backend, String operation, String direction, Map<Outcome, Integer> outcomes) {
    int salt = (backend + operation + direction).hashCode();
    double passing = new SplittableRandom(salt).nextDouble(0.02, 0.6);
    boolean compared = !outcomes.containsKey(Outcome.UNSUPPORTED) || outcomes.size() > 1;
    boolean exact = operation.equals("relu") || operation.equals("max-pool2d");
    double share = outcomes.containsKey(Outcome.FAILED) ? 1340.5 : exact ? 0 : passing;
    return new VerificationRecord(
        backend,
        operation,
        direction,
        TRIES,
        new Tally(outcomes),
        outcomes.containsKey(Outcome.UNSUPPORTED)
            ? new TreeMap<>(
                Map.of(
                    operation.startsWith("average")
                        ? "no padding=3x1,0x2 (per side)"
                        : "no " + operation,
                    outcomes.get(Outcome.UNSUPPORTED)))
            : new TreeMap<>(),
        outcomes.containsKey(Outcome.KNOWN)
            ? new TreeMap<>(Map.of("leaky-relu-slope-at-zero", outcomes.get(Outcome.KNOWN)))
            : new TreeMap<>(),
        0,
        Long.toHexString(salt),
        compared
            ? new Worst(
                share,
                exact ? "exact-sums" : "rounded-sums",
                operation + " " + direction + " n=3 c=5 h=9 w=7 seed=" + (salt & 0xffff))
            : null,
        compared
            ? new Precision(
                "f32",
                0.7 * share,
                5 * share,
                40_000,
                new TreeMap<>(Map.of(31, 30_000L, 40, 10_000L)))
            : null);
  }

  private static RunRecord findings(RunRecord run) {
    String long1 =
        "conv2d backward-weights n=7 c=12 h=31 w=17 k=18 kernel=5x3 stride=7x2 pad=6x1,0x4 dilation=2x3 groups=6 bias=true seed=8239847239847";
    return run.with(
            new FindingRecord(
                "djl-mxnet",
                "conv2d",
                "backward-weights",
                Outcome.FAILED,
                null,
                long1,
                "conv2d backward-weights n=1 c=1 h=3 w=1 k=1 kernel=1x1 stride=3x1 fill=integer seed=2",
                9,
                "gradient of weights is off where the stride skips the last row",
                new ElementRecord(
                    "gradient of weights", List.of(1, 1, 1, 1), 0, 24, 31, 0.00522, 1340.5),
                null,
                "assay replay --backend djl-mxnet \"conv2d backward-weights n=1 c=1 h=3 w=1 k=1 kernel=1x1 stride=3x1 fill=integer seed=2\"",
                null))
        .with(
            new FindingRecord(
                "djl-mxnet",
                "conv2d",
                "backward-weights",
                Outcome.CRASHED,
                null,
                long1.replace("groups=6", "groups=12"),
                "conv2d backward-weights n=1 c=2 h=1 w=1 k=2 kernel=1x1 groups=2 seed=2",
                3,
                "the worker ended with exit status 136 (SIGFPE)",
                null,
                null,
                "assay replay --backend djl-mxnet \"conv2d backward-weights n=1 c=2 h=1 w=1 k=2 kernel=1x1 groups=2 seed=2\"",
                "[14:05:11] src/operator/nn/mkldnn/mkldnn_base.cc:74: Allocate 25088 bytes\n#\n# A fatal error has been detected by the Java Runtime Environment:\n#\n#  SIGFPE (0x8) at pc=0x00007f2ab13c5d31, pid=41231, tid=41232\n# C  [libmxnet.so+0x35c5d31]  mxnet::op::ConvolutionBackward(mxnet::OpContext const&)+0x1a1"))
        .with(
            new FindingRecord(
                "djl-mxnet",
                "conv2d",
                "forward",
                Outcome.FAILED,
                "stride is subsampling",
                "conv2d n=2 c=3 h=9 w=9 k=4 kernel=3x3 stride=3x3 seed=77",
                "conv2d n=1 c=1 h=3 w=3 k=1 kernel=1x1 stride=3x3 seed=1",
                3,
                "the strided result differs from the subsampled one",
                new ElementRecord(
                    "output",
                    List.of(1, 4, 3, 3),
                    17,
                    0.25,
                    Double.NaN,
                    1.2e-7,
                    Double.POSITIVE_INFINITY),
                null,
                "assay replay --backend djl-mxnet --law \"stride is subsampling\" \"conv2d n=1 c=1 h=3 w=3 k=1 kernel=1x1 stride=3x3 seed=1\"",
                null))
        .with(
            new FindingRecord(
                "djl-mxnet",
                "average-pool2d",
                "forward",
                Outcome.TIMED_OUT,
                null,
                "average-pool2d n=4 c=8 h=64 w=3 kernel=3x3 stride=1x1 pad=1x1 seed=31",
                null,
                1,
                "no answer within 20 s",
                null,
                null,
                "assay replay --backend djl-mxnet \"average-pool2d n=4 c=8 h=64 w=3 kernel=3x3 stride=1x1 pad=1x1 seed=31\"",
                null))
        .with(
            new FindingRecord(
                "dl4j",
                "leaky-relu",
                "backward",
                Outcome.KNOWN,
                null,
                "leaky-relu backward shape=4x7x3 slope=0.01 fill=integer seed=12",
                "leaky-relu backward shape=1 fill=integer seed=12",
                188,
                "gradient of x: 1 at x = 0",
                new ElementRecord(
                    "gradient of x", List.of(1), 0, 0.01, 1, 0, Double.POSITIVE_INFINITY),
                new Divergence(
                    "leaky-relu-slope-at-zero",
                    "the gradient at 0 is 1, not the slope",
                    "https://github.com/deeplearning4j/deeplearning4j/issues/1"),
                "assay replay --backend dl4j \"leaky-relu backward shape=1 fill=integer seed=12\"",
                null));
  }

  private static RunRecord bench(RunRecord verified) {
    RunRecord run = verified;
    for (Layer layer : layers()) {
      for (String direction : GRADED) {
        for (BackendRecord backend : BACKENDS) {
          run = run.with(measurement(layer, direction, backend.name()));
        }
      }
    }
    return run;
  }

  private static MeasurementRecord measurement(Layer layer, String direction, String backend) {
    SplittableRandom random = new SplittableRandom((backend + layer + direction).hashCode());
    boolean forward = direction.equals("forward");
    double flops = layer.gflop * 1e9 * (forward ? 1 : 2);
    double bytes = layer.megabytes * 1e6 * (forward ? 1 : 2);
    double quality =
        Map.of("djl-pytorch", 0.72, "djl-mxnet", 0.66, "dl4j", 0.41).getOrDefault(backend, 0.5);
    double seconds =
        Math.max(flops / 200e9, bytes / 30e9)
            / (quality * random.nextDouble(0.8, 1.15))
            / (forward ? 1 : 0.8);
    String operation = layer.problem.split(" ")[0];
    String problem = forward ? layer.problem : layer.problem.replaceFirst(" ", " backward ");
    boolean missing = backend.equals("dl4j") && layer.layer.equals("global");
    boolean wrong = backend.equals("djl-mxnet") && layer.layer.contains("projection") && !forward;
    return new MeasurementRecord(
        backend,
        layer.network,
        layer.layer,
        layer.count,
        operation,
        direction,
        problem,
        missing ? Outcome.UNSUPPORTED : wrong ? Outcome.FAILED : Outcome.PASSED,
        missing ? null : wrong ? 1340.5 : random.nextDouble(0.01, 0.4),
        missing ? "no global pooling" : wrong ? "gradient of weights is off" : null,
        missing ? null : timing(seconds, random),
        flops,
        bytes,
        List.of(),
        missing ? null : "jmh/" + backend + ".json");
  }

  private static Timing timing(double seconds, SplittableRandom random) {
    List<List<Double>> rounds = new ArrayList<>();
    List<List<Double>> slowdown = new ArrayList<>();
    for (int round = 0; round < 2; round++) {
      List<Double> iterations = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        iterations.add(seconds * random.nextDouble(0.96, 1.05));
      }
      rounds.add(iterations);
    }
    double spread = random.nextDouble(0.01, 0.07);
    slowdown.add(List.of(1.0, 1.01, spread > 0.06 ? 1.4 : 1.03));
    slowdown.add(List.of(1.02, 1.0, 1.0));
    return new Timing(
        seconds,
        seconds * (1 - spread),
        seconds * (1 + spread),
        rounds,
        slowdown,
        spread > 0.012,
        null);
  }

  private static List<Layer> layers() {
    List<Layer> layers = new ArrayList<>();
    conv(layers, "alexnet", "conv1", 1, 3, 227, 96, 11, 4, 0);
    pool(layers, "alexnet", "pool1", 96, 55, 3, 2, 0, null);
    conv(layers, "alexnet", "conv2", 1, 96, 27, 256, 5, 1, 2);
    pool(layers, "alexnet", "pool2", 256, 27, 3, 2, 0, null);
    conv(layers, "alexnet", "conv3", 1, 256, 13, 384, 3, 1, 1);
    conv(layers, "alexnet", "conv4", 1, 384, 13, 384, 3, 1, 1);
    conv(layers, "alexnet", "conv5", 1, 384, 13, 256, 3, 1, 1);
    pool(layers, "alexnet", "pool5", 256, 13, 3, 2, 0, null);
    conv(layers, "vgg16", "conv1_1", 1, 3, 224, 64, 3, 1, 1);
    conv(layers, "vgg16", "conv1_2", 1, 64, 224, 64, 3, 1, 1);
    conv(layers, "vgg16", "conv2_1", 1, 64, 112, 128, 3, 1, 1);
    conv(layers, "vgg16", "conv2_2", 1, 128, 112, 128, 3, 1, 1);
    conv(layers, "vgg16", "conv3_1", 1, 128, 56, 256, 3, 1, 1);
    conv(layers, "vgg16", "conv3_2", 2, 256, 56, 256, 3, 1, 1);
    conv(layers, "vgg16", "conv4_1", 1, 256, 28, 512, 3, 1, 1);
    conv(layers, "vgg16", "conv4_2", 2, 512, 28, 512, 3, 1, 1);
    conv(layers, "vgg16", "conv5_1", 3, 512, 14, 512, 3, 1, 1);
    pool(layers, "vgg16", "pool1", 64, 224, 2, 2, 0, null);
    pool(layers, "vgg16", "pool2", 128, 112, 2, 2, 0, null);
    pool(layers, "vgg16", "pool3", 256, 56, 2, 2, 0, null);
    pool(layers, "vgg16", "pool4", 512, 28, 2, 2, 0, null);
    pool(layers, "vgg16", "pool5", 512, 14, 2, 2, 0, null);
    conv(layers, "resnet18", "conv1", 1, 3, 224, 64, 7, 2, 3);
    pool(layers, "resnet18", "pool1", 64, 112, 3, 2, 1, null);
    conv(layers, "resnet18", "conv2_x", 4, 64, 56, 64, 3, 1, 1);
    conv(layers, "resnet18", "conv3_1", 1, 64, 56, 128, 3, 2, 1);
    conv(layers, "resnet18", "conv3_x", 3, 128, 28, 128, 3, 1, 1);
    conv(layers, "resnet18", "conv3_projection", 1, 64, 56, 128, 1, 2, 0);
    conv(layers, "resnet18", "conv4_1", 1, 128, 28, 256, 3, 2, 1);
    conv(layers, "resnet18", "conv4_x", 3, 256, 14, 256, 3, 1, 1);
    conv(layers, "resnet18", "conv4_projection", 1, 128, 28, 256, 1, 2, 0);
    conv(layers, "resnet18", "conv5_1", 1, 256, 14, 512, 3, 2, 1);
    conv(layers, "resnet18", "conv5_x", 3, 512, 7, 512, 3, 1, 1);
    conv(layers, "resnet18", "conv5_projection", 1, 256, 14, 512, 1, 2, 0);
    pool(layers, "resnet18", "global", 512, 7, 7, 1, 0, "average-pool2d");
    return layers;
  }

  private static void conv(
      List<Layer> layers,
      String network,
      String layer,
      int count,
      int c,
      int h,
      int k,
      int kernel,
      int stride,
      int pad) {
    double out = (h + 2.0 * pad - kernel) / stride + 1;
    double flops = 2.0 * 8 * k * out * out * c * kernel * kernel;
    double bytes = 4.0 * (8 * c * h * h + k * c * kernel * kernel + 8 * k * out * out);
    String problem =
        "conv2d n=8 c=%d h=%d w=%d k=%d kernel=%dx%d".formatted(c, h, h, k, kernel, kernel)
            + (stride > 1 ? " stride=%dx%d".formatted(stride, stride) : "")
            + (pad > 0 ? " pad=%dx%d".formatted(pad, pad) : "");
    layers.add(new Layer(network, layer, count, problem, flops / 1e9, bytes / 1e6));
  }

  private static void pool(
      List<Layer> layers,
      String network,
      String layer,
      int c,
      int h,
      int kernel,
      int stride,
      int pad,
      @Nullable String operation) {
    double out = (h + 2.0 * pad - kernel) / stride + 1;
    double flops = 8.0 * c * out * out * kernel * kernel;
    double bytes = 4.0 * 8 * c * (h * h + out * out);
    String problem =
        "%s n=8 c=%d h=%d w=%d kernel=%dx%d stride=%dx%d"
            .formatted(
                operation == null ? "max-pool2d" : operation,
                c,
                h,
                h,
                kernel,
                kernel,
                stride,
                stride);
    layers.add(new Layer(network, layer, 1, problem, flops / 1e9, bytes / 1e6));
  }
}
