package dev.assay.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.host.Answer;
import dev.assay.spi.Device;
import dev.assay.worker.ProblemRunner;
import dev.assay.worker.Request;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The same seed gives the same report, however many answer at once and in whatever order. */
class AnyOrderTest {
  private static final int TRIES = 600;

  @Test
  void aReportDoesNotDependOnWhoAnswersFirst() {
    OperationReport inOrder = report(UnaryOperator.identity());
    OperationReport atOnce =
        report(
            requests -> {
              List<Request> shuffled = new ArrayList<>(requests.toList());
              Collections.shuffle(shuffled, new Random(1));
              return shuffled.parallelStream();
            });

    assertThat(inOrder.findings()).anySatisfy(found -> assertThat(found.law()).isPresent());
    assertThat(inOrder.findings()).anySatisfy(found -> assertThat(found.law()).isEmpty());
    assertThat(lines(atOnce)).isEqualTo(lines(inOrder));
  }

  private static OperationReport report(UnaryOperator<Stream<Request>> order) {
    Solver solver =
        (requests, goOn) ->
            assertThat(order.apply(requests.stream()).allMatch(r -> goOn.test(answer(r)))).isTrue();
    return WholeCampaign.of(new Verifier(solver), "conv2d", TRIES);
  }

  private static Answer answer(Request request) {
    ProblemRunner runner = new ProblemRunner(new MissingBiasBackend(Device.CPU, 1));
    return new Answer.Replied(request, runner.answer(request));
  }

  private static List<String> lines(OperationReport report) {
    Stream<String> directions =
        report.directions().entrySet().stream()
            .map(direction -> direction.getKey() + " " + line(direction.getValue()));
    Stream<String> laws =
        report.laws().entrySet().stream()
            .map(law -> law.getKey().name() + " " + law.getValue().outcomes());
    Stream<String> findings =
        report.findings().stream()
            .map(
                found ->
                    String.join(
                        "; ",
                        found.law().map(law -> law.name()).orElse("oracle"),
                        found.first().problem() + ": " + found.first().message(),
                        found.smallest().problem() + ": " + found.smallest().message(),
                        "times " + found.occurrences()));
    return Stream.of(directions, laws, findings).flatMap(lines -> lines).toList();
  }

  private static String line(Tally tally) {
    return String.join(
        "; ",
        tally.outcomes().toString(),
        tally.reruns().toString(),
        Long.toHexString(tally.fingerprint()));
  }
}
