package dev.assay.verify;

import dev.assay.reference.numeric.Gauge;
import dev.assay.reference.op.RandomDropout;
import dev.assay.reference.oracle.Oracle;
import dev.assay.reference.tensor.Shape;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The mask that a backend drew for a dropout, as its results tell it, each element of which is 0 or
 * what it should be if it is kept. Any mask may come out by chance, but some next to never do:
 *
 * <ul>
 *   <li>The gradient's is another one than the output's.
 *   <li>Far more or far fewer elements are kept than 1 − rate of them. Those whose x is 0 are
 *       counted apart, by their gradient: it is easily mistaken for that of a dropped one.
 *   <li>Neighbours along an axis share their fate far more or far less often than independent ones,
 *       with probability s = rate² + (1 − rate)²: all do where a whole row, channel or image is
 *       dropped, or the same elements of each. Pairs have no element in common, so that they are
 *       independent, too.
 *   <li>A second run drew the same one, as right ones of n elements do with probability sⁿ.
 * </ul>
 *
 * <p>The gradient has no choice. Each of the others accuses a right mask with a probability of at
 * most {@link #ALARM}, twice that where it looks for too much and for too little: with four axes in
 * no more than 1.3·10⁻¹² of all problems.
 *
 * <p>An element tells whether it was kept if it may not be 0 then: not if x is 0 or next to it.
 */
final class DrawnMask {
  /** What happens less often than this by chance is taken for a fault. */
  static final double ALARM = 1e-13;

  private final RandomDropout dropout;
  private final Fates output;
  private final Fates gradient;
  private final boolean again;

  /**
   * Reads the mask off results that passed, element by element.
   *
   * @param results all elements
   * @param again whether a second run gave the same
   */
  DrawnMask(RandomDropout dropout, Oracle oracle, float[] results, boolean again) {
    int size = dropout.shape().size();
    this.dropout = dropout;
    this.output = Fates.of(oracle, results, 0, size);
    this.gradient = Fates.of(oracle, results, size, results.length);
    this.again = again;
  }

  /**
   * What became of elements.
   *
   * @param known of which it can be told
   * @param kept those of them that were
   */
  private record Fates(BitSet known, BitSet kept) {

    static Fates of(Oracle oracle, float[] results, int from, int to) {
      Fates fates = new Fates(new BitSet(), new BitSet());
      Gauge gauge = new Gauge();
      for (int i = from; i < to; i++) {
        oracle.element(0, i, gauge);
        if (Math.abs(gauge.value()) > oracle.bound(gauge)) {
          fates.known.set(i - from);
          fates.kept.set(i - from, results[i] != 0);
        }
      }
      return fates;
    }

    Fates without(BitSet some) {
      Fates others = new Fates((BitSet) known.clone(), (BitSet) kept.clone());
      others.known.andNot(some);
      others.kept.andNot(some);
      return others;
    }
  }

  /** What is odd about it, on one line; empty if nothing is, but for {@link #lostGradient}. */
  Optional<String> oddity() {
    return Stream.<Supplier<Optional<String>>>of(
            this::otherInTheGradient,
            () -> share("keeps %d of %d elements at rate %s", output),
            this::together,
            this::repeated)
        .flatMap(look -> look.get().stream())
        .findFirst();
  }

  /** How few gradients are kept, or how many, where x is 0; empty if that is in order. */
  Optional<String> lostGradient() {
    return share(
        "the gradient keeps %d of %d elements whose x is 0, at rate %s",
        gradient.without(output.known));
  }

  private Optional<String> otherInTheGradient() {
    BitSet different = (BitSet) output.kept.clone();
    different.xor(gradient.kept);
    different.and(output.known);
    different.and(gradient.known);
    if (different.isEmpty()) {
      return Optional.empty();
    }
    int first = different.nextSetBit(0);
    String coordinates = Arrays.toString(dropout.shape().coordinates(first)).replace(" ", "");
    return Optional.of(
        String.format(
            output.kept.get(first)
                ? "x%s is kept, but its gradient is dropped"
                : "x%s is dropped, but its gradient is kept",
            coordinates));
  }

  private Optional<String> share(String words, Fates fates) {
    Binomial kept = new Binomial(fates.known.cardinality(), 1 - dropout.rate());
    return unlikely(kept, fates.kept.cardinality(), words);
  }

  private Optional<String> together() {
    return IntStream.range(0, dropout.shape().rank())
        .mapToObj(this::together)
        .flatMap(Optional::stream)
        .findFirst();
  }

  private Optional<String> together(int axis) {
    Shape shape = dropout.shape();
    int step = shape.stride(axis);
    int length = shape.dimension(axis);
    int pairs = 0;
    int alike = 0;
    for (int i = 0; i < shape.size(); i++) {
      int position = i / step % length;
      boolean first = position % 2 == 0 && position + 1 < length;
      if (first && output.known.get(i) && output.known.get(i + step)) {
        pairs++;
        alike += output.kept.get(i) == output.kept.get(i + step) ? 1 : 0;
      }
    }
    return unlikely(
        new Binomial(pairs, ofTheSame()),
        alike,
        "neighbours along axis " + axis + " share their fate in %d of %d pairs at rate %s");
  }

  private Optional<String> repeated() {
    int elements = output.known.cardinality();
    return again
        ? unlikely(
            new Binomial(elements, ofTheSame()),
            elements,
            "a second run has the same fate for %d of %d elements at rate %s")
        : Optional.empty();
  }

  /** The probability that two elements are both kept or both dropped. */
  private double ofTheSame() {
    return dropout.rate() * dropout.rate() + (1 - dropout.rate()) * (1 - dropout.rate());
  }

  private Optional<String> unlikely(Binomial right, int seen, String words) {
    return right.tail(seen) < ALARM
        ? Optional.of(String.format(words, seen, right.trials(), dropout.rate()))
        : Optional.empty();
  }
}
