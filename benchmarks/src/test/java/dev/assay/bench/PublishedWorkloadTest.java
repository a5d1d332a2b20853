package dev.assay.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.reference.op.Architecture;
import dev.assay.reference.op.Conv2d;
import dev.assay.reference.op.Direction;
import java.util.List;
import org.junit.jupiter.api.Test;

class PublishedWorkloadTest {

  /** That each line makes a valid problem, and none has another's name, is up to its reader. */
  @Test
  void deepBenchHasItsConvolutionsOnceEach() {
    List<WorkloadProblem> problems = Workload.of("deepbench", 2).problems();

    assertThat(problems)
        .allMatch(layer -> layer.network().equals("deepbench") && layer.batch() == null)
        .extracting(layer -> layer.problem().operation())
        .hasOnlyElementsOfType(Conv2d.class);
    assertThat(WorkloadProblem.distinct(problems)).hasSameSizeAs(problems);
    assertThat(problems.stream().map(layer -> layer.problem().operation()).distinct()).hasSize(191);
    assertThat(problems.stream().map(WorkloadProblem::layer).distinct()).hasSize(191);
  }

  /** In its training set there are batches of 4 and more; two of 4 are among inference, too. */
  @Test
  void whatDeepBenchTrainsHasGradients() {
    assertThat(Workload.of("deepbench", 2).problems(List.of(Direction.BACKWARD)))
        .filteredOn(layer -> layer.problem().direction() == Direction.BACKWARD)
        .hasSize(90)
        .allMatch(layer -> ((Conv2d) layer.problem().operation()).n() >= 4);
    assertThat(Workload.of("deepbench", 2).problems(List.of(Direction.FORWARD)))
        .filteredOn(layer -> ((Conv2d) layer.problem().operation()).n() < 4)
        .hasSize(101);
  }

  @Test
  void aLayersNameSaysItsBatchSize() {
    assertThat(Workload.of("deepbench", 2).problems())
        .allMatch(
            layer -> layer.layer().endsWith("-n" + ((Conv2d) layer.problem().operation()).n()));
  }

  @Test
  void noneIsCalledLikeANetwork() {
    assertThat(Workload.names()).doesNotHaveDuplicates().contains("deepbench", "resnet18");
    assertThat(PublishedWorkload.all())
        .allMatch(published -> Architecture.find(published.name()).isEmpty());
  }

  @Test
  void itsNameIsOfferedToWhoMistypesIt() {
    assertThatThrownBy(() -> Workload.of("deepbnch", 2))
        .isInstanceOf(InvalidWorkloadException.class)
        .hasMessage("'deepbnch' is no file and no network; did you mean deepbench?");
  }
}
