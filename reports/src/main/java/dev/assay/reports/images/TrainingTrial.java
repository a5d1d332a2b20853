package dev.assay.reports.images;

import dev.assay.host.Worker;
import dev.assay.reports.console.ExitCode;
import dev.assay.reports.console.Failure;
import dev.assay.reports.console.Progress;
import dev.assay.reports.record.OutputFolder;
import dev.assay.reports.render.TrainingCurves;
import dev.assay.reports.render.TrainingCurves.Checkpoint;
import dev.assay.reports.render.TrainingCurves.Curve;
import dev.assay.reports.render.TrainingCurves.Step;
import dev.assay.reports.weights.NetworkWeights;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;

/** A training by one backend after the other: what is seen of it on the way, and what is kept. */
public final class TrainingTrial {
  private final Training training;
  private final List<Training.Reference> reference;
  private final Observation observation;
  private final Map<String, Way> ways = new LinkedHashMap<>();

  /**
   * How far a backend has come.
   *
   * @param steps become more while it goes on
   * @param obstacle why there are not more of them; empty if there are all
   */
  private record Way(List<Step> steps, List<Checkpoint> checkpoints, String obstacle) {
    Curve curve(String backend) {
      return new Curve(backend, steps, checkpoints, obstacle);
    }
  }

  /**
   * What to look at.
   *
   * @param stretch after how many steps to look how far a backend has come; 0 for never
   * @param epochs whether that is an epoch
   * @param test what to test with then
   * @param folder where to keep what a backend has learned, by then and in the end
   * @param log keeps what was seen
   */
  public record Observation(
      int stretch,
      boolean epochs,
      Optional<TestImages> test,
      Optional<OutputFolder> folder,
      TrainingLog log) {

    /** Of the stretch that ends with a step, counted from 1. */
    String name(int step) {
      return epochs ? "epoch " + step / stretch : "1–" + step;
    }
  }

  /**
   * A training that no backend has tried yet.
   *
   * @param reference the steps that are judged
   */
  public TrainingTrial(
      Training training, List<Training.Reference> reference, Observation observation) {
    this.training = training;
    this.reference = reference;
    this.observation = observation;
  }

  /**
   * Has a backend train.
   *
   * @return its exit code
   */
  public int train(String backend, Worker worker) {
    Computation computation = new Computation(worker);
    Trainee trainee = new Trainee(training, reference, computation);
    List<Step> done = new ArrayList<>();
    List<Checkpoint> checkpoints = new ArrayList<>();
    ways.put(backend, new Way(done, checkpoints, "not finished"));
    int code = ExitCode.FINE;
    String task = "training by " + backend + ", learning rate " + training.learningRate();
    try (Progress progress = new Progress(task, training.steps())) {
      while (done.size() < training.steps()) {
        Step step = trainee.step();
        done.add(step);
        progress.step();
        progress.note(TrainingCurves.loss(step.loss()));
        OptionalDouble accuracy = OptionalDouble.empty();
        if (observation.stretch > 0 && done.size() % observation.stretch == 0) {
          Checkpoint checkpoint = checkpoint(done, computation, trainee.state());
          checkpoints.add(checkpoint);
          accuracy = checkpoint.accuracy();
          save(backend, trainee.state());
        }
        observation.log.step(training.learningRate(), backend, done.size(), step, accuracy);
      }
      save(backend, trainee.state());
      ways.put(backend, new Way(done, checkpoints, ""));
    } catch (Computation.NoResults e) {
      ways.put(backend, new Way(done, checkpoints, String.valueOf(e.getMessage())));
      code = e.exitCode();
    }
    return curve(backend).isWrong() ? ExitCode.WRONG : code;
  }

  /** How far a backend has come that has begun. */
  public Curve curve(String backend) {
    return Objects.requireNonNull(ways.get(backend), backend).curve(backend);
  }

  private Checkpoint checkpoint(List<Step> done, Computation backend, TrainingState state)
      throws Computation.NoResults {
    double loss =
        done.subList(done.size() - observation.stretch, done.size()).stream()
            .mapToDouble(Step::loss)
            .average()
            .orElseThrow();
    OptionalDouble accuracy =
        observation.test.isPresent()
            ? OptionalDouble.of(observation.test.get().accuracy(backend, state))
            : OptionalDouble.empty();
    return new Checkpoint(observation.name(done.size()), done.size(), loss, accuracy);
  }

  private void save(String backend, TrainingState state) {
    if (observation.folder.isEmpty()) {
      return;
    }
    Path file =
        observation
            .folder
            .get()
            .path()
            .resolve(
                String.format(
                    "%s-%s-%s.safetensors",
                    training.layers().name(), backend, training.learningRate()));
    try {
      NetworkWeights.write(file, training.layers(), state.network());
    } catch (IOException e) {
      throw Failure.writing(file, e);
    }
  }

  public double learningRate() {
    return training.learningRate();
  }

  /** How far all have come. */
  public TrainingCurves curves() {
    return new TrainingCurves(
        training.learningRate(),
        reference.stream().map(Training.Reference::loss).toList(),
        ways.entrySet().stream().map(way -> way.getValue().curve(way.getKey())).toList(),
        observation.epochs ? 0 : training.steps());
  }
}
