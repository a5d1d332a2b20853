package dev.assay.reports.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ReproducerTest {
  private static final String NAME = "dl4j@1.0.0-beta7";
  private static final String PROBLEM = "relu shape=2x3";

  private static RunRecord run(String device, @Nullable Asked asked) {
    return SampleRuns.begun()
        .with(
            new BackendRecord(
                NAME,
                "DL4J",
                "1.0.0-beta7",
                device,
                3,
                new TreeMap<>(),
                null,
                null,
                null,
                null,
                asked));
  }

  private static String device(String device) {
    return Reproducer.of(run(device, null), NAME).problem(PROBLEM);
  }

  @Test
  void theDeviceIsSaidAsTyped() {
    assertThat(device("cpu"))
        .isEqualTo("./assay replay --backend dl4j@1.0.0-beta7 --threads 3 \"relu shape=2x3\"");
    assertThat(device("cuda:0")).contains("beta7 --device cuda:0 --threads 3 \"");
    assertThat(device("gpu(1)")).contains("beta7 --device cuda:1 --threads 3 \"");
  }

  @Test
  void threadsAreThoseThatWereAskedFor() {
    RunRecord run = run("cpu", new Asked(4, 1));

    assertThat(Reproducer.of(run, NAME).problem(PROBLEM)).contains("beta7 --threads 4 \"");
    assertThat(Reproducer.of(run, NAME, 2).problem(PROBLEM)).contains("beta7 --threads 2 \"");
    Reproducer random = Reproducer.ofRandom(run, NAME);
    assertThat(random.problem(PROBLEM)).contains("beta7 --threads 1 \"");
    assertThat(random.law("batch-permutation", PROBLEM)).contains("beta7 --threads 1 --law");
    assertThat(random.invalid("relu-nothing")).contains("beta7 --threads 1 --invalid");
    assertThat(random.campaign(run, "relu"))
        .hasValueSatisfying(line -> assertThat(line).contains("beta7 --threads 1 --op relu"));
  }

  @Test
  void aDeadlineIsSaidUnlessItIsTheUsualOne() {
    Reproducer hasty = Reproducer.of(run("cpu", new Asked(4, 1, 5, null)), NAME);

    assertThat(hasty.problem(PROBLEM)).contains("beta7 --threads 4 --deadline 5 \"relu");
    assertThat(Reproducer.of(run("cpu", new Asked(4, 1)), NAME).problem(PROBLEM))
        .doesNotContain("--deadline");
  }

  /** With more of it a process that took too much would live. */
  @Test
  void memoryIsSaidUnlessItIsTheUsual() {
    Reproducer frugal = Reproducer.of(run("cpu", new Asked(4, 1, null, 600L)), NAME);

    assertThat(frugal.problem(PROBLEM)).contains("beta7 --threads 4 --memory 600 \"relu");
    assertThat(Reproducer.of(run("cpu", new Asked(4, 1)), NAME).problem(PROBLEM))
        .doesNotContain("--memory");
  }

  @Test
  void anOlderRunHasThoseThatWereReadBack() {
    RunRecord run = run("cpu", null);

    assertThat(Reproducer.of(run, NAME).problem(PROBLEM)).contains("beta7 --threads 3 \"");
    assertThat(Reproducer.of(run, NAME, 1).problem(PROBLEM)).contains("beta7 --threads 1 \"");
    assertThat(Reproducer.ofRandom(run, NAME).problem(PROBLEM)).contains("beta7 \"");
  }

  /** A record may be somebody else's. */
  @Test
  void nothingInARecordIsACommandOfItsOwn() {
    RunRecord run =
        SampleRuns.begun()
            .with(new BackendRecord("my backend", "Mine", null, "cpu", 4, new TreeMap<>(), null));
    Reproducer own = Reproducer.of(run, "my backend");

    assertThat(own.problem("relu `id`"))
        .isEqualTo("./assay replay --backend 'my backend' --threads 4 'relu `id`'");
    assertThat(own.law("a; id", "relu $(id)")).endsWith("--law 'a; id' 'relu $(id)'");
    assertThat(own.network("it's", 2, "update")).contains("--network 'it'\\''s' ");
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
            "./assay replay --adapters 'my back'\\''s ends' --backend mine --threads 4"
                + " \"relu shape=2x3\"");
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
            "./assay bench --backend dl4j --network vgg16 --only networks --network-batch 2"
                + " --until update",
            "./assay bench --backend dl4j --network vgg16 --only networks --network-batch 2"
                + " --until loss");
  }

  @Test
  void layersAreTimedAgainUnlessTheyAreOfAFileThatNobodyKnows() {
    Reproducer dl4j = new Reproducer("--backend dl4j");
    assertThat(dl4j.of(new Layers("vgg16", 2)))
        .contains("./assay bench --backend dl4j --network vgg16 --only layers --batch 2");
    assertThat(dl4j.of(new Layers("vgg16", 0)))
        .contains("./assay bench --backend dl4j --network vgg16 --only layers");
    assertThat(dl4j.of(new Layers("deepbench", 0)))
        .contains("./assay bench --backend dl4j --network deepbench --only layers");
    assertThat(dl4j.of(new Layers("mine", 2))).isEmpty();
  }

  @Test
  void backendsTakeTurnsInOnePlace() {
    RunRecord run =
        run("cuda:0", new Asked(4, 1))
            .with(
                new BackendRecord(
                    "other",
                    "Other",
                    "1",
                    "cuda:0",
                    4,
                    new TreeMap<>(),
                    null,
                    null,
                    null,
                    null,
                    new Asked(4, 1)));

    assertThat(Reproducer.of(run, List.of(NAME, "other"), 2).options())
        .isEqualTo("--backend dl4j@1.0.0-beta7 --device cuda:0 --threads 2 --backend other");
  }

  private static WholeNetworkRecord training(String until) {
    return new WholeNetworkBuilder("dl4j", "vgg16", 2).until(until).build();
  }
}
