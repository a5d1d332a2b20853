package dev.assay.reports.recommend;

import dev.assay.bench.Pass;
import dev.assay.reports.record.WholeNetworkRecord;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a backend is wanted for: to train a network, to use it, or layers.
 *
 * @param title for people: {@code training resnet18, batches of 4, 2 threads}
 * @param network which network it is about, or the name of a list of layers
 * @param batch images at once
 * @param threads with how many threads; 0 for layers, which take as many as the run has
 * @param pass how far a pass of the whole network goes; null for layers
 * @param parts what has to be computed
 * @param operations names of the operations that it takes
 */
public record Purpose(
    String title,
    String network,
    int batch,
    int threads,
    @Nullable Pass pass,
    List<Part> parts,
    SortedSet<String> operations) {

  public Purpose {
    parts = List.copyOf(parts);
    operations = Collections.unmodifiableSortedSet(new TreeSet<>(operations));
  }

  /**
   * One thing that has to be computed.
   *
   * @param problem its text
   * @param label for people: {@code conv3_1 backward}
   * @param forward whether it computes no gradients
   * @param times how often
   */
  public record Part(String problem, String label, boolean forward, double times) {}

  /** Whether it is layers, one by one. */
  public boolean isLayers() {
    return pass == null;
  }

  /** Whether it takes gradients; without any, it does not matter whether they are right. */
  public boolean takesGradients() {
    return pass == null ? parts.stream().anyMatch(part -> !part.forward()) : pass.takesGradients();
  }

  /** Whether it is what a whole network was timed at, with as many threads. */
  public boolean isOf(WholeNetworkRecord timed) {
    return threads == timed.threads()
        && parts.stream().anyMatch(part -> part.problem().equals(timed.problem()));
  }
}
