package dev.assay.reports.recommend;

import dev.assay.bench.Pass;
import dev.assay.bench.WholeNetwork;
import dev.assay.bench.WorkloadProblem;
import dev.assay.reference.op.Architecture;
import dev.assay.reference.op.Operation;
import dev.assay.reports.recommend.Purpose.Part;
import dev.assay.reports.record.Layers;
import dev.assay.reports.record.MeasurementRecord;
import dev.assay.reports.record.RunRecord;
import dev.assay.reports.record.WholeNetworkRecord;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The purposes that a run tells something about. */
public final class Purposes {
  private Purposes() {}

  /**
   * Everything that was timed: each network as a whole, then the layers of each batch size; where
   * gradients are among these, all of them and the forward passes alone.
   */
  public static List<Purpose> of(RunRecord run) {
    List<Purpose> purposes = new ArrayList<>();
    Set<String> seen = new LinkedHashSet<>();
    for (WholeNetworkRecord training : run.training()) {
      Purpose purpose = training(training);
      if (seen.add(purpose.title())) {
        purposes.add(purpose);
      }
    }
    Map<Layers, List<MeasurementRecord>> networks =
        run.measurements().stream()
            .collect(Collectors.groupingBy(Layers::of, LinkedHashMap::new, Collectors.toList()));
    networks.forEach((layers, measurements) -> purposes.addAll(layers(layers, measurements)));
    return purposes;
  }

  /** Of a list of layers of the user's own: likewise. */
  public static List<Purpose> of(String name, List<WorkloadProblem> layers, int batch) {
    return layers(
        "layers of " + name,
        new Layers(name, batch),
        layers.stream()
            .map(
                layer ->
                    new Part(
                        layer.problem().toString(),
                        layer.layer() + " " + layer.problem().direction(),
                        !layer.problem().direction().isBackward(),
                        layer.count()))
            .distinct()
            .toList(),
        layers.stream()
            .map(layer -> layer.problem().operation().name())
            .collect(Collectors.toCollection(TreeSet::new)));
  }

  private static Purpose training(WholeNetworkRecord t) {
    Pass pass = t.pass();
    return new Purpose(
        (pass == Pass.UPDATE ? "training " : pass.words() + " of ")
            + t.network()
            + ", batches of "
            + t.batch()
            + ", "
            + t.threads()
            + (t.threads() == 1 ? " thread" : " threads"),
        t.network(),
        t.batch(),
        t.threads(),
        pass,
        List.of(new Part(t.problem(), t.network(), !pass.takesGradients(), 1)),
        operations(t.network(), pass));
  }

  /** Those of a network that is known here: its layers, and what training takes besides. */
  private static SortedSet<String> operations(String network, Pass pass) {
    return Architecture.find(network).stream()
        .flatMap(known -> new WholeNetwork(known, 1, pass).pass().operations().stream())
        .map(Operation::name)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static List<Purpose> layers(Layers layers, List<MeasurementRecord> measurements) {
    SortedSet<String> operations =
        measurements.stream()
            .map(MeasurementRecord::operation)
            .collect(Collectors.toCollection(TreeSet::new));
    return layers(
        "layers of "
            + layers.network()
            + (layers.batch() == 0 ? "" : ", batches of " + layers.batch()),
        layers,
        measurements.stream()
            .map(
                m ->
                    new Part(
                        m.problem(), m.layer() + " " + m.direction(), m.isForward(), m.count()))
            .distinct()
            .toList(),
        operations);
  }

  /** Who computes no gradients, or slow ones, may yet be the one to take for inference. */
  private static List<Purpose> layers(
      String title, Layers layers, List<Part> parts, SortedSet<String> operations) {
    List<Part> forward = parts.stream().filter(Part::forward).toList();
    return forward.isEmpty() || forward.size() == parts.size()
        ? List.of(purpose(title, layers, parts, operations))
        : List.of(
            purpose(title + ", forward and gradients", layers, parts, operations),
            purpose(title + ", forward only", layers, forward, operations));
  }

  private static Purpose purpose(
      String title, Layers layers, List<Part> parts, SortedSet<String> operations) {
    return new Purpose(title, layers.network(), layers.batch(), 0, null, parts, operations);
  }
}
