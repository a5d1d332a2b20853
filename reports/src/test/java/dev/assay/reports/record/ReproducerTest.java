package dev.assay.reports.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ReproducerTest {
  private static final String PROBLEM = "relu shape=2x3";

  /** A machine with four logical cores. */
  private static RunRecord run(String device, int threads) {
    return SampleRuns.begun()
        .with(
            new BackendRecord(
                "dl4j@1.0.0-beta7", "DL4J", "1.0.0-beta7", device, threads, new TreeMap<>(), null));
  }

  private static String replay(RunRecord run, @Nullable Integer threads) {
    return Reproducer.of(run, "dl4j@1.0.0-beta7", threads).problem(PROBLEM);
  }

  @Test
  void saysWhatIsNotTheDefault() {
    assertThat(replay(run("cpu", 4), null))
        .isEqualTo("./assay replay --backend dl4j@1.0.0-beta7 \"relu shape=2x3\"");
    assertThat(replay(run("cpu", 3), null)).contains("beta7 --threads 3 \"");
    assertThat(replay(run("cpu", 4), 1)).contains("beta7 --threads 1 \"");
    assertThat(replay(run("cpu", 3), 4)).doesNotContain("--threads");
    assertThat(replay(run("cuda:0", 4), null)).contains("beta7 --device cuda:0 \"");
    assertThat(replay(run("gpu(1)", 4), null)).contains("beta7 --device cuda:1 \"");
    assertThat(replay(run("cuda:1", 2), null)).contains("beta7 --device cuda:1 --threads 2 \"");
  }

  @Test
  void aBackendOfItsUsersIsFoundWhereItWas() {
    RunRecord run =
        SampleRuns.begun()
            .with(
                new BackendRecord("mine", "Mine", null, "cpu", 4, new TreeMap<>(), null)
                    .from("my back's ends"));
    assertThat(Reproducer.of(run, "mine").problem(PROBLEM))
        .isEqualTo(
            "./assay replay --adapters 'my back'\\''s ends' --backend mine \"relu shape=2x3\"");
  }

  @Test
  void aBackendThatCannotTellItsThreadsHasTheUsualOnes() {
    assertThat(replay(run("cpu", 0), null)).doesNotContain("--threads");
  }

  @Test
  void aBackendThatTheRunDoesNotKnowIsNamedAllTheSame() {
    assertThat(Reproducer.of(SampleRuns.begun(), "mine").invalid("relu-nothing"))
        .isEqualTo("./assay replay --backend mine --invalid relu-nothing");
    assertThat(Reproducer.of(SampleRuns.begun(), "mine").law("batch-permutation", PROBLEM))
        .isEqualTo("./assay replay --backend mine --law batch-permutation \"relu shape=2x3\"");
  }

  @Test
  void randomProblemsAreRepeatedWhereTheRunTellsWhich() {
    Reproducer dl4j = new Reproducer("--backend dl4j");
    assertThat(dl4j.campaign(SampleRuns.begun(), "conv2d"))
        .contains("./assay verify --backend dl4j --op conv2d --tries 400 --seed 7");
    assertThat(dl4j.campaign(SampleRuns.shard(), "conv2d")).as("by time").isEmpty();
    assertThat(dl4j.campaign(SampleRuns.merged(), "conv2d")).isEmpty();
  }

  @Test
  void aTrainingStepIsTimedAgainAsFarAsItWent() {
    Reproducer dl4j = new Reproducer("--backend dl4j");
    assertThat(List.of("update", "loss"))
        .extracting(until -> dl4j.training(training(until)))
        .containsExactly(
            "./assay bench --backend dl4j --network vgg16 --only training --train-batch 2",
            "./assay bench --backend dl4j --network vgg16 --only training --train-batch 2"
                + " --until loss");
  }

  private static TrainingRecord training(String until) {
    return new TrainingBuilder("dl4j", "vgg16", 2).threads(null).until(until).build();
  }
}
