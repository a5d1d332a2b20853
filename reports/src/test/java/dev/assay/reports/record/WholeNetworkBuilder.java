package dev.assay.reports.record;

import dev.assay.verify.Outcome;
import org.jspecify.annotations.Nullable;

/** A timed training step for tests: otherwise of a proved network, two threads, and not timed. */
public final class WholeNetworkBuilder {
  private final String backend;
  private final String network;
  private final int batch;
  private int threads = 2;
  private String until = "update";
  private String problem;
  private String proof = "";
  private Outcome outcome = Outcome.PASSED;
  private @Nullable String message;
  private @Nullable Timing timing;
  private @Nullable Double firstSeconds;
  private @Nullable Long peakBytes;
  private @Nullable Long deviceBytes;
  private double flops = 1e9;
  private @Nullable String jmh;

  public WholeNetworkBuilder(String backend, String network, int batch) {
    this.backend = backend;
    this.network = network;
    this.batch = batch;
    problem = "training-step network=" + network + " n=" + batch;
  }

  public WholeNetworkBuilder threads(int threads) {
    this.threads = threads;
    return this;
  }

  public WholeNetworkBuilder until(String until) {
    this.until = until;
    return this;
  }

  public WholeNetworkBuilder problem(String problem) {
    this.problem = problem;
    return this;
  }

  public WholeNetworkBuilder proof(String proof) {
    this.proof = proof;
    return this;
  }

  /** One that is not timed because its network is not what it is called. */
  public WholeNetworkBuilder disproved(String message) {
    return outcome(Outcome.FAILED, message);
  }

  public WholeNetworkBuilder outcome(Outcome outcome, String message) {
    this.outcome = outcome;
    this.message = message;
    return this;
  }

  public WholeNetworkBuilder timing(Timing timing, double firstSeconds, long peakBytes) {
    this.timing = timing;
    this.firstSeconds = firstSeconds;
    this.peakBytes = peakBytes;
    return this;
  }

  public WholeNetworkBuilder deviceBytes(long deviceBytes) {
    this.deviceBytes = deviceBytes;
    return this;
  }

  public WholeNetworkBuilder flops(double flops) {
    this.flops = flops;
    return this;
  }

  public WholeNetworkBuilder jmh(String jmh) {
    this.jmh = jmh;
    return this;
  }

  public WholeNetworkRecord build() {
    return new WholeNetworkRecord(
        backend,
        network,
        batch,
        threads,
        until,
        problem,
        proof,
        outcome,
        message,
        timing,
        firstSeconds,
        peakBytes,
        deviceBytes,
        flops,
        jmh);
  }
}
