package dev.assay.reports.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RunFolderTest {
  private static final Instant STARTED = Instant.parse("2026-11-22T14:03:05.123Z");

  private final Path runs;

  RunFolderTest(@TempDir Path runs) {
    this.runs = runs;
  }

  static Stream<RunRecord> samples() {
    return Stream.of(
        SampleRuns.begun(),
        SampleRuns.complete(),
        SampleRuns.sweep(),
        SampleRuns.onACard(),
        SampleRuns.interrupted(),
        SampleRuns.nothingStarted(),
        SampleRuns.hostile(),
        SampleRuns.shard(),
        SampleRuns.merged());
  }

  @ParameterizedTest
  @MethodSource("samples")
  void whatIsSavedIsLoaded(RunRecord run) {
    RunFolder folder = RunFolder.create(runs, STARTED);
    folder.save(run);
    assertThat(folder.load()).isEqualTo(run);
    assertThat(RunFolder.at(folder.path()).load()).isEqualTo(run);
    assertThat(RunFolder.at(folder.path().resolve("run.json")).load()).isEqualTo(run);
  }

  @Test
  void theOnlyAddressOfAnEarlierRunIsRead() {
    RunRecord run = SampleRuns.complete();
    String earlier =
        RunJson.print(run).replaceAll("\"links\" : \\[ (\"[^\"]*\") \\]", "\"link\" : $1");
    assertThat(earlier).contains("\"link\" : \"https://");
    assertThat(RunJson.parse(earlier, "run.json")).isEqualTo(run);
  }

  @Test
  void isNamedAfterItsStartAndNeverTakesAnothersPlace() {
    Path parent = runs.resolve("not/there/yet");
    assertThat(RunFolder.create(parent, STARTED).id()).isEqualTo("2026-11-22T14-03-05Z");
    assertThat(RunFolder.create(parent, STARTED).id()).isEqualTo("2026-11-22T14-03-05Z-2");
  }

  @Test
  void isTakenByOneAtATime() {
    RunFolder folder = RunFolder.create(runs, STARTED);
    Path file = folder.path().resolve("run.lock");
    RunLock lock = folder.lock();
    assertThat(file).isEmptyFile();
    assertThatThrownBy(folder::lock)
        .isInstanceOf(FolderException.class)
        .hasMessageStartingWith("run " + folder.id() + " is still going on");
    lock.close();
    try (RunLock next = folder.lock()) {
      lock.close();
      assertThat(next).isNotNull();
      assertThatThrownBy(folder::lock).isInstanceOf(FolderException.class);
    }
    assertThat(file).as("whoever waits for it must wait for this one").isEmptyFile();
  }

  @Test
  void leavesNoTemporaryFileBehind() throws IOException {
    RunFolder folder = RunFolder.create(runs, STARTED);
    folder.save(SampleRuns.begun());
    try (Stream<Path> files = Files.list(folder.path())) {
      assertThat(files).containsExactly(folder.path().resolve("run.json"));
    }
  }

  @Test
  void aRunCutOffAnywhereIsRefusedInOneLine() throws IOException {
    RunFolder folder = RunFolder.create(runs, STARTED);
    folder.save(SampleRuns.nothingStarted());
    Path file = folder.path().resolve("run.json");
    String whole = Files.readString(file);
    for (int length = 0; length < whole.stripTrailing().length(); length += 7) {
      Files.writeString(file, whole.substring(0, length));
      assertRefused(folder::load, "run.json");
    }
  }

  @Test
  void otherThingsThatAreNoRunAreRefusedWithTheRemedy() throws IOException {
    assertRefused(RunFolder.at(runs)::load, "holds no run.json; name the folder of a run");
    assertRefused(content("[]"), "is not an Assay run; name a folder that 'assay run' has made");
    assertRefused(content("{\"format\": \"other\"}"), "is not an Assay run");
    assertRefused(
        content("{\"format\": \"assay-run\", \"version\": 2}"),
        "has version 2 of the format, this Assay reads up to version 1; use a newer Assay");
    assertRefused(content("{\"format\": \"assay-run\", \"version\": 1}"), "incomplete or damaged");
    assertRefused(content("{'format'"), "is not JSON (line 1");
    assertRefused(content("\u0000\u0001"), "is not JSON");
    Files.write(runs.resolve("run.json"), new byte[] {(byte) 0xff, (byte) 0xfe, 0});
    assertRefused(RunFolder.at(runs)::load, "cannot read");
  }

  @Test
  void aPropertyOfATypeThatDoesNotFitIsRefused() throws IOException {
    RunFolder folder = RunFolder.create(runs, STARTED);
    folder.save(SampleRuns.begun());
    String text = Files.readString(folder.path().resolve("run.json"));
    assertRefused(content(text.replace("\"tries\" : 400", "\"tries\" : null")), "damaged");
    assertRefused(content(text.replace("\"RUNNING\"", "\"WALKING\"")), "damaged");
    assertRefused(content(text.replace("\"gpus\" :", "\"card\" : -1, \"gpus\" :")), "damaged");
    assertRefused(content(text.replace("2026-11-22T14:03:05Z", "yesterday")), "not an instant");
    assertRefused(content(text.replace("\"findings\"", "\"lost\"")), "damaged");
    assertRefused(content(text.replace("\"roofs\"", "\"lost\"")), "damaged");
  }

  @Test
  void skipsWhatItDoesNotKnow() throws IOException {
    RunFolder folder = RunFolder.create(runs, STARTED);
    folder.save(SampleRuns.begun());
    String text = Files.readString(folder.path().resolve("run.json"));
    Files.writeString(
        folder.path().resolve("run.json"), text.replaceFirst("\\{", "{\"invented\": {\"x\": 1},"));
    assertThat(folder.load()).isEqualTo(SampleRuns.begun());
  }

  @Test
  void aFolderThatCannotBeMadeIsRefusedWithTheRemedy() throws IOException {
    Path file = Files.writeString(runs.resolve("file"), "");
    assertRefused(() -> RunFolder.create(file, STARTED), "name a writable folder");
    assertRefused(() -> RunFolder.create(file.resolve("below"), STARTED), "name a writable folder");
  }

  @Test
  void aFileThatIsNoRunIsRefusedByItsOwnName() throws IOException {
    Path file = Files.writeString(runs.resolve("bin.json"), "{}");
    assertRefused(RunFolder.at(file)::load, file + " is a file; name the folder of a run");
  }

  private ThrowingCallable content(String text) throws IOException {
    Files.writeString(runs.resolve("run.json"), text);
    return RunFolder.at(runs)::load;
  }

  private static void assertRefused(ThrowingCallable action, String message) {
    assertThatThrownBy(action)
        .isInstanceOf(FolderException.class)
        .hasMessageContaining(message)
        .message()
        .hasLineCount(1);
  }
}
