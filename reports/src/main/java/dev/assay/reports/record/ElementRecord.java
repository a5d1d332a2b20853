package dev.assay.reports.record;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.assay.reference.tensor.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * One element of one result, expected and actual.
 *
 * @param result which result: {@code output}, {@code gradient of weights}
 * @param shape of that result; empty if not known
 * @param index row-major position in it
 * @param bound the largest difference that is in order
 * @param share |actual − expected| / bound
 */
@JsonIgnoreProperties(value = "position", allowGetters = true)
public record ElementRecord(
    String result,
    List<Integer> shape,
    int index,
    double expected,
    double actual,
    double bound,
    double share) {

  public ElementRecord {
    Objects.requireNonNull(result, "result");
    shape = List.copyOf(shape);
    known(shape);
  }

  private static Shape known(List<Integer> shape) {
    return Shape.of(shape.stream().mapToInt(Integer::intValue).toArray());
  }

  /** The index along each axis of the shape; empty if the shape is not known. */
  @JsonProperty("position")
  public List<Integer> position() {
    return Arrays.stream(known(shape).coordinates(index)).boxed().toList();
  }
}
