package dev.assay.reports.images;

import dev.assay.reference.numeric.ProductPrecision;
import dev.assay.reference.oracle.Comparison;
import dev.assay.reference.oracle.Oracle;
import dev.assay.reference.oracle.Sample;
import dev.assay.reports.render.TrainingCurves.Judged;
import dev.assay.reports.render.TrainingCurves.Step;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * A backend on its own way through a training: a step starts from where its last one led.
 *
 * <p>How the losses of two such ways part says little of who is right: training multiplies what
 * rounding does by a hundred and more in a step. So a backend is judged step by step, as far as the
 * reference goes along: from where the reference stood before a step, it must come to the same
 * results of each of the step's problems, within the oracle's bound of that problem for the
 * precision of products that it declares.
 */
final class Trainee {
  private final Training training;
  private final List<Training.Reference> reference;
  private final Computation backend;
  private TrainingState own;
  private TrainingState ofReference;
  private int number;

  /**
   * A backend before its first step.
   *
   * @param reference its steps; as many are judged
   */
  Trainee(Training training, List<Training.Reference> reference, Computation backend) {
    this.training = training;
    this.reference = reference;
    this.backend = backend;
    this.own = training.start();
    this.ofReference = training.start();
  }

  /** Where its own way has led. */
  TrainingState state() {
    return own;
  }

  /** Makes the next step. */
  Step step() throws Computation.NoResults {
    Optional<Judged> judged = number < reference.size() ? Optional.of(judge()) : Optional.empty();
    Training.Advance advance = training.advance(number, own, backend::compute);
    own = advance.after();
    number++;
    return new Step(advance.loss(), judged);
  }

  /** Has each of the step's problems computed from where the reference stood. */
  private Judged judge() throws Computation.NoResults {
    Iterator<Oracle> oracles = reference.get(number).oracles().iterator();
    List<Judged> judged = new ArrayList<>();
    Training.Solver<Computation.NoResults> solver =
        (problem, inputs) -> {
          Oracle expected = oracles.next();
          Oracle judge =
              backend.precision() == ProductPrecision.F32
                  ? expected
                  : new Oracle(problem, inputs, backend.precision());
          Comparison found = judge.compare(Sample.WHOLE, backend.compute(problem, inputs));
          judged.add(new Judged(problem, found.worst()));
          return Training.floats(expected);
        };
    ofReference = training.advance(number, ofReference, solver).after();
    return Collections.max(judged, Comparator.comparingDouble(Judged::share));
  }
}
