package dev.assay.reports.record;

import com.fasterxml.jackson.annotation.JsonIgnore;

/**
 * What a run says of some results of a backend that can be right or wrong. What it makes of invalid
 * problems ({@link ContractRecord}) cannot: those have no right result.
 */
public sealed interface Judged
    permits VerificationRecord,
        LawRecord,
        ThreadsRecord,
        MeasurementRecord,
        ProofRecord,
        WholeNetworkRecord,
        RoofRecord {

  String backend();

  /** Whether the backend did something wrong that nobody knew of. */
  @JsonIgnore
  boolean isWrong();

  /** Whether some of that is an answer, if only an exception: not merely that its process died. */
  boolean answersWrongly();
}
