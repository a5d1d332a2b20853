package dev.assay.spi;

/** What a library says of the bits of its results when the same is computed again. */
public enum Repeatability {
  /** They are the same every time. */
  PROMISED,
  /** They need not be the same: sums are taken in whatever order their terms are ready, say. */
  DISCLAIMED,
  /** Nothing. */
  UNSTATED
}
