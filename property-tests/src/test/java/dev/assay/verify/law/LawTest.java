package dev.assay.verify.law;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.reference.problem.Problem;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LawTest {

  /** Nothing is made of integers whose sums would not be exact, not even an exception. */
  @ParameterizedTest
  @CsvSource({
    "adjoint-identity, conv2d n=2 c=1 h=1 w=1 k=1 kernel=1x1 pad=2048x2048",
    "channel-checksum, conv2d n=2 c=1 h=1 w=1 k=1 kernel=1x1 pad=2048x2048",
    "linearity, conv2d n=2 c=1 h=1 w=1 k=1 kernel=1x1 pad=2048x2048",
    "padding-as-zeros, conv2d n=2 c=1 h=1 w=1 k=1 kernel=1x1 pad=2048x2048",
    "sharded-gradient, conv2d n=2 c=1 h=1 w=1 k=1 kernel=1x1 pad=2048x2048",
    "translation, conv2d n=2 c=1 h=1 w=1 k=1 kernel=1x1 pad=2048x2048",
    "group-split, conv2d n=2 c=2 h=1 w=1 k=2 kernel=1x1 pad=2048x2048 groups=2",
    "dilation-as-spread-kernel, conv2d n=2 c=1 h=1 w=1 k=1 kernel=2x2 pad=2048x2048 dilation=2x2",
    "stride-as-subsampling, conv2d n=2 c=1 h=1 w=1 k=1 kernel=1x1 pad=2048x2048 stride=64x64",
    "model-parallelism, linear n=16777217 in=1 out=2"
  })
  void ofSumsThatAreTooLongLawsOfIntegersSayNothing(String law, String problem) {
    assertThat(Law.named(law).of(Problem.parse(problem))).isEmpty();
  }
}
