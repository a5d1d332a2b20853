package dev.assay.reports.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.spi.Device;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a run says in the end. */
class RunSessionTest {
  private final PrintStream standardOutput = System.out;
  private final PrintStream standardError = System.err;
  private final ByteArrayOutputStream errors = new ByteArrayOutputStream();

  @AfterEach
  void restore() {
    System.setOut(standardOutput);
    System.setErr(standardError);
  }

  @Test
  void whoInterruptsTheReportsIsToldHowToWriteThem(@TempDir Path runs) {
    System.setErr(new PrintStream(errors, true, StandardCharsets.UTF_8));
    RunSession session = RunSession.begin(runs, List.of("bench"), Device.CPU, 1, Optional.empty());
    OutputStream interrupting =
        new OutputStream() {
          private boolean done;

          @Override
          public void write(int b) {
            if (!done) {
              done = true;
              session.interrupted();
            }
          }
        };
    System.setOut(new PrintStream(interrupting, true, StandardCharsets.UTF_8));

    session.finish(() -> {});

    assertThat(errors.toString(StandardCharsets.UTF_8))
        .isEqualToIgnoringNewLines(
            "interrupted; write the reports with: ./assay report " + session.path());
  }
}
