package dev.assay.reports.render;

import java.util.List;

/** What a reader must know to read a report. */
final class Guide {
  private Guide() {}

  static List<Fact> sections() {
    return List.of(
        new Fact(
            "Error bounds",
            "The oracle computes every element in double precision and derives from its terms how"
                + " far an honest backend may be off; no tolerance is tuned. Integer inputs keep"
                + " every sum exact in any order, so the result must match to the last bit, apart"
                + " from roundings outside the sums. With real inputs a sum of K terms may be off"
                + " by the smaller of γ_K = K·u/(1 − K·u) and λ·√K·u, times the sum of the terms'"
                + " magnitudes (u the unit roundoff, λ = 8). A backend that declares tf32 or bf16 for"
                + " the factors of its products is allowed what these lose in addition, in convolutions"
                + " and matrix products only. Errors are given as a share of that"
                + " bound: up to 100 % is right, above is wrong, ∞ is an error where none was"
                + " allowed."),
        new Fact(
            "Arithmetic",
            "Which arithmetic a backend really used is told by the median of its errors, over all"
                + " elements that had signed reals for inputs, in units of u·Σ|terms|/√K: what"
                + " one relative error of u in every term amounts to when such errors are"
                + " independent. Float32 errs by a few units, Winograd's algorithm by some tens,"
                + " tf32 by thousands, however long the sums are. Whether a result is right, the"
                + " unit does not tell: single elements may be many units off, within their"
                + " bounds."),
        new Fact(
            "Rates",
            "A multiply-add counts as two operations; taps that fall into the padding count; an"
                + " algorithm that needs fewer operations (Winograd, FFT) is charged the direct"
                + " number, so a rate may exceed the processor's peak. A step of training is charged"
                + " three times its forward pass, as is usual: with the gradient of the images, which"
                + " nobody needs (3 % of a step of AlexNet, 2 % of ResNet18). Bytes are compulsory"
                + " traffic: every input read once, every output written once. Below 8 operations"
                + " per byte a layer is compared by bandwidth, otherwise by arithmetic rate."),
        new Fact(
            "Roof",
            "The best measured matrix product and the best measured stream (the sum of two arrays"
                + " far larger than the caches) of this run, over all backends with as many"
                + " threads; for the matrix product, over those that declare the same precision"
                + " of products. A problem of F operations and B bytes takes at least the longer of F"
                + " at the one rate and B at the other. The percentage of roof is that time over"
                + " the measured one. It is direct-equivalent, as rates are, so Winograd may exceed"
                + " 100 %; so does a problem small enough to live in the caches, which are faster"
                + " than the memory. A processor that fetches what it is about to overwrite moves a"
                + " third more than a stream counts. Each rate comes from one process, so it has no"
                + " interval."),
        new Fact(
            "Times and intervals",
            "The median over the rounds, each a process of its own, of each round's median. Its 95"
                + " % confidence interval is Student's, from how much rounds differ; one round has"
                + " none. That of all layers together goes from the sum of their lower ends to"
                + " that of their upper ends, as if all were off the same way. Bold is the best,"
                + " and whoever might as well be: of networks those that the answer at the head"
                + " of the page names, otherwise those whose interval overlaps that of the"
                + " quickest. Layers whose interval is still wide are timed in further rounds, as"
                + " long as there is time. A share of the best speed is the geometric mean, over the"
                + " networks of which the backend and at least one other computed all layers rightly,"
                + " of the fastest backend's total over its own, each layer counted as often as the"
                + " network has it: 1.00× means fastest on every network, which nobody need be. A"
                + " workload file counts as one."),
        new Fact(
            "Disturbances",
            "Before and after each iteration a small fixed piece of work is timed, and how long"
                + " others, or a container's quota, kept the backend's threads from the processors"
                + " meanwhile is read from the system where it tells. (Threads that wait for one"
                + " another because there are more of them than processors do not count: that is how"
                + " the backend computes.) An iteration is disturbed if either says that the machine"
                + " was more than 10 % slower than at its best. It is timed again at the end of its"
                + " round, if there is time, and counts only where a round has fewer than three"
                + " others, or fewer than half. Still warming up means that a problem went on getting"
                + " faster in its warm-up or while it was timed. Where a run takes longer than the"
                + " time there is for that, nobody can tell."));
  }
}
