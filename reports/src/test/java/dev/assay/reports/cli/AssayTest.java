package dev.assay.reports.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.reports.console.ExitCode;
import dev.assay.verify.MissingBiasBackend;
import dev.assay.verify.OracleBackend;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What all commands have in common: how they refuse, and their help. */
class AssayTest {
  @TempDir Path folder;

  @RegisterExtension final CommandLineUser user = new CommandLineUser();

  @RegisterExtension final Installation installation = new Installation(user, () -> folder);

  @BeforeEach
  void installBackends() throws IOException {
    installation.backend("honest", OracleBackend.class);
    installation.backend("faulty", MissingBiasBackend.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          verify --backend nope                           | 64 | unknown backend 'nope'; there are: faulty, honest
          verify --op nope                                | 64 | no operation matches 'nope'; there are: adam, add, arg-max
          verify --backend honset                         | 64 | unknown backend 'honset'; did you mean honest?
          verify --op conv2D                              | 64 | no operation matches 'conv2D'; did you mean conv2d?
          networks resnet-18                              | 64 | no network 'resnet-18'; did you mean resnet18?
          networks nope                                   | 64 | no network 'nope'; there are: alexnet,
          networks resnet18 --batch 2147483647            | 64 | resnet18 at --batch=2147483647: shape
          bench --network resnet-18                       | 64 | 'resnet-18' is no file and no network; did you mean resnet18?
          bench --network deepbnch                        | 64 | 'deepbnch' is no file and no network; did you mean deepbench?
          bench --network deepbench --only networks       | 64 | nothing to time: deepbench is no network; leave out --only=networks
          bench --network deepbench --until inference     | 64 | --until is about whole networks, of which none is timed here; leave it out
          bench --network deepbench --batch 4             | 64 | --batch is about layers that leave out n=, of which none is timed here; leave it out
          train --network deepbench --images nope         | 64 | no network 'deepbench'; there are: alexnet,
          networks deepbnch                               | 64 | no network 'deepbnch'; did you mean deepbench?
          networks deepbench --batch 4                    | 64 | --batch is about one network; name it, or leave it out
          bench --only steps                              | 64 | expected one of [LAYERS, NETWORKS] (case-insensitive) but was 'steps'
          bench --only layers --until inference           | 64 | --until is about whole networks, of which none is timed here; leave it out
          bench --only layers --network-threads 1,2       | 64 | --network-threads is about whole networks, of which none is timed here; leave it out, or give --threads
          bench --only layers --network-batch 4           | 64 | --network-batch is about whole networks
          bench --only layers --network-seconds 9         | 64 | --network-seconds is about whole networks, of which none is timed here; leave it out, or give --bench-seconds
          bench --only networks --bench-seconds 9         | 64 | --bench-seconds is about layers, of which none is timed here; leave it out, or give --network-seconds
          bench --network-seconds 70000                   | 64 | --network-seconds=70000.0 is too long: a warm-up of 17500.0 s
          bench --only networks --batch 4                 | 64 | --batch is about layers, of which none is timed here; leave it out, or give --network-batch
          bench --only networks --interval 1%             | 64 | --interval is about layers, of which none is timed here; leave it out
          bench --no-roof --roof-edge 64                  | 64 | --roof-edge is about the machine's limits, which --no-roof leaves out; leave out either
          bench --no-roof --roof-array 64                 | 64 | --roof-array is about the machine's limits
          networks --batch 0                              | 64 | --batch is about one network; name it, or leave it out
          networks --size 64x64                           | 64 | --size is about one network; name it, or leave it out
          networks lenet5 --batch 0                       | 64 | --batch=0 must be at least 1
          calibrate /nowhere --backend honest             | 64 | --backend is about runs that are yet to be made; leave it out, or the runs
          calibrate /nowhere --network nope               | 64 | --network is about runs that are yet to be made
          calibrate /nowhere --times 8                    | 64 | --times is about runs that are yet to be made
          bench --interval 200%                           | 64 | no share '200%'; use one such as 2% or 0.5%
          recommend /nowhere --batch 0                    | 64 | --batch=0 must be at least 1
          recommend /nowhere --threads 0                  | 64 | --threads=0 must be at least 1
          replay rleu~shape=2                             | 64 | did you mean relu
          verify --op relu --op nope                      | 64 | no operation matches 'nope'; there are: adam, add, arg-max
          verify --op [                                   | 64 | no operation matches '['
          verify --tries 0                                | 64 | --tries=0 must be at least 1
          verify --tries many                             | 64 | 'many' is not an int
          verify --threads 0                              | 64 | --threads=0 must be at least 1
          verify --threads -1                             | 64 | --threads=-1 must be at least 1
          verify --device tpu                             | 64 | unknown device 'tpu'; use cpu or cuda:N
          verify --op relu --device cuda:7                | 69 |
          bench --network nope                            | 64 | 'nope' is no file and no network
          bench --network nope --only networks            | 64 | 'nope' is no file and no network
          bench --network lenet5 --layers nope            | 64 | no operation matches 'nope'; there are: average-pool2d, conv2d, tanh
          bench --only networks --layers conv*            | 64 | --layers is about layers, of which none is timed here
          bench --network-batch 100000 --only networks    | 64 | --network-batch=100000 is too many for alexnet: shape
          bench --batch 0                                 | 64 | --batch=0 must be at least 1
          bench --interval 2                              | 64 | use one such as 2% or 0.5%
          bench --network-threads 0                       | 64 | --network-threads=0 must be at least 1
          bench --roof-edge 0                             | 64 | --roof-edge=0 must be at least 1
          bench --roof-edge 90000                         | 64 | --roof-edge=90000
          bench --roof-array 2048                         | 64 | --roof-array=2048 must be at most 2047
          bench --network-threads 1,0                     | 64 | --network-threads=0 must be at least 1
          nope                                            | 64 | Unmatched argument at index 0: 'nope'
          replay relu                                     | 64 | relu needs shape=
          replay relu~shape=-1                            | 64 | dimension below 1
          replay conv2d~n=1~c=1~h=3~w=3~k=1~kernel=5x5    | 64 | kernel=5x5 is larger than the padded input 3x3
          replay conv2d~n=1~c=1~h=3~w=3~k=1~kernel=1x1~stride=0x1 | 64 | stride=0x1 must be at least 1
          replay conv2d~n=1~c=3~h=3~w=3~k=2~kernel=1x1~groups=2 | 64 | groups=2 does not divide c=3
          replay --invalid nope                           | 64 | unknown invalid problem 'nope'; there are: conv2d-kernel-too-large
          replay                                          | 64 | name one PROBLEM, or an invalid one with --invalid
          replay --invalid add-sizes relu~shape=2         | 64 | name one PROBLEM, or an invalid one with --invalid
          replay --law linearity --invalid add-sizes      | 64 | leave out --law or --invalid
          networks lenet5 --size 0x0                      | 64 | lenet5 at --batch=1 --size=0x0: shape 1x1x0x0
          recommend runs --precision f33                  | 64 | use f32, f32_approximate, tf32 or bf16
          replay --law nope relu~shape=2                  | 64 | unknown law 'nope'; there are: adjoint-identity
          replay relu~shape=2000000000                    | 64 | a tensor of 7.5 GiB
          replay --memory 400 relu~shape=20000000         | 64 | the process of a backend has 0.2; raise --memory
          bench --network vgg16 --layers linear --memory 30 | 64 | nothing to time: about 1.1 GiB of heap are needed for it, and
          bench --network lenet5 --only networks --memory 500 | 64 | nothing to time: about 0.6 GiB are needed for batches of 64
          verify --time-limit soon                        | 64 | no duration 'soon'; use one such as 90s, 10m or 2h
          verify --time-limit 0                           | 64 | no duration '0'
          verify --shard 3/2                              | 64 | no shard 3/2; use i/n
          verify --shard half                             | 64 | no shard 'half'; use i/n
          merge /nowhere/at/all                           | 64 | RUN
          merge /nowhere/at/all /nowhere/else             | 65 | holds no run.json
          continue /nowhere/at/all                        | 65 | holds no run.json
          report /nowhere/at/all                          | 65 | holds no run.json
          """)
  void wrongInputGetsOneLineAndItsOwnExitCode(String line, int exitCode, String message) {
    List<String> words = Stream.of(line.split(" +")).map(word -> word.replace('~', ' ')).toList();
    Stream<String> options = words.stream().skip(1);
    if (List.of("verify", "bench").contains(words.get(0))) {
      options = Stream.concat(options, Stream.of("--runs", folder.resolve("runs").toString()));
    }
    assertThat(user.assay(words.get(0), options.toArray(String[]::new))).isEqualTo(exitCode);
    if (message != null) {
      assertThat(user.errors().lines().findFirst().orElse(""))
          .startsWith("assay: ")
          .contains(message);
      assertThat(user.errors()).doesNotContain("\tat ");
      assertThat(user.errors().contains(" --help'."))
          .as("the way to the help, wherever it was noticed")
          .isEqualTo(exitCode == ExitCode.USAGE);
    }
  }

  @Test
  void foreignAndHalfWrittenRunsAreRefused() throws IOException {
    Path run = Files.createDirectory(folder.resolve("run"));
    Files.writeString(run.resolve("run.json"), "{\"format\": \"assay-run\", \"vers");

    assertThat(user.assay("report", run.toString())).isEqualTo(ExitCode.DATA);

    Files.writeString(run.resolve("run.json"), "{\"format\": \"other\"}");

    assertThat(user.assay("report", run.toString())).isEqualTo(ExitCode.DATA);
    assertThat(user.errors().lines()).hasSize(2).allMatch(l -> l.startsWith("assay: "));
  }

  @Test
  void anErrorIsNotTheExitCodeOfSlower() {
    StringWriter errors = new StringWriter();
    PrintWriter err = new PrintWriter(errors, true);

    assertThat(Assay.guarded(() -> thrown(new OutOfMemoryError()), err))
        .isEqualTo(ExitCode.SOFTWARE);
    assertThat(errors.toString().lines())
        .singleElement()
        .asString()
        .startsWith("assay: out of memory")
        .endsWith("raise the heap with ASSAY_JAVA_OPTIONS=-Xmx…");

    assertThat(Assay.guarded(() -> thrown(new StackOverflowError()), err))
        .isEqualTo(ExitCode.SOFTWARE);
    assertThat(errors.toString()).contains("StackOverflowError", "please report it");
  }

  private static int thrown(Error error) {
    throw error;
  }

  @ParameterizedTest
  @MethodSource("commands")
  void everyCommandHasHelpWithExamples(String command) {
    assertThat(user.assay(command, "--help")).isEqualTo(ExitCode.FINE);
    assertThat(user.output()).contains("Usage: assay " + command, "Examples:");
  }

  static Stream<String> commands() {
    return Assay.commandLine().getSubcommands().keySet().stream()
        .filter(name -> !name.equals("help"));
  }
}
