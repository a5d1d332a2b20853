package dev.assay.reports.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class RunRecorderTest {
  private final RunFolder folder;
  private final RunRecorder recorder;

  RunRecorderTest(@TempDir Path runs) {
    folder = RunFolder.create(runs, Instant.EPOCH);
    recorder = new RunRecorder(folder, SampleRuns.begun());
  }

  @Test
  void theBeginningIsOnDiskAtOnce() {
    assertThat(folder.load()).isEqualTo(SampleRuns.begun());
  }

  /** What is due waits for the recorder, as do all who report. */
  @Test
  void theFolderIsWrittenOnceASecond(@TempDir Path runs) {
    AtomicLong nanoTime = new AtomicLong();
    RunFolder seldom = RunFolder.create(runs, Instant.EPOCH);
    RunRecorder slow = new RunRecorder(seldom, SampleRuns.begun(), nanoTime::get);
    synchronized (slow) {
      slow.update(run -> run.with(new PaceRecord("b", "relu", 1, 1)));
      slow.update(run -> run.with(new PaceRecord("b", "relu", 2, 1)));
      assertThat(seldom.load()).isEqualTo(SampleRuns.begun());

      nanoTime.addAndGet(TimeUnit.SECONDS.toNanos(1));
      slow.update(run -> run.with(new PaceRecord("b", "tanh", 1, 1)));
      assertThat(seldom.load()).isEqualTo(slow.run());
    }
  }

  /** Though nothing else is found for minutes, until the run is killed. */
  @Test
  @Timeout(30)
  void whatArrivesRightAfterSomethingWasWrittenIsOnDiskSoon() throws InterruptedException {
    PaceRecord last = new PaceRecord("b", "relu", 1, 1);
    recorder.update(run -> run.with(last));
    while (!folder.load().pace().contains(last)) {
      Thread.sleep(50);
    }
    recorder.end(RunState.FINISHED);
  }

  @Test
  void losesNothingThatManyThreadsReport() {
    IntStream.range(0, 500)
        .parallel()
        .forEach(i -> recorder.update(run -> run.with(new PaceRecord("b", "op" + i, i, 1))));
    recorder.end(RunState.FINISHED);
    assertThat(folder.load().pace()).hasSize(500);
  }

  @Test
  void aNewRecordOfTheSameSubjectReplacesTheOneBefore() {
    recorder.update(run -> run.with(new PaceRecord("b", "relu", 1, 1)));
    recorder.update(run -> run.with(new PaceRecord("b", "tanh", 1, 1)));
    recorder.update(run -> run.with(new PaceRecord("b", "relu", 2, 1)));
    assertThat(recorder.run().pace())
        .containsExactly(new PaceRecord("b", "relu", 2, 1), new PaceRecord("b", "tanh", 1, 1));
  }

  @Test
  void aBackendThatIsGoneOnWithIsWhereItCameTo() {
    BackendRecord started = SampleBackends.DL4J;
    BackendRecord ended = started.ended("the card fell off the bus");
    BackendRecord gone =
        BackendRecord.unavailable(started.name(), started.title(), null, "cpu", "no such card");

    assertThat(goneOnWith(started, gone)).isEqualTo(started.ended("no such card"));
    assertThat(goneOnWith(ended, gone)).isEqualTo(started.ended("no such card"));
    assertThat(goneOnWith(ended, started)).isEqualTo(started);
    assertThat(goneOnWith(started, ended)).isEqualTo(ended);
    assertThat(goneOnWith(gone, started)).isEqualTo(started);
    assertThat(goneOnWith(gone, gone)).isEqualTo(gone);
  }

  private BackendRecord goneOnWith(BackendRecord earlier, BackendRecord later) {
    RunRecorder second = RunRecorder.goOn(folder, SampleRuns.begun().with(earlier));
    assertThat(second.run().backends()).as("until it is started").containsExactly(earlier);
    second.update(run -> run.with(later));
    return second.run().backends().get(0);
  }

  @Test
  void onlyTheFirstEndCounts() {
    RunRecord finished = recorder.end(RunState.FINISHED);
    recorder.end(RunState.INTERRUPTED);
    assertThat(folder.load()).isEqualTo(finished);
    assertThat(finished.state()).isEqualTo(RunState.FINISHED);
    assertThat(finished.duration()).isPositive();
  }
}
