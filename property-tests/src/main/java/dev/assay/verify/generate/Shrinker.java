package dev.assay.verify.generate;

import dev.assay.reference.problem.Problem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Shrinkable;

/**
 * Finds the smallest problem that still fails: tries simpler ones in batches, goes on from the
 * first that fails, and ends when none does. The result is minimal in the sense that no single step
 * of the generator or of the text makes it simpler.
 *
 * @param time how long to go on at most; a batch under way is waited for
 * @param candidates how many problems to try at most
 * @param atOnce how many of them to try in one batch at most; all but the first that fails have
 *     failed in vain
 */
public record Shrinker(Duration time, int candidates, int atOnce) {

  /** Batches grow while nothing fails: usually one of the first few candidates does. */
  private static final int FIRST_BATCH = 4;

  /** Tells which problems still fail in the way that is being shrunk. */
  @FunctionalInterface
  public interface Failing {
    /** Those that fail of a non-empty list of different problems. */
    Set<Problem> among(List<Problem> candidates);
  }

  /**
   * Shrinks a generated problem: first the generator's way, then by its text.
   *
   * @return the simplest problem found; the given one if no simpler one fails
   */
  public Problem shrink(Shrinkable<Problem> problem, Failing failing) {
    Run run = new Run(failing);
    return run.descend(new TextShrinkable(run.descend(problem)));
  }

  /** One budget being spent. */
  private final class Run {
    private final Failing failing;
    private final long start = System.nanoTime();
    private final Set<Problem> seen = new HashSet<>();
    private final Set<Problem> failed = new HashSet<>();
    private int tried;

    Run(Failing failing) {
      this.failing = failing;
    }

    boolean isExhausted() {
      return tried >= candidates || System.nanoTime() - start >= time.toNanos();
    }

    Problem descend(Shrinkable<Problem> from) {
      Shrinkable<Problem> current = from;
      seen.add(current.value());
      failed.add(current.value());
      Optional<Shrinkable<Problem>> simpler = simpler(current);
      while (simpler.isPresent()) {
        current = simpler.get();
        simpler = simpler(current);
      }
      return current.value();
    }

    private Optional<Shrinkable<Problem>> simpler(Shrinkable<Problem> current) {
      Iterator<Shrinkable<Problem>> steps = current.shrink().iterator();
      int size = Math.min(FIRST_BATCH, atOnce);
      for (; !isExhausted(); size = Math.min(2 * size, atOnce)) {
        List<Shrinkable<Problem>> batch = next(steps, Math.min(size, candidates - tried));
        if (batch.isEmpty()) {
          return Optional.empty();
        }
        judge(batch);
        Optional<Shrinkable<Problem>> first =
            batch.stream().filter(candidate -> failed.contains(candidate.value())).findFirst();
        if (first.isPresent()) {
          return first;
        }
      }
      return Optional.empty();
    }

    /**
     * The next steps to judge, up to one that is known to fail: another path may lead to the same
     * problem, and from there on to simpler ones.
     */
    private List<Shrinkable<Problem>> next(Iterator<Shrinkable<Problem>> steps, int size) {
      List<Shrinkable<Problem>> batch = new ArrayList<>();
      while (batch.size() < size && steps.hasNext()) {
        Shrinkable<Problem> step = steps.next();
        if (seen.add(step.value())) {
          batch.add(step);
        } else if (failed.contains(step.value())) {
          batch.add(step);
          break;
        }
      }
      return batch;
    }

    private void judge(List<Shrinkable<Problem>> batch) {
      List<Problem> unknown =
          batch.stream().map(Shrinkable::value).filter(p -> !failed.contains(p)).toList();
      if (!unknown.isEmpty()) {
        tried += unknown.size();
        failed.addAll(failing.among(unknown));
      }
    }
  }
}
