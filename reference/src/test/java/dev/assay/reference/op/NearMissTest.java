package dev.assay.reference.op;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearMissTest {
  private static final List<String> NAMES =
      List.of("conv1d", "conv2d", "djl-pytorch", "djl-pytorch-blocks", "relu", "vgg16");

  @ParameterizedTest
  @CsvSource({
    "djl-pytroch, djl-pytorch",
    "djlpytorch, djl-pytorch",
    "conv2D, conv2d",
    "conv2, conv2d",
    "rleu, relu",
    "vgg, vgg16",
    "djl-pytorch-block, djl-pytorch-blocks",
    "conv, conv1d or conv2d",
  })
  void theNearestAreMeant(String typed, String meant) {
    assertThat(NearMiss.of(typed, NAMES)).contains("did you mean " + meant + "?");
  }

  @ParameterizedTest
  @CsvSource({"nope", "softmax", "dl4j", "v", "djl-pyxxxxx"})
  void whatIsFarIsNotMeant(String typed) {
    assertThat(NearMiss.of(typed, NAMES)).isEmpty();
  }

  @Test
  void withoutNamesNoneIsMeant() {
    assertThat(NearMiss.of("a", List.of())).isEmpty();
  }
}
