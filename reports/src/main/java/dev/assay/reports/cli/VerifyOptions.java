package dev.assay.reports.cli;

import dev.assay.reference.op.OperationText;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;
import java.util.regex.PatternSyntaxException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What to verify, and how thoroughly. */
final class VerifyOptions {
  @Spec(Spec.Target.MIXEE)
  @SuppressWarnings("NullAway.Init") // set by picocli
  private CommandSpec command;

  @Option(
      names = "--op",
      paramLabel = "PATTERN",
      defaultValue = "*",
      description = "Operations to verify; * stands for anything. Default: all.")
  private String pattern = "*";

  @Option(
      names = "--tries",
      paramLabel = "N",
      defaultValue = "1000",
      description = "Random problems per operation and backend. Default: ${DEFAULT-VALUE}.")
  private int tries;

  /**
   * What to verify.
   *
   * @param operations their names
   * @param tries random problems per operation and backend
   */
  record Plan(List<String> operations, int tries) {}

  Plan plan() {
    if (tries < 1) {
      throw new ParameterException(
          command.commandLine(), "--tries=" + tries + " must be at least 1");
    }
    return new Plan(operations(), tries);
  }

  private List<String> operations() {
    try {
      PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + pattern);
      List<String> matching =
          OperationText.names().stream().filter(name -> matcher.matches(Path.of(name))).toList();
      if (!matching.isEmpty()) {
        return matching;
      }
    } catch (PatternSyntaxException e) {
      // Matches nothing either.
    }
    throw new ParameterException(
        command.commandLine(),
        "no operation matches '"
            + pattern
            + "'; there are: "
            + String.join(", ", OperationText.names()));
  }
}
