package dev.assay.reference.op;

/**
 * The work of one execution, by the conventions every report states.
 *
 * @param flops floating-point operations; a multiply-add counts as two, taps that fall into the
 *     padding count too, and an algorithm that needs fewer (Winograd) is charged the direct number
 * @param bytes compulsory memory traffic: every input read once, every output written once
 */
public record Cost(double flops, double bytes) {

  public Cost plus(Cost other) {
    return new Cost(flops + other.flops, bytes + other.bytes);
  }
}
