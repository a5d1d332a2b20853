package dev.assay.reports.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.assay.reports.console.ExitCode;
import dev.assay.reports.record.BackendRecord;
import dev.assay.reports.record.FindingRecord;
import dev.assay.reports.record.RunRecord;
import dev.assay.reports.record.VerificationRecord;
import dev.assay.spi.Repeatability;
import dev.assay.verify.Outcome;
import dev.assay.verify.WaveringBackend;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A backend that breaks promises, and a variant in its descriptor's words that keeps them. */
class WordVariantsTest {
  @TempDir Path folder;

  @RegisterExtension final CommandLineUser user = new CommandLineUser();

  @RegisterExtension final Installation installation = new Installation(user, () -> folder);

  @BeforeEach
  void installBackend() throws IOException {
    installation.backend("wavering", WaveringBackend.class);
    Files.write(
        folder.resolve("backends").resolve("wavering").resolve("backend.properties"),
        List.of(
            "variant.steady.title=Steadied",
            "variant.steady.options=-D" + WaveringBackend.STEADY + "=true"),
        StandardOpenOption.APPEND);
  }

  private RunRecord verify(int exitCode, String... options) throws IOException {
    return installation.run(exitCode, "verify --op *softmax --tries 100", options).load();
  }

  private static VerificationRecord forward(RunRecord run, String backend, String operation) {
    return run.verifications().stream()
        .filter(v -> v.backend().equals(backend) && v.operation().equals(operation))
        .filter(v -> v.direction().equals("forward"))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void areListedLikeAnyOther() {
    assertThat(user.assay("backends")).isEqualTo(ExitCode.FINE);
    assertThat(user.output())
        .contains("wavering-steady  1  Steadied, a variant of wavering; computes on cpu");
  }

  @Test
  void areVerifiedAsWhatTheyAre() throws IOException {
    RunRecord run = verify(ExitCode.WRONG, "--backend", "wavering", "--variants");

    assertThat(run.backends())
        .extracting(BackendRecord::name)
        .containsExactly("wavering", "wavering-steady");
    assertThat(run.findings())
        .isNotEmpty()
        .allSatisfy(
            finding -> {
              assertThat(finding.backend()).isEqualTo("wavering");
              assertThat(finding.operation()).isEqualTo("softmax");
              assertThat(finding.outcome()).isEqualTo(Outcome.FAILED);
            });
    assertThat(forward(run, "wavering", "softmax").reruns(Repeatability.PROMISED).otherBits())
        .isPositive();
    assertThat(forward(run, "wavering", "log-softmax").outcomes().wrong()).isZero();
    assertThat(forward(run, "wavering", "log-softmax").reruns(Repeatability.DISCLAIMED).otherBits())
        .isPositive();
    assertThat(forward(run, "wavering-steady", "log-softmax").reruns(Repeatability.DISCLAIMED))
        .satisfies(reruns -> assertThat(reruns.problems()).isPositive())
        .satisfies(reruns -> assertThat(reruns.otherBits()).isZero());
  }

  @Test
  void areRepeatedByTheirNames() throws IOException {
    FindingRecord broken = verify(ExitCode.WRONG, "--backend", "wavering").findings().get(0);
    assertThat(broken.reproduce())
        .startsWith("./assay replay --backend wavering --threads 1 \"softmax ");
    String problem = broken.reproduce().replaceAll(".*\"(.*)\"", "$1");

    assertThat(user.assay("replay", "--backend", "wavering", problem)).isEqualTo(ExitCode.WRONG);
    assertThat(user.output())
        .contains("no: a second run gave other bits, though the library promises the same");
    assertThat(user.assay("replay", "--backend", "wavering-steady", problem))
        .isEqualTo(ExitCode.FINE);
    assertThat(user.output()).contains("bit by bit, as the library promises");
    assertThat(user.assay("replay", "--backend", "wavering-steady", "log-" + problem))
        .isEqualTo(ExitCode.FINE);
    assertThat(user.output()).contains("bit by bit, which the library does not promise");
  }

  @Test
  void areOfAnyVersionAskedFor() throws IOException {
    RunRecord run = verify(ExitCode.FINE, "--backend", "wavering-steady@2");

    assertThat(run.backends())
        .extracting(BackendRecord::name, BackendRecord::title, BackendRecord::requestedVersion)
        .containsExactly(tuple("wavering-steady@2", "Steadied", "2"));
  }
}
