package dev.assay.verify.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.assay.reference.numeric.ProductPrecision;
import dev.assay.reference.problem.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExpectationsTest {
  private static final Problem PROBLEM = Problem.parse("inference network=lenet5 n=1");

  @TempDir Path folder;

  private List<Path> kept() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }

  /** Nothing is kept by an oracle that is in no jar, whose code has no hash. */
  @Test
  void whatCannotBeKeptLeavesNothingBehind() throws IOException {
    new Expectations(folder).get(PROBLEM, ProductPrecision.F32);
    assumeThat(kept()).hasSize(1);
    Path file = kept().get(0);
    Files.delete(file);
    Files.createDirectory(file);
    Files.createFile(file.resolve("in the way"));

    new Expectations(folder).get(PROBLEM, ProductPrecision.F32);

    assertThat(kept()).containsExactly(file);
  }
}
