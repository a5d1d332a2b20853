package dev.assay.reports.cli;

import dev.assay.reports.console.ExitCode;
import dev.assay.reports.console.Failure;
import dev.assay.reports.console.Version;
import dev.assay.reports.job.Runs;
import dev.assay.reports.record.CampaignRecord;
import dev.assay.reports.record.RunFolder;
import dev.assay.reports.record.RunRecord;
import dev.assay.reports.record.Shell;
import dev.assay.reports.render.Printable;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Goes on with a run that ended early. */
@Command(
    name = "continue",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description =
        "Go on with a run of 'verify' or 'run' that was interrupted, killed or out of disk space, in"
            + " its folder and with its options.",
    footer = {
      "",
      "Random problems that were verified are kept and not tried again; timing begins anew.",
      "A backend that did not start again is started once more. A run that is still going on, or was",
      "begun on another machine, is refused.",
      "",
      "Examples:",
      "  assay continue runs/2026-11-22T10-00-00Z",
    })
final class ContinueCommand implements Callable<Integer> {
  @Parameters(paramLabel = "RUN", description = "A run's folder, or its run.json.")
  private Path path = Path.of("");

  @Override
  public Integer call() {
    RunFolder folder = RunFolder.at(path);
    RunRecord run = Runs.load(folder);
    CampaignRecord campaign = run.campaign();
    Runs.checkSomethingIsLeft(run, folder);
    if (campaign == null) {
      throw Failure.usage("run " + run.id() + " cannot go on; begin it anew: " + run.command());
    }
    if (!run.assay().equals(Version.current())) {
      throw Failure.usage(
          "run "
              + run.id()
              + " is of version "
              + run.assay()
              + " of Assay, whose problems may be others; go on with that version");
    }
    CommandLine.ParseResult parsed =
        Assay.commandLine().parseArgs(campaign.arguments().toArray(String[]::new));
    if (parsed.hasSubcommand()
        && parsed.subcommand().commandSpec().userObject() instanceof Continuable command) {
      System.err.println(
          "going on with: assay " + Printable.line(Shell.words(campaign.arguments())));
      return command.goOn(folder, run);
    }
    throw new Failure(ExitCode.DATA, path + " is damaged: it names no command to go on with");
  }
}
