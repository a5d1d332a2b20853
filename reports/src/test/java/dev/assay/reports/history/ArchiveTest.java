package dev.assay.reports.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.reports.record.MachineRecord;
import dev.assay.reports.record.Merge;
import dev.assay.reports.record.RunFolder;
import dev.assay.reports.record.RunRecord;
import dev.assay.reports.record.SampleRuns;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArchiveTest {
  private static final SimulatedHistory DAILY = SimulatedHistory.quiet("a processor", 3);

  @TempDir Path folder;

  private Path save(String name, RunRecord run) throws IOException {
    Path path = Files.createDirectories(folder.resolve("runs").resolve(name));
    RunFolder.at(path).save(run);
    return path.resolve(RunFolder.RECORD);
  }

  private static RunRecord run(int day) {
    return DAILY.run(day, "1", 1, false);
  }

  private HistoryIndex index() {
    return new HistoryIndex(folder.resolve("cache"));
  }

  /** Where the index keeps what it knows of a file, or of files below a folder. */
  private Path kept(Path file) {
    return folder.resolve("cache").resolve(file.subpath(0, file.getNameCount()));
  }

  private Path digest(Path file) {
    return kept(file).resolve("digest.json.gz");
  }

  private Archive read() {
    HistoryIndex index = index();
    Archive archive =
        Archive.read(RunFiles.below(List.of(folder.resolve("runs"))), index, () -> {});
    index.forgetWhatIsGone();
    assertThat(index.trouble()).isEmpty();
    return archive;
  }

  private static List<RunDigest> runs(Archive archive) {
    return archive.runs().stream().map(FoundRun::run).toList();
  }

  @Test
  void runsAreFoundAtAnyDepth() throws IOException {
    save("a/b/c", run(1));
    save("d", run(2));
    AtomicInteger steps = new AtomicInteger();
    Archive archive =
        Archive.read(RunFiles.below(List.of(folder)), index(), steps::incrementAndGet);
    assertThat(runs(archive)).extracting(RunDigest::id).containsExactly("run-1", "run-2");
    assertThat(steps).hasValue(2);
  }

  /** All that is behind it is found without it. */
  @Test
  void aLinkThatLeadsBackIsNoTrouble() throws IOException {
    Path run = save("one", run(1));
    Files.createSymbolicLink(run.resolveSibling("back"), folder.resolve("runs"));
    Archive archive = read();
    assertThat(runs(archive)).extracting(RunDigest::id).containsExactly("run-1");
    assertThat(archive.skipped()).isEmpty();
  }

  @Test
  void whatIsRememberedIsWhatWasRead() throws IOException {
    save("everything", SampleRuns.complete());
    save("merged", SampleRuns.merged());
    Path one = save("one", run(1));
    Archive first = read();
    assertThat(digest(one)).exists();
    assertThat(read()).isEqualTo(first);
  }

  /** The file's text is no run any more, but its size and time are what they were. */
  @Test
  void aFileThatDidNotChangeIsNotReadAgain() throws IOException {
    Path file = save("one", run(1));
    Archive first = read();
    FileTime time = Files.getLastModifiedTime(file);
    Files.writeString(file, "x".repeat((int) Files.size(file)));
    Files.setLastModifiedTime(file, time);
    assertThat(read()).isEqualTo(first);
  }

  @Test
  void aFileThatChangedIsReadAgain() throws IOException {
    Path file = save("one", run(1));
    read();
    save("one", run(2));
    Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2027-01-01T00:00:00Z")));
    assertThat(runs(read())).extracting(RunDigest::id).containsExactly("run-2");
    assertThat(runs(read())).extracting(RunDigest::id).containsExactly("run-2");
  }

  @Test
  void whatIsGoneIsForgotten() throws IOException {
    Path one = save("one", run(1));
    Path two = save("two", run(2));
    read();
    assertThat(digest(two)).exists();
    Files.delete(two);
    Files.delete(two.resolveSibling(""));
    assertThat(runs(read())).extracting(RunDigest::id).containsExactly("run-1");
    assertThat(digest(one)).exists();
    assertThat(kept(two.resolveSibling(""))).doesNotExist();
  }

  @Test
  void whatIsDamagedOrAnotherBuildsIsMadeAnew() throws IOException {
    Path digest = digest(save("one", run(1)));
    Archive first = read();
    byte[] whole = Files.readAllBytes(digest);
    String text = decompressed(whole);
    for (byte[] content :
        List.of(
            new byte[0],
            "nonsense".getBytes(StandardCharsets.UTF_8),
            Arrays.copyOf(whole, whole.length / 2),
            compressed(text.substring(0, text.length() / 2)),
            compressed(text.replaceFirst("\"modified\":\\d+", "\"modified\":1")),
            compressed(text.replace("\"claims\"", "\"lost\"")))) {
      assertThat(content).isNotEqualTo(whole);
      Files.write(digest, content);
      assertThat(read()).isEqualTo(first);
      assertThat(digest).hasBinaryContent(whole);
    }
  }

  private static String decompressed(byte[] content) throws IOException {
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(content))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static byte[] compressed(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(bytes)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }

  @Test
  void whatIsNoRunIsLeftOutWithItsReason() throws IOException {
    String text = Files.readString(save("good", run(1)));
    Files.writeString(
        Files.createDirectories(folder.resolve("runs/cut")).resolve("run.json"),
        text.substring(0, 999));
    Files.writeString(
        Files.createDirectories(folder.resolve("runs/foreign")).resolve("run.json"), "{}");
    Files.writeString(
        Files.createDirectories(folder.resolve("runs/newer")).resolve("run.json"),
        "{\"format\": \"assay-run\", \"version\": 9}");
    Files.write(
        Files.createDirectories(folder.resolve("runs/binary")).resolve("run.json"),
        new byte[] {(byte) 0xff, 0});
    save("running", SampleRuns.shard());
    save("timing", SampleRuns.begun());
    Archive archive = read();
    assertThat(runs(archive)).hasSize(1);
    assertThat(archive.skipped())
        .extracting(SkippedFile::reason)
        .satisfiesExactly(
            reason -> assertThat(reason).contains("binary", "cannot read"),
            reason -> assertThat(reason).contains("is not JSON", "it was cut off or edited"),
            reason -> assertThat(reason).contains("is not an Assay run"),
            reason -> assertThat(reason).contains("version 9", "use a newer Assay"),
            reason -> assertThat(reason).contains("is still running", "assay continue"),
            reason ->
                assertThat(reason)
                    .contains("is still running", "begin it anew: assay run --tries 400 --seed 7"))
        .noneMatch(reason -> reason.contains("\n") || reason.contains("Source"));
    assertThat(read()).as("with an index").isEqualTo(archive);
  }

  @Test
  void nothingCountsTwice() throws IOException {
    save("one", run(1));
    save("two", run(2));
    save("copy", run(1));
    save("merged", Merge.of(List.of(run(1), run(2)), "merged", Instant.EPOCH, "assay merge"));
    Archive archive = read();
    assertThat(runs(archive)).extracting(RunDigest::id).containsExactly("run-1", "run-2");
    assertThat(archive.skipped())
        .extracting(SkippedFile::reason)
        .satisfiesExactlyInAnyOrder(
            reason -> assertThat(reason).contains("is the same run as"),
            reason -> assertThat(reason).contains("merged from runs that are here already"));
  }

  @Test
  void aRunOfSeveralMachinesHasNoPlaceInAHistory() throws IOException {
    RunRecord other = SimulatedHistory.quiet("another processor", 3).run(2, "1", 1, false);
    RunRecord larger = withMemory(64L << 30, run(2));
    save("processors", Merge.of(List.of(run(1), other), "merged-1", Instant.EPOCH, "assay merge"));
    save("memories", Merge.of(List.of(run(1), larger), "merged-2", Instant.EPOCH, "assay merge"));
    Archive archive = read();
    assertThat(archive.runs()).isEmpty();
    assertThat(archive.skipped())
        .hasSize(2)
        .allSatisfy(
            file -> assertThat(file.reason()).contains("merged from runs of different machines"));
  }

  /** The run as if it had been made on a machine with other memory; nothing else is left of it. */
  private static RunRecord withMemory(long bytes, RunRecord run) {
    MachineRecord machine = run.machine();
    MachineRecord other =
        new MachineRecord(
            machine.cpu(),
            bytes,
            machine.os(),
            machine.kernel(),
            machine.load(),
            machine.virtual(),
            machine.onBattery(),
            machine.limits(),
            machine.jvm(),
            machine.gpus(),
            machine.card());
    return SampleRuns.begunOn(other, run.id(), run).end(run.state(), run.started());
  }

  @Test
  void filesThatAreGivenMayHaveAnyName() throws IOException {
    Path file = folder.resolve("nightly.json");
    Files.move(save("one", run(1)), file);
    Archive archive =
        Archive.read(
            RunFiles.below(List.of(file, folder.resolve("nowhere.json"))), index(), () -> {});
    assertThat(runs(archive)).hasSize(1);
    assertThat(archive.skipped())
        .singleElement()
        .satisfies(skipped -> assertThat(skipped.reason()).contains("there is no file"));
  }
}
