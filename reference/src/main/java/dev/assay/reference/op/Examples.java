package dev.assay.reference.op;

/**
 * What the examples of a batch, which lie one behind the other along the first axis of the data,
 * have to do with each other.
 */
public enum Examples {
  /** Nothing: each has an output in its own place, which depends on it alone. */
  INDEPENDENT,
  /** They share statistics or the like, but their order makes no difference to their outputs. */
  EXCHANGEABLE,
  /** Anything else: outputs that are of no single example, or that lie elsewhere. */
  MIXED
}
