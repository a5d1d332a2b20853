package dev.assay.reports.record;

import dev.assay.reports.record.CardRecord.Range;
import dev.assay.reports.record.MachineRecord.Gpu;
import dev.assay.verify.Outcome;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Made-up runs, as real ones might look. */
public final class SampleRuns {
  private static final Instant STARTED = Instant.parse("2026-11-22T14:03:05Z");
  private static final String PROBLEMS = "9d2f2f5c-55a0-3a8b-9f0e-0c8d1c8a7a11";

  private SampleRuns() {}

  private static RunRecord begin(
      String id,
      String command,
      long seed,
      int tries,
      MachineRecord machine,
      @Nullable CampaignRecord campaign,
      List<NoiseRecord> noise) {
    return RunRecord.begin(id, STARTED, command, seed, tries, "0.1.0", machine, campaign, noise);
  }

  /** A run begun like another one, but on this machine; nothing is in it yet. */
  public static RunRecord begunOn(MachineRecord machine, String id, RunRecord like) {
    return RunRecord.begin(
        id,
        like.started(),
        like.command(),
        like.seed(),
        like.tries(),
        like.assay(),
        machine,
        null,
        List.of());
  }

  /** A run with nothing in it yet. */
  public static RunRecord begun() {
    return begin(
        "2026-11-22T14-03-05Z",
        "assay run --tries 400 --seed 7",
        7,
        SampleVerification.TRIES,
        SampleMachine.plain(),
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
                new NoiseRecord.Deviation("total", "layers", PROBLEMS, 0.25, 3, 0.012),
                new NoiseRecord.Deviation("family", "conv2d forward", null, null, 3, 0.02))));
  }

  /** One that came to its end with one backend, and has nothing of it yet. */
  public static RunRecord timing(String id, List<NoiseRecord> noise) {
    return begin(id, "assay bench --backend dl4j", 7, 0, SampleMachine.plain(), null, noise)
        .with(SampleBackends.DL4J)
        .end(RunState.FINISHED, STARTED.plusSeconds(60));
  }

  /** A shard that was killed. */
  public static RunRecord shard() {
    return begin(
            "2026-11-22T14-03-06Z",
            "assay verify --shard 1/2 --time-limit 90",
            8,
            0,
            SampleMachine.plain(),
            new CampaignRecord(
                List.of("verify", "--shard", "1/2", "--time-limit", "90"), "1/2", 90.0, List.of()),
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
    RunRecord run = begun();
    for (BackendRecord backend : SampleBackends.ALL) {
      run = SampleVerification.addTo(run.with(backend), backend);
      run = SampleVerification.addLaws(run, backend);
      run = SampleVerification.addContract(run, backend);
    }
    for (FindingRecord finding : SampleFindings.ALL) {
      run = run.with(finding);
    }
    run = SampleMeasurements.addTo(run.with(SampleBackends.UNAVAILABLE));
    run = SampleRoofs.addTo(SampleWholeNetwork.addTo(run, 2));
    return run.end(RunState.FINISHED, STARTED.plusSeconds(823));
  }

  /** Everything passed. */
  public static RunRecord flawless() {
    RunRecord run = begun();
    for (BackendRecord backend : SampleBackends.ALL) {
      run = SampleVerification.addPassed(run.with(backend), backend);
    }
    return run.end(RunState.FINISHED, STARTED.plusSeconds(61));
  }

  /** Stopped by its user before anything was timed; one backend not even reached. */
  public static RunRecord interrupted() {
    RunRecord run = begun();
    run = SampleVerification.addTo(run.with(SampleBackends.PYTORCH), SampleBackends.PYTORCH);
    run = SampleVerification.addTo(run.with(SampleBackends.MXNET), SampleBackends.MXNET);
    return run.with(SampleBackends.DL4J)
        .with(SampleBackends.UNAVAILABLE)
        .end(RunState.INTERRUPTED, STARTED.plusSeconds(35));
  }

  /** The only backend has no natives for the platform. */
  public static RunRecord nothingStarted() {
    return begun().with(SampleBackends.UNAVAILABLE).end(RunState.FINISHED, STARTED.plusSeconds(2));
  }

  /** A run of training with one thread and with two. */
  public static RunRecord sweep() {
    RunRecord run = begun();
    for (BackendRecord backend : SampleBackends.ALL) {
      run = run.with(backend);
    }
    return SampleWholeNetwork.addTo(SampleWholeNetwork.addTo(run, 2), 1)
        .end(RunState.FINISHED, STARTED.plusSeconds(90));
  }

  /** Very many findings, with text that means something to HTML, XML, Markdown and terminals. */
  public static RunRecord hostile() {
    RunRecord run = begun().with(SampleBackends.PYTORCH);
    for (int i = 0; i < 120; i++) {
      run = run.with(SampleFindings.hostile(i));
    }
    return run.with(
            SampleVerification.verification(
                "djl-pytorch",
                "conv2d",
                "forward",
                Map.of(Outcome.PASSED, 280, Outcome.FAILED, 60, Outcome.CRASHED, 60)))
        .end(RunState.FAILED, STARTED.plusSeconds(100));
  }

  /** On a machine with cards, of which the first is computed on, and was watched. */
  public static RunRecord onACard(Gpu... gpus) {
    return begin(
            "2026-11-22T14-03-07Z",
            "assay bench --device cuda:0",
            7,
            0,
            SampleMachine.with(gpus),
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
        .with(SampleBackends.CUDNN)
        .with(SampleWholeNetwork.proof(SampleBackends.CUDNN, 1, "0a1b2c39"))
        .with(SampleWholeNetwork.onACard("0a1b2c39"));
  }

  /** One that tells all that a card can tell. */
  public static RunRecord onACard() {
    return onACard(
        new Gpu("NVIDIA H100 80GB HBM3", 81_559L << 20, "570.124.06", 700.0, 1_980_000_000L));
  }
}
