package dev.assay.reference.op;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.reference.problem.Problem;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The work of every operation, from which speeds are computed, and its longest sum, from which the
 * range of exact integers is: counted by hand, with different sizes along all axes.
 */
class WorkTest {

  /** Problem, floating-point operations of its forward direction, longest sum. */
  private static final String COUNTED =
      """
      adam size=7 step=1                                              | 98   | 4
      add shape=2x3                                                   | 6    | 2
      arg-max shape=2x3 axis=1                                        | 6    | 1
      average-pool1d n=2 c=3 l=7 kernel=3 stride=2                    | 54   | 3
      average-pool2d n=2 c=3 h=5 w=7 kernel=2x3 stride=1x2            | 432  | 6
      average-pool3d n=1 c=2 d=3 h=4 w=5 kernel=2x3x2                 | 384  | 12
      batch-norm shape=2x3x5                                          | 240  | 10
      batch-norm-inference shape=2x3x5                                | 120  | 10
      batch-norm-statistics shape=2x3x5                               | 120  | 10
      binary-cross-entropy shape=2x3                                  | 42   | 6
      binary-cross-entropy-of-probabilities shape=2x3                 | 48   | 6
      concat shape=2x3 axis=1 other=2                                 | 10   | 1
      conv-transpose2d n=2 c=4 h=3 w=2 k=6 kernel=2x3 groups=2        | 1728 | 18
      conv-transpose2d n=1 c=4 h=1 w=1 k=6 kernel=2x3 groups=2 bias=true | 144 | 19
      conv-transpose2d n=2 c=4 h=3 w=2 k=6 kernel=2x3 groups=2 bias=true | 1728 | 32
      conv-transpose2d n=3 c=1 h=1 w=1 k=1 kernel=1x1 stride=5x7 output-pad=3x6 bias=true | 6 | 84
      conv1d n=2 c=4 l=9 k=6 kernel=3 stride=2 groups=2               | 576  | 9
      conv1d n=1 c=4 l=3 k=2 kernel=3 groups=2 bias=true              | 24   | 7
      conv2d n=2 c=4 h=5 w=6 k=6 kernel=3x2 groups=2                  | 4320 | 30
      conv2d n=1 c=4 h=3 w=2 k=6 kernel=3x2 groups=2                  | 144  | 18
      conv2d n=1 c=6 h=3 w=2 k=4 kernel=3x2 groups=2                  | 144  | 18
      conv2d n=1 c=6 h=3 w=2 k=4 kernel=3x2 groups=2 bias=true        | 144  | 19
      conv3d n=1 c=4 d=3 h=4 w=3 k=2 kernel=2x2x3 groups=2            | 576  | 24
      conv3d n=1 c=4 d=3 h=4 w=3 k=2 kernel=2x2x3 groups=2 bias=true  | 576  | 25
      conv3d n=1 c=2 d=2 h=2 w=3 k=6 kernel=2x2x3 groups=2            | 144  | 36
      conv3d n=3 c=2 d=3 h=4 w=5 k=2 kernel=1x2x3 groups=2            | 1944 | 81
      cross-entropy n=3 classes=4                                     | 60   | 4
      cross-entropy-of-probabilities n=3 classes=4                    | 36   | 4
      dropout shape=2x3                                               | 12   | 1
      flatten shape=2x3                                               | 6    | 1
      group-norm shape=2x6x5 groups=2                                 | 480  | 15
      group-norm shape=7x6x1 groups=2                                 | 336  | 7
      instance-norm shape=2x3x5                                       | 240  | 10
      layer-norm shape=2x3x5                                          | 240  | 6
      layer-norm shape=2x3x5 axes=2                                   | 240  | 15
      leaky-relu shape=2x3                                            | 6    | 1
      identity-shortcut n=2 c=3 h=4 w=5 before=1 after=2              | 72   | 1
      linear n=2 in=5 out=3                                           | 60   | 5
      identity-shortcut n=2 c=3 h=4 w=5 before=1 after=2              | 72   | 1
      linear n=2 in=5 out=3 bias=true                                 | 60   | 6
      linear n=7 in=2 out=3                                           | 84   | 7
      linear n=1 in=2 out=9                                           | 36   | 9
      local-response-norm n=2 c=3 h=4 w=5 size=5                      | 1200 | 3
      local-response-norm n=2 c=7 h=4 w=5 size=3                      | 2800 | 3
      locally-connected2d n=2 c=3 h=4 w=5 k=2 kernel=2x3              | 1296 | 18
      locally-connected2d n=2 c=3 h=4 w=5 k=2 kernel=2x3 bias=true    | 1296 | 19
      locally-connected2d n=2 c=2 h=2 w=3 k=4 kernel=2x3              | 192  | 24
      locally-connected2d n=5 c=1 h=1 w=1 k=2 kernel=1x1              | 20   | 5
      log-softmax shape=2x3 axis=1                                    | 24   | 3
      max-pool1d n=2 c=3 l=7 kernel=3 stride=2                        | 54   | 2
      max-pool2d n=2 c=3 h=5 w=7 kernel=2x3 stride=1x2                | 432  | 4
      max-pool3d n=1 c=2 d=3 h=4 w=5 kernel=2x3x2 stride=1x2x1        | 192  | 8
      mean-squared-error shape=2x3                                    | 18   | 24
      momentum size=7 learning-rate=0.1                               | 42   | 4
      one-hot n=3 classes=4                                           | 12   | 1
      randomized-leaky-relu shape=2x3                                 | 6    | 1
      random-dropout shape=2x3                                        | 24   | 1
      random-dropout shape=2x3 gradient=false                         | 12   | 1
      relu shape=2x3                                                  | 6    | 1
      sgd size=7 learning-rate=0.1                                    | 28   | 3
      sigmoid shape=2x3                                               | 6    | 1
      softmax shape=2x3 axis=1                                        | 24   | 3
      tanh shape=2x3                                                  | 6    | 1
      """;

  @Test
  void countedByHand() {
    assertThat(COUNTED.lines())
        .allSatisfy(
            line -> {
              String[] cells = line.split("\\|");
              Operation operation = Problem.parse(cells[0].strip()).operation();
              assertThat(operation.forwardFlops()).isEqualTo(Double.parseDouble(cells[1]));
              assertThat(operation.longestSum()).isEqualTo(Integer.parseInt(cells[2].strip()));
            });
  }

  @Test
  void everyOperationIsCounted() {
    List<String> counted = COUNTED.lines().map(line -> line.split(" ")[0]).toList();

    assertThat(new TreeSet<>(counted)).containsExactlyElementsOf(OperationText.names());
  }

  /** Every tensor once: 10 of x, 15 weights, 3 of the bias, 6 of y or g, four bytes each. */
  @ParameterizedTest
  @CsvSource({
    "linear, 60, 34",
    "linear backward-data, 60, 44",
    "linear backward-weights, 60, 52",
    "linear backward, 120, 62"
  })
  void costOfEachDirection(String words, double flops, double numbers) {
    Cost cost = Problem.parse(words + " n=2 in=5 out=3 bias=true").cost();

    assertThat(cost).isEqualTo(new Cost(flops, 4 * numbers));
    assertThat(cost.plus(new Cost(1, 2))).isEqualTo(new Cost(flops + 1, 4 * numbers + 2));
  }
}
