package dev.assay.verify.generate;

import dev.assay.reference.problem.Problem;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How much of a family of problems is new: of the values that its problems have (see {@link
 * Features}), how many threes have not met before. The most novel of a few candidates is taken, as
 * in AETG (Cohen, Dalal, Fredman &amp; Patton 1997). Bugs that libraries had often need three
 * values to meet: depthwise kernels of 3x3 at stride 2, say.
 */
final class Novelty {
  /** More values than the features of any operation have. */
  private static final int MOST_VALUES = 1 << 8;

  private final Map<String, Integer> numbers = new HashMap<>();
  private final BitSet met = new BitSet();

  /** How many threes a family would add; one counts for each of the problems that have it. */
  int of(Family family) {
    return threes(family, /* remember= */ false);
  }

  void add(Family family) {
    threes(family, /* remember= */ true);
  }

  private int threes(Family family, boolean remember) {
    List<Integer> shared = new ArrayList<>();
    Features.of(family.operation())
        .forEach((name, value) -> shared.add(number(name + "=" + value)));
    int added = 0;
    for (Problem problem : family.problems()) {
      List<Integer> values = new ArrayList<>(shared);
      values.add(number(problem.direction().toString()));
      values.add(number(problem.fill().toString()));
      added += threes(values.stream().mapToInt(i -> i).sorted().toArray(), remember);
    }
    return added;
  }

  private int number(String value) {
    return numbers.computeIfAbsent(value, v -> numbers.size());
  }

  private int threes(int[] values, boolean remember) {
    int added = 0;
    for (int a = 2; a < values.length; a++) {
      for (int b = 1; b < a; b++) {
        int pair = (values[a] * MOST_VALUES + values[b]) * MOST_VALUES;
        for (int c = 0; c < b; c++) {
          if (!met.get(pair + values[c])) {
            added++;
            if (remember) {
              met.set(pair + values[c]);
            }
          }
        }
      }
    }
    return added;
  }
}
