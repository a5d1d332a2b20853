package dev.assay.reports.record;

import dev.assay.bench.Workload;
import dev.assay.bench.WorkloadProblem;
import dev.assay.reference.op.Cost;
import dev.assay.reference.op.Direction;
import dev.assay.reference.oracle.Sample;
import dev.assay.verify.Outcome;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;

/**
 * The layers of three networks as made-up runs time them. One backend computes gradients of
 * projections wrongly, another has no global pooling.
 */
final class SampleMeasurements {
  private static final int BATCH = 8;

  /** Which part of a fast machine each backend makes use of. */
  private static final Map<BackendRecord, Double> QUALITY =
      Map.of(SampleBackends.PYTORCH, 0.72, SampleBackends.MXNET, 0.66, SampleBackends.DL4J, 0.41);

  private SampleMeasurements() {}

  static RunRecord addTo(RunRecord begun) {
    RunRecord run = begun;
    for (Workload network : Workload.of(List.of("alexnet", "vgg16", "resnet18"), BATCH)) {
      for (WorkloadProblem layer : network.problems()) {
        for (BackendRecord backend : SampleBackends.ALL) {
          run = run.with(measurement(layer, backend));
        }
      }
    }
    return run;
  }

  private static MeasurementRecord measurement(WorkloadProblem layer, BackendRecord backend) {
    boolean forward = layer.problem().direction() == Direction.FORWARD;
    Cost cost = layer.problem().cost();
    SplittableRandom random = new SplittableRandom((backend.name() + layer).hashCode());
    MeasurementBuilder measurement =
        new MeasurementBuilder(backend.name(), layer.problem().toString())
            .layer(layer.network(), layer.layer(), layer.count())
            .batch(BATCH)
            .work(cost.flops(), cost.bytes());
    if (backend.equals(SampleBackends.DL4J) && layer.layer().equals("avgpool")) {
      return measurement
          .outcome(Outcome.UNSUPPORTED)
          .share(null)
          .message("no global pooling")
          .build();
    }
    double atMost = Math.max(cost.flops() / 200e9, cost.bytes() / 30e9) / (forward ? 1 : 0.8);
    double quality = Objects.requireNonNull(QUALITY.get(backend)) * random.nextDouble(0.8, 1.15);
    Sample sample = Sample.of(layer.problem());
    String law = forward ? "channel-checksum" : "adjoint-identity";
    measurement
        .compared(
            sample.elements(layer.problem()),
            Sample.WHOLE.elements(layer.problem()),
            sample.whole() ? null : law)
        .timing(SampleTimes.about(atMost / quality, random))
        .jmh("jmh/" + backend.name() + ".json");
    if (backend.equals(SampleBackends.MXNET)
        && layer.layer().contains("downsample.0")
        && !forward) {
      return measurement
          .outcome(Outcome.FAILED)
          .share(1340.5)
          .message("gradient of weights is off")
          .build();
    }
    return measurement.share(random.nextDouble(0.01, 0.4)).build();
  }
}
