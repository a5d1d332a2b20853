package dev.assay.reports.arrays;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.reference.tensor.Shape;
import dev.assay.reference.tensor.Tensor;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class NpzFileTest {
  /** {@code numpy.save(f, numpy.array([[1, 2, 3]], dtype="<f4"))}, as NumPy 2.4 writes it. */
  private static final String BY_NUMPY =
      "934e554d5059010076007b276465736372273a20273c6634272c2027666f727472616e5f6f726465"
          + "72273a2046616c73652c20277368617065273a2028312c2033292c207d2020202020202020202020"
          + "20202020202020202020202020202020202020202020202020202020202020202020202020202020"
          + "202020202020200a0000803f0000004000004040";

  @Test
  void anArrayIsWhatNumPyWrites() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    NpyArray.ofFloats(Shape.of(1, 3), new float[] {1, 2, 3}).writeTo(out);
    assertThat(HexFormat.of().formatHex(out.toByteArray())).isEqualTo(BY_NUMPY);
  }

  /** More elements than are written at once, and not as many times as many. */
  @Test
  void allElementsOfAllArraysAreThere() throws IOException {
    float[] many = new float[20_000];
    for (int i = 0; i < many.length; i++) {
      many[i] = i;
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    NpzFile file = new NpzFile(out);
    file.add("inputs/a", NpyArray.ofFloats(Shape.of(many.length), many));
    file.add("bound/b", NpyArray.ofDoubles(Tensor.of(Shape.of(2, 1), 0.1, Double.NaN)));
    file.finish();

    NpzContent read = NpzContent.of(new ByteArrayInputStream(out.toByteArray()));
    assertThat(read.files()).containsOnlyKeys("inputs/a.npy", "bound/b.npy");
    assertThat(read.shape("inputs/a")).isEqualTo("20000,");
    assertThat(read.floats("inputs/a")).hasSize(many.length).endsWith(19_998, 19_999);
    assertThat(read.shape("bound/b")).isEqualTo("2, 1");
    assertThat(read.doubles("bound/b")).containsExactly(0.1, Double.NaN);
  }
}
