package dev.assay.reports.record;

import dev.assay.verify.Outcome;
import java.util.List;

/**
 * Training of ResNet18 in made-up runs: fast on one backend, slow on another, and no ResNet18 on a
 * third.
 */
final class SampleWholeNetwork {
  private SampleWholeNetwork() {}

  /** Adds its proofs and times; two threads are 1.8 times as fast as one. */
  static RunRecord addTo(RunRecord begun, int threads) {
    RunRecord run = begun;
    double factor = threads == 1 ? 1.8 : 1;
    for (BackendRecord backend : SampleBackends.ALL) {
      String id = "0a1b2c3" + threads + SampleBackends.ALL.indexOf(backend);
      factor *= 1.7;
      run = run.with(proof(backend, threads, id)).with(training(backend, threads, id, factor));
    }
    return run;
  }

  private static boolean wrong(BackendRecord backend) {
    return backend.equals(SampleBackends.MXNET);
  }

  static ProofRecord proof(BackendRecord backend, int threads, String id) {
    boolean wrong = wrong(backend);
    return new ProofRecord(
        backend.name(),
        "resnet18",
        threads,
        backend.equals(SampleBackends.DL4J) ? 2 : threads,
        id,
        "training-step network=resnet18 n=2 size=64x64",
        11_689_512,
        104,
        31_000,
        wrong ? Outcome.FAILED : Outcome.PASSED,
        wrong ? 412.0 : 0.03,
        "updated layer1.0.conv1 weights",
        wrong ? "updated layer1.0.conv1 weights[0,0,0,0] is 1.0, expected 2.0" : "");
  }

  /** With the card's own clock and memory. */
  static WholeNetworkRecord onACard(String proof) {
    List<List<Double>> seconds = List.of(List.of(0.02, 0.0201, 0.0199));
    return new WholeNetworkBuilder(SampleBackends.CUDNN.name(), "resnet18", 64)
        .threads(1)
        .proof(proof)
        .timing(new Timing(0.02, 0.0199, 0.0202, seconds, null, true, 0.0195, 3.0), 0.3, 900L << 20)
        .deviceBytes(5L << 30)
        .build();
  }

  private static WholeNetworkRecord training(
      BackendRecord backend, int threads, String proof, double factor) {
    WholeNetworkBuilder training =
        new WholeNetworkBuilder(backend.name(), "resnet18", 4)
            .threads(threads)
            .problem("training-step network=resnet18 n=4 size=224x224 learning-rate=0.001")
            .proof(proof)
            .flops(4.4e10);
    return wrong(backend)
        ? training.disproved("not proved to be resnet18: a layer is missing").build()
        : training
            .timing(
                new Timing(
                    0.4 * factor,
                    0.39 * factor,
                    0.42 * factor,
                    List.of(List.of(0.4 * factor, 0.39 * factor, 0.42 * factor))),
                1.2 * factor,
                (long) (900e6 * factor))
            .jmh("jmh/" + backend.name() + "-resnet18-4-update-" + threads + "t-1.json")
            .build();
  }
}
