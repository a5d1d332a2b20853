package dev.assay.reports.render;

import dev.assay.reports.record.MeasurementRecord;
import dev.assay.reports.record.RunRecord;

/** Names of places in the pages of a run and of a history, for those who lead there. */
final class Anchors {
  private Anchors() {}

  /** The row of a problem and a backend among the speeds of layers. */
  static String speed(RunRecord run, MeasurementRecord measurement) {
    return "speed-" + run.measurements().indexOf(measurement);
  }

  /** The layers of a network with a batch size. */
  static String layers(String network, int batch) {
    return "layers-" + plain(network) + "-" + batch;
  }

  /** The row of a training step. */
  static String training(String network, int batch, String until, int threads) {
    return "training-%s-%d-%s-%dt".formatted(plain(network), batch, until, threads);
  }

  /** The row of a number of threads among the limits of the machine. */
  static String roof(int threads) {
    return "roof-" + threads;
  }

  /** The known divergences of a backend. */
  static String knownOf(String backend) {
    return "known-of-" + plain(backend);
  }

  /** A known divergence of a backend: the first problem that shows it. */
  static String known(String backend, String id) {
    return "known-" + plain(backend) + "-" + plain(id);
  }

  /**
   * The step of something at a run, on the page of its track.
   *
   * @param subject what steps, all in all
   */
  static String step(int run, String subject) {
    return "step-" + run + "-" + plain(subject);
  }

  /** The change of versions at a run, on the page of its track. */
  static String versions(int run) {
    return "versions-" + run;
  }

  /** Fit for an address; a workload file may be called anything. */
  private static String plain(String name) {
    return name.replaceAll("[^A-Za-z0-9._-]+", "-");
  }
}
