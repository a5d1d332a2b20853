package dev.assay.adapters.dl4j;

/** Who computes convolutions, poolings and more for ND4J. */
public enum Helper {
  /** Nobody: its own code does. */
  NONE,
  ONE_DNN,
  /** Arm's Compute Library. */
  ARM_COMPUTE
}
