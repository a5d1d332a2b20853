package dev.assay.verify.law;

import dev.assay.reference.op.Adam;
import dev.assay.reference.op.Momentum;
import dev.assay.reference.op.Sgd;
import dev.assay.reference.problem.Problem;
import dev.assay.reference.tensor.Tensor;
import dev.assay.worker.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Optimisers that differ in one thing agree where it is nothing.
 *
 * <p>Nesterov's first step is 1 + μ times as long as the plain one.
 */
public final class UpdateSpecialCases implements Law {
  private static final int GRADIENT = 1;
  private static final int VELOCITY = 2;

  @Override
  public String name() {
    return "update-special-cases";
  }

  @Override
  public String statement() {
    return "sgd(w, g) = w + sgd(0, g) without decay; momentum(w, g, v=0) = sgd(w, g);"
        + " adam = adamw without decay";
  }

  @Override
  public Optional<Case> of(Problem problem) {
    if (problem.operation() instanceof Sgd sgd) {
      return Optional.of(sgd(problem, sgd));
    }
    if (problem.operation() instanceof Momentum momentum) {
      return Optional.of(momentum(problem, momentum));
    }
    if (problem.operation() instanceof Adam adam) {
      return Optional.of(adam(problem, adam));
    }
    return Optional.empty();
  }

  private static Case sgd(Problem problem, Sgd sgd) {
    Problem step = problem.with(Variant.of(sgd, Map.of("decay", 0.0)), problem.direction());
    List<Tensor> inputs = step.inputs();
    Tensor weights = inputs.get(0);
    return Side.check(
        List.of(Request.of(step, inputs), Request.of(step, without(inputs, 0))),
        sides -> sides.get(0).compare(sides.get(1).plus(Side.exactly(weights.values()))));
  }

  private static Case momentum(Problem problem, Momentum momentum) {
    double rate = momentum.learningRate() * (momentum.nesterov() ? 1 + momentum.momentum() : 1);
    Problem plain =
        problem.with(new Sgd(momentum.size(), rate, momentum.decay()), problem.direction());
    List<Tensor> atRest = without(problem.inputs(), VELOCITY);
    return Side.check(
        List.of(Request.of(problem, atRest), Request.of(plain, atRest.subList(0, GRADIENT + 1))),
        sides -> sides.get(0).picked(momentum.size(), i -> i).compare(sides.get(1)));
  }

  private static Case adam(Problem problem, Adam adam) {
    List<Tensor> inputs = problem.inputs();
    return Side.equal(
        Request.of(withoutDecay(problem, adam, false), inputs),
        Request.of(withoutDecay(problem, adam, true), inputs));
  }

  private static Problem withoutDecay(Problem problem, Adam adam, boolean decoupled) {
    return problem.with(
        Variant.of(adam, Map.of("decay", 0.0, "decoupled", decoupled)), problem.direction());
  }

  private static List<Tensor> without(List<Tensor> inputs, int zeroed) {
    List<Tensor> changed = new ArrayList<>(inputs);
    changed.set(zeroed, Tensors.like(inputs.get(zeroed), i -> 0));
    return changed;
  }
}
