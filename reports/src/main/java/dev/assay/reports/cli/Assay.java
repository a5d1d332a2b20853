package dev.assay.reports.cli;

import dev.assay.host.HostException;
import dev.assay.host.UnwritableFolderException;
import dev.assay.reference.init.Initializer;
import dev.assay.reference.numeric.PrecisionClass;
import dev.assay.reference.op.Architecture;
import dev.assay.reference.op.Extent;
import dev.assay.reference.op.NearMiss;
import dev.assay.reference.problem.Problem;
import dev.assay.reports.console.ExitCode;
import dev.assay.reports.console.Failure;
import dev.assay.reports.console.Version;
import dev.assay.reports.images.RateSchedule;
import dev.assay.reports.record.FolderException;
import dev.assay.reports.render.Printable;
import dev.assay.spi.Device;
import dev.assay.verify.contract.InvalidProblem;
import dev.assay.verify.generate.Shard;
import dev.assay.verify.law.Law;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.TypeConversionException;

/** The application's entry point. */
@Command(
    name = "assay",
    description =
        "Which deep-learning backend on the JVM computes convolutional networks correctly, and"
            + " which computes them fast?",
    subcommands = {
      BackendsCommand.class,
      VerifyCommand.class,
      BenchCommand.class,
      RunCommand.class,
      ContinueCommand.class,
      MergeCommand.class,
      CompareCommand.class,
      CalibrateCommand.class,
      RecommendCommand.class,
      HistoryCommand.class,
      ReportCommand.class,
      ReplayCommand.class,
      NetworksCommand.class,
      ClassifyCommand.class,
      FeaturesCommand.class,
      TrainCommand.class,
      CommandLine.HelpCommand.class
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "",
      "Examples:",
      "  assay run                            verify and time all backends, write a report",
      "  assay backends                       what there is on this machine",
      "  assay verify --backend djl-mxnet --op 'conv2d*' --tries 2000 --seed 7",
      "  assay verify --time-limit 2h --seed 7 --shard 1/4",
      "  assay bench --backend dl4j --network resnet18",
      "  assay compare runs/2026-11-22T10-00-00Z runs/2026-11-23T10-00-00Z",
      "  assay history runs                   many runs over time, as pages",
      "  assay networks vgg16                 its layers, parameters and work",
      "  assay classify --network resnet20 --weights resnet20.safetensors --images test_batch.bin",
      "",
      "Exit codes: 0 fine; 1 slower (compare); 2 wrong results; 3 inconclusive; 64 usage;",
      "            65 a file is not what it should be; 69 backend or device not available;",
      "            70 fault of Assay; 73 cannot write.",
    })
public final class Assay {

  private static final int HELP_WIDTH = 100;

  private Assay() {}

  /** Runs one command. */
  public static void main(String[] arguments) {
    // Reports, their anchors and commands to repeat are the same wherever they are made.
    Locale.setDefault(Locale.ROOT);
    if ("dumb".equals(System.getenv("TERM"))) {
      System.setProperty("picocli.ansi", "false"); // which picocli does not know by itself
    }
    CommandLine line = commandLine();
    System.exit(guarded(() -> line.execute(arguments), line.getErr()));
  }

  /**
   * Runs a command; an error of the JVM does not end it with 1, which is for what became slower.
   */
  static int guarded(IntSupplier command, PrintWriter err) {
    try {
      return command.getAsInt();
    } catch (OutOfMemoryError e) {
      return error(
          err,
          "out of memory, at "
              + (Runtime.getRuntime().maxMemory() >> 20)
              + " MiB of heap; ask for less, or raise the heap with ASSAY_JAVA_OPTIONS=-Xmx…",
          ExitCode.SOFTWARE);
    } catch (Error e) {
      return fault(e, err);
    }
  }

  static CommandLine commandLine() {
    CommandLine line = new CommandLine(new Assay());
    line.setUsageHelpWidth(HELP_WIDTH);
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.registerConverter(Device.class, text -> convert(text, Device::parse));
    line.registerConverter(Duration.class, text -> convert(text, DurationText::parse));
    line.registerConverter(Share.class, text -> convert(text, Share::parse));
    line.registerConverter(Shard.class, text -> convert(text, Shard::parse));
    line.registerConverter(Problem.class, text -> convert(text, Problem::parse));
    line.registerConverter(
        Architecture.class, text -> convert(text, name -> network(name, names())));
    line.registerConverter(PrecisionClass.class, text -> convert(text, Assay::precision));
    line.registerConverter(Extent.class, text -> convert(text, Extent::parse));
    line.registerConverter(Initializer.class, text -> convert(text, Initializer::parse));
    line.registerConverter(RateSchedule.class, text -> convert(text, RateSchedule::parse));
    line.registerConverter(Law.class, text -> convert(text, Law::named));
    line.registerConverter(InvalidProblem.class, text -> convert(text, InvalidProblem::named));
    line.setParameterExceptionHandler((e, arguments) -> usage(e.getMessage(), e.getCommandLine()));
    line.setExecutionExceptionHandler((e, command, parsed) -> failed(e, command));
    return line;
  }

  /** By its name; its text is for reports. */
  private static PrecisionClass precision(String name) {
    try {
      return PrecisionClass.valueOf(name.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "no arithmetic '" + name + "'; use f32, f32_approximate, tf32 or bf16", e);
    }
  }

  private static List<String> names() {
    return Architecture.all().stream().map(Architecture::name).toList();
  }

  /**
   * A network by its name.
   *
   * @param names what else could have been meant
   * @throws IllegalArgumentException if there is none, naming those that there are
   */
  static Architecture network(String name, List<String> names) {
    try {
      return Architecture.parse(name);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "no network '"
              + name
              + "'; "
              + NearMiss.of(name, names).orElse("there are: " + String.join(", ", names)),
          e);
    }
  }

  private interface Parser<T> {
    T parse(String text);
  }

  private static <T> T convert(String text, Parser<T> parser) {
    try {
      return parser.parse(text);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(e.getMessage());
    }
  }

  /** Of a command line that cannot be parsed, and of one that asks for what cannot be. */
  private static int usage(@Nullable String message, CommandLine command) {
    error(command.getErr(), message);
    command.getErr().println("Try '" + command.getCommandSpec().qualifiedName() + " --help'.");
    return ExitCode.USAGE;
  }

  private static int failed(Exception e, CommandLine command) {
    PrintWriter err = command.getErr();
    if (e instanceof Failure failure) {
      return failure.exitCode() == ExitCode.USAGE
          ? usage(failure.getMessage(), command)
          : error(err, failure.getMessage(), failure.exitCode());
    }
    if (e instanceof HostException) {
      return error(err, e.getMessage(), ExitCode.UNAVAILABLE);
    }
    if (e instanceof FolderException || e instanceof UnwritableFolderException) {
      return error(err, e.getMessage(), ExitCode.CANNOT_CREATE);
    }
    return fault(e, err);
  }

  private static int fault(Throwable e, PrintWriter err) {
    e.printStackTrace(err);
    return error(
        err,
        "this is a fault of Assay's own; please report it with the lines above",
        ExitCode.SOFTWARE);
  }

  private static int error(PrintWriter err, @Nullable String message, int exitCode) {
    error(err, message);
    return exitCode;
  }

  private static void error(PrintWriter err, @Nullable String message) {
    err.println("assay: " + Printable.of(String.valueOf(message)));
  }
}
