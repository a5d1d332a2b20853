package dev.assay.reports.render;

import dev.assay.bench.PublishedWorkload;
import dev.assay.bench.Workload;
import dev.assay.bench.WorkloadProblem;
import java.util.List;
import java.util.stream.Stream;

/** Workloads that are no networks as tables. */
public final class WorkloadTable {
  private static final double GIGA = 1e9;
  private static final double MEGA = 1e6;

  private WorkloadTable() {}

  /** One line per workload. */
  public static TextTable ofAll(List<PublishedWorkload> workloads) {
    TextTable table =
        new TextTable(Stream.of("workload", "problems", "GFLOP", "source"))
            .right(column -> column == 1 || column == 2);
    for (PublishedWorkload workload : workloads) {
      List<WorkloadProblem> problems = workload.workload(1).problems();
      table.row(
          workload.name(),
          Numbers.count(problems.size()),
          Numbers.fixed(flops(problems) / GIGA, 3),
          workload.source());
    }
    return table;
  }

  /** One line per problem, as {@code replay} takes it, and the total. */
  public static TextTable of(Workload workload) {
    List<WorkloadProblem> problems = workload.problems();
    TextTable table =
        new TextTable(Stream.of("layer", "problem", "MFLOP")).right(column -> column == 2);
    for (WorkloadProblem layer : problems) {
      table.row(layer.layer(), layer.problem().toString(), megaflops(List.of(layer)));
    }
    table.row("total", "", megaflops(problems));
    return table;
  }

  private static String megaflops(List<WorkloadProblem> problems) {
    return Numbers.fixed(flops(problems) / MEGA, 1);
  }

  private static double flops(List<WorkloadProblem> problems) {
    return problems.stream().mapToDouble(p -> p.count() * p.problem().cost().flops()).sum();
  }
}
