package dev.assay.host;

import dev.assay.reference.problem.Problem;
import dev.assay.spi.Backend;
import dev.assay.spi.BackendProcess;
import dev.assay.spi.Device;
import dev.assay.spi.Origin;
import dev.assay.worker.WorkerMain;
import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * How to start a JVM in which a backend runs: class path, arguments, environment.
 *
 * @param backend the backend's name, with the version if one was asked for
 * @param className the implementation of {@link dev.assay.spi.Backend}
 * @param device where it computes
 * @param threads how many threads it computes with
 * @param classPath everything it needs
 * @param jvmArguments its JVM's arguments, in which {@code {threads}} is filled in
 * @param environment {@code NAME=value} pairs, filled in as well; {@code NAME=} takes that variable
 *     away
 */
public record Launch(
    String backend,
    String className,
    Device device,
    int threads,
    List<Path> classPath,
    List<String> jvmArguments,
    List<String> environment) {

  /** Stands for the number of threads, which may change until the JVM is started. */
  static final String THREADS = "{threads}";

  /**
   * Ctrl-C, the end of a terminal, and {@code timeout} reach every process of the application's
   * group, but they are for the application alone, with which a worker ends anyway: one that died
   * of them before would look like a crash.
   */
  private static final List<String> DEAF_TO_INTERRUPTS =
      List.of("/bin/sh", "-c", "trap '' HUP INT TERM; exec \"$0\" \"$@\"");

  /**
   * JMH and JavaCPP read memory by {@code sun.misc.Unsafe}. JDK 24 warns of that, later ones are to
   * refuse it unless told otherwise; before 23 none knows how to be told.
   */
  private static final List<String> UNSAFE =
      Runtime.version().feature() < 23
          ? List.of()
          : List.of("--sun-misc-unsafe-memory-access=allow");

  /**
   * What every such JVM is told. It computes in native code, lives for seconds, and is over before
   * the optimising compiler is done with the little Java around that. While something was timed on
   * two processors, that compiler took 10 to 15 % of the time that the backend computed, and one of
   * the processors that it computed on: with the quick compiler alone the median time of a layer
   * was 8 to 10 % less, and the least, even of layers of 7 µs, no more. A backend that is written
   * in Java asks for level 4 in its descriptor.
   */
  private static final List<String> JVM_ARGUMENTS =
      List.of(
          "-XX:TieredStopAtLevel=1",
          "-XX:+ExitOnOutOfMemoryError",
          "-XX:-CreateCoredumpOnCrash",
          "--enable-native-access=ALL-UNNAMED"); // which JDKs from 24 on warn of otherwise

  /**
   * Resolves what a backend needs on this machine; fetches it if it is not there.
   *
   * @throws HostException if it has nothing for this device on this platform, its jars cannot be
   *     read, or what it needs can be neither found nor fetched
   */
  public static Launch of(
      Descriptor descriptor, Device device, int threads, ArtifactResolver resolver) {
    List<Path> classPath = new ArrayList<>();
    descriptor.folders().forEach(folder -> classPath.addAll(jars(folder)));
    classPath.add(Origin.of(WorkerMain.class));
    // Someone else's backend need not bring what it was compiled against.
    classPath.add(Origin.of(Backend.class));
    classPath.add(Origin.of(Problem.class));
    classPath.addAll(
        resolver.resolve(
            descriptor.requestedName(), descriptor.artifacts(Platform.current(), device)));
    return new Launch(
        descriptor.requestedName(),
        descriptor.className(),
        device,
        threads,
        classPath,
        descriptor.jvmArguments(),
        descriptor.environment());
  }

  /**
   * A backend in plain Java, from this application's own class path, compiled as well as can be.
   */
  public static Launch ofOwn(String name, Class<? extends Backend> backend, int threads) {
    return new Launch(
        name,
        backend.getName(),
        Device.CPU,
        threads,
        List.of(
            Origin.of(backend),
            Origin.of(WorkerMain.class),
            Origin.of(Backend.class),
            Origin.of(Problem.class)),
        List.of("-XX:TieredStopAtLevel=4"),
        List.of());
  }

  private static List<Path> jars(Path folder) {
    List<Path> jars = new ArrayList<>();
    try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, "*.jar")) {
      found.forEach(jars::add);
    } catch (IOException e) {
      throw new HostException("cannot read " + folder + "; build it again with ./mvnw package", e);
    }
    return jars;
  }

  /** The same with another number of threads. */
  public Launch withThreads(int other) {
    return new Launch(backend, className, device, other, classPath, jvmArguments, environment);
  }

  /** The same with more jars behind the backend's own. */
  public Launch withClassPath(List<Path> more) {
    List<Path> all = new ArrayList<>(classPath);
    more.stream().filter(path -> !all.contains(path)).forEach(all::add);
    return new Launch(backend, className, device, threads, all, jvmArguments, environment);
  }

  /**
   * A JVM ready to be started.
   *
   * @param moreJvmArguments beside those that all have and the backend's own, which count most
   * @param mainClass what to run
   * @param arguments its arguments
   */
  public ProcessBuilder command(
      List<String> moreJvmArguments, String mainClass, List<String> arguments) {
    List<String> command = new ArrayList<>();
    if (File.separatorChar == '/') {
      command.addAll(DEAF_TO_INTERRUPTS);
    }
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(JVM_ARGUMENTS);
    command.addAll(UNSAFE);
    command.add("-D" + BackendProcess.PARENT + "=" + ProcessHandle.current().pid());
    command.addAll(moreJvmArguments);
    jvmArguments.forEach(argument -> command.add(filledIn(argument)));
    command.add(mainClass);
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command);
    for (String pair : environment) {
      String[] parts = filledIn(pair).split("=", 2);
      if (parts[1].isEmpty()) {
        builder.environment().remove(parts[0]);
      } else {
        builder.environment().put(parts[0], parts[1]);
      }
    }
    // Not on the command line, which some natives read into buffers that are too short.
    builder
        .environment()
        .put(
            "CLASSPATH",
            classPath.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)));
    return builder;
  }

  private String filledIn(String text) {
    return text.replace(THREADS, String.valueOf(threads));
  }
}
