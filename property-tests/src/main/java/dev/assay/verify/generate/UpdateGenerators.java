package dev.assay.verify.generate;

import dev.assay.reference.op.Adam;
import dev.assay.reference.op.Momentum;
import dev.assay.reference.op.Sgd;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Steps of optimisers, at the usual rates and others. */
final class UpdateGenerators {
  private static final Arbitrary<Integer> SIZES =
      Choice.mostly(1, 2, 3, 7, 8, 9, 16, 17, 31, 33, 64, 100, 257, 1000, 4099);

  private static final Arbitrary<Double> RATES = Choice.mostly(0.1, 0.01, 0.001, 1.0, 0.5, 0.3);

  private static final Arbitrary<Double> DECAYS = Choice.mostly(0.0, 1e-4, 0.5, 0.1);

  private UpdateGenerators() {}

  static Arbitrary<Sgd> sgd() {
    return Combinators.combine(SIZES, RATES, DECAYS).as(Sgd::new);
  }

  static Arbitrary<Momentum> momentum() {
    return Combinators.combine(
            SIZES, RATES, Choice.mostly(0.9, 0.5, 0.99, 0.1), DECAYS, Choice.any(false, true))
        .as(Momentum::new);
  }

  static Arbitrary<Adam> adam() {
    return Combinators.combine(
            SIZES,
            Choice.mostly(1, 2, 3, 10, 100, 1000, 100_000),
            RATES,
            Choice.mostly(0.9, 0.5, 0.99, 0.0),
            Choice.mostly(0.999, 0.99, 0.5, 0.0),
            Choice.mostly(1e-8, 1e-3, 0.1),
            DECAYS,
            Choice.any(false, true))
        .as(Adam::new);
  }
}
