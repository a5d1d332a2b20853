package dev.assay.reports.cli;

import dev.assay.reference.numeric.Gauge;
import dev.assay.reference.numeric.ProductPrecision;
import dev.assay.reference.op.Direction;
import dev.assay.reference.op.Extent;
import dev.assay.reference.op.Optimizer;
import dev.assay.reference.op.Stage;
import dev.assay.reference.op.TrainingStep;
import dev.assay.reference.oracle.Comparison;
import dev.assay.reference.oracle.Oracle;
import dev.assay.reference.oracle.Sample;
import dev.assay.reference.problem.Fill;
import dev.assay.reference.problem.Problem;
import dev.assay.reference.tensor.Tensor;
import dev.assay.reports.render.TrainingCurves.Expected;
import dev.assay.reports.render.TrainingCurves.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.DoubleConsumer;

/**
 * A training of some steps from the same start on the same batches, once by the reference and once
 * by each backend. Each goes its own way: a step starts from the parameters that the step before
 * left.
 *
 * <p>How the losses of two such ways part says little of who is right: training multiplies what
 * rounding does by a hundred and more in a step. So a backend is judged step by step: from the
 * parameters that the reference had before a step, it must come to the same logits, loss, updated
 * parameters and running statistics, within the oracle's bound of that step for the precision of
 * products that it declares.
 */
final class Training {
  private static final int LOSS = 1;
  private static final int FIRST_OF_STATE = 2;

  private final ImageOptions.Input input;
  private final TrainingStep step;
  private final int batches;
  private final List<Tensor> start;

  /**
   * @param count how many images there are; batch follows batch, and after the last whole one the
   *     first comes again
   * @param seed of the weights to start from
   */
  Training(ImageOptions.Input input, int count, int batch, double learningRate, long seed) {
    this.input = input;
    Extent size = input.images().size();
    this.step =
        new TrainingStep(
            input.network(), batch, size, Stage.UPDATE, Optimizer.SGD, learningRate, 0, 0, 1);
    this.batches = count / batch;
    this.start = step.layers().initialState(seed);
  }

  /** Every step as a problem, but for its inputs. */
  Problem problem() {
    return Problem.of(step, Direction.FORWARD, Fill.REAL, 0);
  }

  private Tensor images(int number) {
    return input.images().batch(first(number), step.n(), input.normalization());
  }

  private Tensor labels(int number) {
    return input.images().labels(first(number), step.n(), input.network().classes());
  }

  private int first(int number) {
    return number % batches * step.n();
  }

  /** Images, labels, then the state of before the step. */
  private List<Tensor> inputs(int number, List<Tensor> state) {
    List<Tensor> inputs = new ArrayList<>(List.of(images(number), labels(number)));
    inputs.addAll(state);
    return inputs;
  }

  /**
   * A step of the reference.
   *
   * @param oracle judges those who start from the same and multiply in float32; all that is kept of
   *     a step are its results
   */
  record Reference(Oracle oracle, Expected loss) {}

  /**
   * Trains by the reference.
   *
   * @param steps how many
   * @param done told of every step
   */
  List<Reference> reference(int steps, DoubleConsumer done) {
    List<Reference> way = new ArrayList<>();
    List<Tensor> state = start;
    for (int i = 0; i < steps; i++) {
      Oracle oracle = new Oracle(problem(), inputs(i, state));
      Gauge gauge = new Gauge();
      oracle.element(LOSS, 0, gauge);
      way.add(new Reference(oracle, new Expected(gauge.value(), oracle.bound(gauge))));
      state = after(oracle);
      done.accept(gauge.value());
    }
    return way;
  }

  /** What a step of the reference leaves to the next one. */
  private List<Tensor> after(Oracle oracle) {
    return state(oracle.results().stream().map(Tensor::toFloats).toList());
  }

  /** What the results of a step leave to the next one. */
  private List<Tensor> state(List<float[]> results) {
    List<Tensor> state = new ArrayList<>();
    List<Problem.Result> shapes = problem().results();
    for (int i = FIRST_OF_STATE; i < results.size(); i++) {
      state.add(Tensor.ofFloats(shapes.get(i).shape(), results.get(i)));
    }
    return state;
  }

  /**
   * Trains by a backend.
   *
   * @param reference its steps; empty for none
   * @param done told of every step
   */
  void backend(int steps, Computation backend, List<Reference> reference, Consumer<Step> done)
      throws Computation.NoResults {
    List<Tensor> state = start;
    List<Tensor> ofReference = start;
    for (int i = 0; i < steps; i++) {
      List<float[]> results = backend.compute(problem(), inputs(i, state));
      Optional<Comparison.Worst> worst = Optional.empty();
      if (!reference.isEmpty()) {
        Oracle expected = reference.get(i).oracle;
        List<float[]> judged =
            i == 0 ? results : backend.compute(problem(), inputs(i, ofReference));
        Oracle oracle =
            backend.precision() == ProductPrecision.F32
                ? expected
                : new Oracle(problem(), inputs(i, ofReference), backend.precision());
        worst = Optional.of(oracle.compare(Sample.WHOLE, judged).worst());
        ofReference = after(expected);
      }
      state = state(results);
      done.accept(new Step(results.get(LOSS)[0], worst));
    }
  }
}
