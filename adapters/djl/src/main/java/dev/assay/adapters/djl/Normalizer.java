package dev.assay.adapters.djl;

import dev.assay.reference.op.BatchNorm;
import dev.assay.reference.op.BatchNormInference;
import dev.assay.reference.op.BatchNormStatistics;
import dev.assay.reference.op.GroupNorm;
import dev.assay.reference.op.InstanceNorm;
import dev.assay.reference.op.LocalResponseNorm;
import dev.assay.spi.UnsupportedProblemException;

/** An engine's normalisations, those aside which DJL offers for every engine alike. */
public interface Normalizer {

  /** By the statistics of the mini-batch. */
  Formula batchNorm(BatchNorm norm);

  /**
   * As a network is trained, where it also moves running statistics in place, at the latest with
   * the backward pass; the operands are x, γ, β, mean and variance.
   *
   * @param momentum share of the old statistics
   */
  Formula batchNorm(BatchNorm norm, double momentum);

  /** Whether the variance that goes into the running one is divided by one less than the count. */
  boolean isVarianceUnbiased();

  /** By given statistics; the operands are x, γ, β, mean and variance. */
  Formula batchNormInference(BatchNormInference norm);

  /** The new running means and variances, stacked. */
  Formula batchNormStatistics(BatchNormStatistics statistics);

  default Formula instanceNorm(InstanceNorm norm) {
    throw new UnsupportedProblemException("no instance normalisation");
  }

  default Formula groupNorm(GroupNorm norm) {
    throw new UnsupportedProblemException("no group normalisation");
  }

  default Formula localResponseNorm(LocalResponseNorm norm) {
    throw new UnsupportedProblemException("no local response normalisation");
  }
}
