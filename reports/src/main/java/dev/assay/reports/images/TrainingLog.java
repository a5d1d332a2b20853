package dev.assay.reports.images;

import dev.assay.reports.console.Failure;
import dev.assay.reports.record.OutputFolder;
import dev.assay.reports.render.TrainingCurves;
import dev.assay.reports.render.TrainingCurves.Expected;
import dev.assay.reports.render.TrainingCurves.Step;
import dev.assay.reports.render.TrainingReport;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What is seen of trainings, kept while they go on, so that whatever ends them takes next to
 * nothing with it: a line for each step in {@code training.csv}, and the curves in {@code
 * training.html}, a few seconds old at most.
 */
public final class TrainingLog implements AutoCloseable {
  private static final long PAGE_NANOS = TimeUnit.SECONDS.toNanos(5);

  private final OutputFolder folder;
  private final Supplier<TrainingReport> report;
  private final Path csv;
  private final Writer lines;
  private long shown = System.nanoTime();

  /**
   * Replaces what another training left in the folder.
   *
   * @param report how far all have come
   */
  public TrainingLog(OutputFolder folder, Supplier<TrainingReport> report) {
    this.folder = folder;
    this.report = report;
    this.csv = folder.path().resolve("training.csv");
    try {
      this.lines = Files.newBufferedWriter(csv);
    } catch (IOException e) {
      throw Failure.writing(csv, e);
    }
    row("learning_rate", "backend", "step", "loss", "error_of_bound", "accuracy");
  }

  /** The steps that the reference has made. */
  public void reference(double learningRate, List<Expected> losses) {
    for (int i = 0; i < losses.size(); i++) {
      row(learningRate, TrainingCurves.REFERENCE, i + 1, losses.get(i).loss(), "", "");
    }
  }

  /**
   * A step that a backend has made.
   *
   * @param number which one, counted from 1
   * @param accuracy after it; empty where nothing was tested
   */
  void step(double learningRate, String backend, int number, Step step, OptionalDouble accuracy) {
    Object share = step.judged().isPresent() ? step.judged().get().share() : "";
    Object tested = accuracy.isPresent() ? accuracy.getAsDouble() : "";
    row(learningRate, backend, number, step.loss(), share, tested);
    if (System.nanoTime() - shown > PAGE_NANOS) {
      page();
    }
  }

  private void row(Object... cells) {
    try {
      lines.write(Stream.of(cells).map(String::valueOf).collect(Collectors.joining(",", "", "\n")));
      lines.flush();
    } catch (IOException e) {
      throw Failure.writing(csv, e);
    }
  }

  /** Writes the page anew; says where it is. */
  public Path page() {
    Path page = report.get().write(folder);
    shown = System.nanoTime();
    return page;
  }

  @Override
  public void close() {
    try {
      lines.close();
    } catch (IOException e) {
      throw Failure.writing(csv, e);
    }
  }
}
