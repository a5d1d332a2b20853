package dev.assay.reports.record;

/** How far a run got. */
public enum RunState {
  /** Still going on, or ended without a chance to say so. */
  RUNNING,
  /** Went to its end. */
  FINISHED,
  /** Stopped by its user. */
  INTERRUPTED,
  /** Ended early because of an error of the harness. */
  FAILED
}
