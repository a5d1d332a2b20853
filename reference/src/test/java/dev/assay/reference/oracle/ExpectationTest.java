package dev.assay.reference.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.reference.numeric.ProductPrecision;
import dev.assay.reference.problem.Problem;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExpectationTest {

  @ParameterizedTest
  @CsvSource({
    "training-step network=lenet5 n=1 steps=2, true",
    "training-step network=resnet20 n=1 size=32x32 until=loss, false"
  })
  void whatIsKeptReadsBackAsItWas(String text, boolean whole) throws IOException {
    Problem problem = Problem.parse(text);
    Expectation computed = Expectation.of(problem, ProductPrecision.TF32);
    ByteArrayOutputStream kept = new ByteArrayOutputStream();
    computed.write(new DataOutputStream(kept));

    DataInputStream in = new DataInputStream(new ByteArrayInputStream(kept.toByteArray()));
    Expectation read = Expectation.read(problem, in);

    assertThat(read.results()).isEqualTo(computed.results());
    assertThat(read.sample()).usingRecursiveComparison().isEqualTo(computed.sample());
    assertThat(read.sample().whole()).isEqualTo(whole);
    assertThat(in.available()).isZero();
  }
}
