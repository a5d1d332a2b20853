package dev.assay.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.host.Crew;
import dev.assay.host.UnwritableFolderException;
import dev.assay.reference.problem.Problem;
import dev.assay.worker.Request;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several workers of one backend, from their start to their end. */
class CrewTest {
  private static final Duration DEADLINE = Duration.ofSeconds(30);

  @TempDir Path logs;

  /** Each answer waits for one of the other worker's. */
  @Test
  void fewProblemsAreSharedOutToo() {
    List<Request> requests = requests();
    ConcurrentLinkedQueue<Request> answered = new ConcurrentLinkedQueue<>();
    CyclicBarrier both = new CyclicBarrier(2);
    try (Crew crew = TestWorkers.crew(2, OracleBackend.class, DEADLINE, logs)) {
      crew.execute(
          requests,
          answer -> {
            meet(both);
            return answered.add(answer.request());
          });
    }

    assertThat(answered).containsExactlyInAnyOrderElementsOf(requests);
  }

  @Test
  void whatHasAnOrderGoesToOneOfThem() {
    List<Request> requests = requests();
    Set<Thread> threads = ConcurrentHashMap.newKeySet();
    List<Request> answered = new CopyOnWriteArrayList<>();
    try (Crew crew = TestWorkers.crew(2, OracleBackend.class, DEADLINE, logs)) {
      crew.executeInOrder(
          requests,
          answer -> {
            threads.add(Thread.currentThread());
            return answered.add(answer.request());
          });
    }

    assertThat(answered).containsExactlyElementsOf(requests);
    assertThat(threads).hasSize(1);
  }

  private static List<Request> requests() {
    return IntStream.rangeClosed(1, 6)
        .mapToObj(size -> Request.of(Problem.parse("relu shape=" + size)))
        .toList();
  }

  private static void meet(CyclicBarrier barrier) {
    try {
      barrier.await(DEADLINE.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
      throw new IllegalStateException("the other worker has nothing to do", e);
    }
  }

  @Test
  void whereOneDoesNotStartNoneIsLeftBehind() throws IOException {
    Files.createFile(logs.resolve("2")); // where a folder should go

    assertThatThrownBy(() -> TestWorkers.crew(3, OracleBackend.class, DEADLINE, logs))
        .isInstanceOf(UnwritableFolderException.class)
        .hasMessageContaining("cannot write to " + logs.resolve("2"));

    assertThat(logs.resolve("3")).isDirectory();
    assertThat(ProcessHandle.current().children())
        .noneMatch(child -> child.info().commandLine().orElse("").contains("OracleBackend"));
  }
}
