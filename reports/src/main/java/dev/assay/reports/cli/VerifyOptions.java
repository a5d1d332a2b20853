package dev.assay.reports.cli;

import dev.assay.reference.op.OperationText;
import dev.assay.reference.problem.Problem;
import dev.assay.reports.job.VerificationPlan;
import dev.assay.verify.generate.Shard;
import dev.assay.verify.network.NetworkProblems;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What to verify, and how thoroughly. */
final class VerifyOptions {
  private static final int DEFAULT_TRIES = 1000;

  @Option(
      names = "--op",
      paramLabel = "PATTERN",
      description =
          "Operations to verify; * stands for anything; training-step and inference are random"
              + " networks, and the proofs of published ones. Repeat for several. Default: all.")
  private List<String> patterns = new ArrayList<>();

  @Option(
      names = "--tries",
      paramLabel = "N",
      description =
          "Random problems per operation and backend. Default: 1000, or as many as there is time for"
              + " if --time-limit is given.")
  private @Nullable Integer tries;

  @Option(
      names = "--time-limit",
      paramLabel = "DURATION",
      description =
          "How long to verify, such as 90s, 10m or 2h, the start of the backends included, shared out"
              + " evenly among backends and operations. Each operation gets its first few problems in"
              + " any case; the proofs of networks, the comparison of numbers of threads and the"
              + " invalid problems are always done in full, and count towards that time.")
  private @Nullable Duration timeLimit;

  @Option(
      names = "--shard",
      paramLabel = "I/N",
      description =
          "Try only the I-th of N parts of the problems. The N shards of one seed together try each"
              + " problem once; 'assay merge' joins their runs.")
  private Shard shard = Shard.WHOLE;

  VerificationPlan plan() {
    if (tries != null) {
      AtLeastOne.of("--tries", tries);
    }
    Integer count = tries == null && timeLimit == null ? Integer.valueOf(DEFAULT_TRIES) : tries;
    List<String> known =
        Stream.concat(OperationText.names().stream(), OperationText.composites().stream()).toList();
    Set<String> asked =
        patterns.isEmpty() ? Set.copyOf(known) : OperationPattern.matching(patterns, known);
    List<String> operations = known.stream().filter(asked::contains).toList();
    List<Problem> networks =
        NetworkProblems.all().stream()
            .filter(problem -> asked.contains(problem.operation().name()))
            .filter(problem -> !NetworkProblems.isFullSize(problem))
            .toList();
    return new VerificationPlan(operations, networks, count, timeLimit, shard);
  }
}
