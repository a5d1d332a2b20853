package dev.assay.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What is said of a process that died. */
class ProcessLogTest {
  private static final List<String> CRASH =
      List.of(
          "#",
          "#  SIGSEGV (0xb) at pc=0x00007f1c2d3e4f50, pid=4242, tid=4243",
          "#",
          "# Problematic frame:",
          "# C  [libmxnet.so+0x2f1a]  MXNDArrayFree+0x12");

  @TempDir
  @SuppressWarnings("NullAway.Init") // set by JUnit
  Path folder;

  private ProcessLog log = new ProcessLog(Path.of(""), "");

  @BeforeEach
  void open() {
    log = new ProcessLog(folder, "some");
  }

  @Test
  void aCrashIsToldWithTheLibraryAtFault() throws IOException {
    Files.write(log.crashFile(), CRASH);

    assertThat(log.explain(134))
        .startsWith("aborted (SIGABRT), exit code 134; SIGSEGV")
        .endsWith(" in C  [libmxnet.so+0x2f1a]  MXNDArrayFree+0x12");
  }

  /** What no backend does by itself; the others are its own crashes. */
  @Test
  void whoIsToldToEndIsKilledFromOutside() {
    assertThat(List.of(129, 130, 137, 143)).allMatch(ProcessLog::isKilledFromOutside);
    assertThat(List.of(0, 1, 3, 134, 136, 139)).noneMatch(ProcessLog::isKilledFromOutside);
    assertThat(log.explain(143)).isEqualTo("ended from outside (SIGTERM), exit code 143");
  }

  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "there is no echo to start")
  void whatAProcessPrintsAndACrashOfItsLeavesGoesToTheLog() throws Exception {
    Files.write(log.crashFile(), CRASH);

    Process process =
        log.start(
            jvmArguments -> {
              List<String> command = new ArrayList<>(List.of("echo"));
              command.addAll(jvmArguments);
              return new ProcessBuilder(command);
            });

    assertThat(process.waitFor()).isZero();
    assertThat(log.file()).content().startsWith("-XX:ErrorFile=" + log.crashFile() + " ");
    assertThat(log.explain(1)).as("of a crash before").isEqualTo("ended, exit code 1");
  }

  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "there is no sh to start")
  void whatAProcessUnpacksIsGoneWithIt() throws Exception {
    List<Path> folders = new ArrayList<>();

    Process process =
        log.start(
            jvmArguments -> {
              String argument = jvmArguments.get(1);
              assertThat(argument).startsWith("-Djava.io.tmpdir=");
              folders.add(Path.of(argument.substring(argument.indexOf('=') + 1)));
              return new ProcessBuilder(
                  "sh", "-c", "mkdir \"$0\"/below && ls \"$0\"", folders.get(0).toString());
            });

    assertThat(process.waitFor()).isZero();
    assertThat(log.file()).content().isEqualTo("below\n");
    for (int wait = 0; Files.exists(folders.get(0)) && wait < 100; wait++) {
      Thread.sleep(100);
    }
    assertThat(folders.get(0)).doesNotExist();
  }

  @Test
  void whatCannotBeStartedLeavesNoFolderBehind() {
    List<Path> folders = new ArrayList<>();

    assertThatThrownBy(
            () ->
                log.start(
                    jvmArguments -> {
                      String argument = jvmArguments.get(1);
                      folders.add(Path.of(argument.substring(argument.indexOf('=') + 1)));
                      return new ProcessBuilder(folder.resolve("no-such-command").toString());
                    }))
        .isInstanceOf(IOException.class);
    assertThat(folders).hasSize(1).allMatch(Files::notExists);
  }

  /** Runs a line of sh, one process after the other. */
  private void print(ProcessLog to, String line) throws Exception {
    assertThat(to.start(jvmArguments -> new ProcessBuilder("sh", "-c", line)).waitFor()).isZero();
  }

  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "there is no sh to start")
  void theLastLinesAreThoseOfTheLastProcess() throws Exception {
    assertThat(log.tail()).as("before any").isEmpty();

    print(log, "seq 100 125");
    assertThat(log.tail().lines()).hasSize(20).startsWith("106").endsWith("125");

    print(log, "seq 3");
    assertThat(log.tail().lines()).containsExactly("1", "2", "3");

    print(log, "printf %09000d 0; echo; echo the end");
    assertThat(log.tail()).hasSize(4000 - 1).endsWith("000\nthe end");

    Files.writeString(log.file(), "cut off");
    assertThat(log.tail()).as("of what somebody has cut off").isEmpty();
  }

  /** By what it prints, where it cannot write a file of its own. */
  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "there is no sh to start")
  void aCrashIsSeenInTheLogToo() throws Exception {
    print(log, "echo '# A fatal error has been detected by the Java Runtime Environment:'");
    assertThat(log.hasCrash()).isTrue();

    print(log, "echo Exception in thread main");
    assertThat(log.hasCrash()).as("of the process before").isFalse();
  }

  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "there is no sh to start")
  void whatProcessesBeforeHavePrintedDoesNotCount() throws Exception {
    ProcessLog small = new ProcessLog(folder, "some", 1000);
    String before = "of a process before\n".repeat(60);
    Files.writeString(small.file(), before);

    print(small, "echo little; sleep 0.5");

    assertThat(small.file()).hasContent(before + "little");
  }

  @Test
  void whatIsAskedOnceMoreIsNoted() throws IOException {
    Files.createFile(log.file());

    log.askedOnceMore("killed", "relu shape=8");

    assertThat(log.file()).hasContent("assay: killed, and asked once more: relu shape=8");
  }

  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "there is no sh to start")
  void ofWhatIsPrintedWithoutEndLittleIsKept() throws Exception {
    ProcessLog small = new ProcessLog(folder, "some", 1000);
    Files.writeString(small.file(), "of a process before\n");

    Process process =
        small.start(
            jvmArguments ->
                new ProcessBuilder("sh", "-c", "yes | head -n 1000; sleep 2; echo the end"));

    assertThat(process.waitFor()).isZero();
    assertThat(small.file())
        .content()
        .isEqualTo(
            """
            of a process before
            assay: printed more than 1000 bytes, which are not kept; from here on:
            the end
            """);
  }

  @Test
  void ofACrashFileThatWasCutOffWhatIsThereIsTold() throws IOException {
    Files.write(log.crashFile(), CRASH.subList(0, CRASH.size() - 1));

    assertThat(log.explain(134)).startsWith("aborted (SIGABRT), exit code 134; SIGSEGV");
  }
}
