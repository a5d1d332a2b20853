package dev.assay.reports.render;

import dev.assay.bench.Pass;
import dev.assay.reports.record.Metric;
import dev.assay.reports.record.ProofRecord;
import dev.assay.reports.record.Reproducer;
import dev.assay.reports.record.RunRecord;
import dev.assay.reports.record.WholeNetworkRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * What the speed of a training step rests on: its problem, its rounds, the proof of its network.
 */
final class WholeNetworkDetails {
  private final RunRecord run;
  private final WholeNetworkRecord training;
  private final List<ProofRecord> proofs;

  private WholeNetworkDetails(RunRecord run, WholeNetworkRecord training) {
    this.run = run;
    this.training = training;
    this.proofs = run.proofsOf(training);
  }

  static Details of(RunRecord run, WholeNetworkRecord training) {
    WholeNetworkDetails details = new WholeNetworkDetails(run, training);
    return Details.of(details.lines(), details.commands());
  }

  private Stream<String> lines() {
    return Stream.of(
            Stream.of(
                training.problem() + ", on " + Numbers.threads(training.threads()),
                Objects.requireNonNullElse(training.message(), "")),
            TimingLines.of(training.timing()),
            Stream.of(speed(), first(), memory(), cardMemory(), proof()))
        .flatMap(lines -> lines);
  }

  private String speed() {
    Metric speed = training.speed();
    return speed == null
        ? ""
        : "speed: "
            + Numbers.measured(speed.value())
            + " images/s"
            + Numbers.named(speed.low(), speed.high(), Numbers::measured);
  }

  private String first() {
    return training.firstSeconds() == null
        ? ""
        : first(training) + ": " + Numbers.measured(training.firstSeconds()) + " s";
  }

  /** What is timed apart from all others: a network in use makes no steps. */
  private static String first(WholeNetworkRecord training) {
    return training.pass() == Pass.INFERENCE ? "first pass" : "first step";
  }

  private String memory() {
    return training.peakBytes() == null
        ? "the most memory it held is not known"
        : "most memory held: " + Numbers.bytes(training.peakBytes());
  }

  private String cardMemory() {
    return training.deviceBytes() == null
        ? ""
        : "arrays and workspace on the card: " + Numbers.bytes(training.deviceBytes());
  }

  /** {@code proof 0a1b2c3: 8 problems, 7 passed}. */
  private String proof() {
    long passed = proofs.stream().filter(proof -> Sign.of(proof.outcome()) == Sign.PASSED).count();
    return training.proof().isEmpty()
        ? ""
        : "proof %s: %d of %d problems passed".formatted(training.proof(), passed, proofs.size());
  }

  private List<Fact> commands() {
    List<Fact> commands = new ArrayList<>();
    commands.add(
        new Fact(
            "time again",
            Reproducer.of(run, training.backend(), training.threads()).training(training)));
    proofs.forEach(proof -> commands.add(new Fact("prove again", Cell.reproduce(run, proof))));
    return commands;
  }
}
