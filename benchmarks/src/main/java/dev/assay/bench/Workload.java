package dev.assay.bench;

import dev.assay.reference.op.Add;
import dev.assay.reference.op.Architecture;
import dev.assay.reference.op.Concat;
import dev.assay.reference.op.Direction;
import dev.assay.reference.op.Flatten;
import dev.assay.reference.op.Network;
import dev.assay.reference.op.Operation;
import dev.assay.reference.problem.Fill;
import dev.assay.reference.problem.Problem;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The layers of a network, or of a file, for batches of some size.
 *
 * @param name the network's name; of a user's file its own, without what follows its last dot
 * @param batch images at once; a layer of a file may say otherwise; null if they all do
 * @param layers in order, each once however often the network has it
 */
public record Workload(String name, @Nullable Integer batch, List<Layer> layers) {

  public Workload {
    layers = List.copyOf(layers);
  }

  /**
   * One layer.
   *
   * @param name its name, which no other has; of equal layers that of the first
   * @param count how often the network has it
   * @param problem what it computes
   * @param open the directions that can be chosen for it, with the others of the workload; none if
   *     the problem's own is the one that is wanted
   */
  record Layer(String name, int count, Problem problem, Set<Direction> open) {

    private Stream<Problem> problems(Collection<Direction> directions) {
      return open.isEmpty()
          ? Stream.of(problem)
          : directions.stream()
              .map(d -> d == Direction.BACKWARD && !open.contains(d) ? Direction.BACKWARD_DATA : d)
              .filter(open::contains)
              .distinct()
              .map(direction -> problem.with(problem.operation(), direction));
    }
  }

  /**
   * Several workloads, whose results are told apart by their names.
   *
   * @param batch images at once
   * @throws InvalidWorkloadException if one is missing or malformed, or two have one name
   */
  public static List<Workload> of(List<String> networksOrFiles, int batch) {
    Map<String, String> sources = new HashMap<>();
    List<Workload> workloads = new ArrayList<>();
    for (String source : networksOrFiles) {
      Workload workload = of(source, batch);
      String other = sources.putIfAbsent(workload.name(), source);
      if (other != null) {
        throw new InvalidWorkloadException(
            "'%s' and '%s' are both called %s; give a file another name"
                .formatted(other, source, workload.name()));
      }
      workloads.add(workload);
    }
    return workloads;
  }

  /**
   * The layers of a network, of a {@link PublishedWorkload}, or of a user's file: see {@link
   * WorkloadFile}.
   *
   * @param batch images at once
   * @throws InvalidWorkloadException if there is none or it is malformed
   */
  public static Workload of(String networkOrFile, int batch) {
    return Architecture.find(networkOrFile)
        .map(architecture -> of(architecture.network(batch, architecture.size()), batch))
        .or(() -> PublishedWorkload.find(networkOrFile).map(known -> known.workload(batch)))
        .orElseGet(() -> WorkloadFile.read(networkOrFile, batch));
  }

  /** Those that there are by name, and need no file: the networks, then what is none. */
  public static List<String> names() {
    return Stream.concat(
            Architecture.all().stream().map(Architecture::name),
            PublishedWorkload.all().stream().map(PublishedWorkload::name))
        .toList();
  }

  /** The layers of a network, as far as there is something to compute. */
  private static Workload of(Network network, int batch) {
    Map<Operation, List<Network.Node>> equal =
        network.nodes().stream()
            .collect(
                Collectors.groupingBy(
                    Network.Node::operation, LinkedHashMap::new, Collectors.toList()));
    List<Layer> layers = new ArrayList<>();
    equal.forEach(
        (operation, nodes) -> {
          Set<Direction> directions = computing(operation);
          if (!directions.isEmpty()) {
            Problem forward = Problem.of(operation, Direction.FORWARD, Fill.REAL, 0);
            layers.add(new Layer(nodes.get(0).name(), nodes.size(), forward, directions));
          }
        });
    return new Workload(network.name(), batch, layers);
  }

  /**
   * In which directions an operation computes something. To flatten, to concatenate and to hand on
   * the gradient of a sum costs a network nothing or little, since it shares the array or writes to
   * the right place at once; timed alone they would be copies.
   */
  private static Set<Direction> computing(Operation operation) {
    if (operation instanceof Flatten || operation instanceof Concat) {
      return Set.of();
    }
    return operation instanceof Add ? Set.of(Direction.FORWARD) : operation.directions();
  }

  /** Its layers as they are timed: forward, and backward where there is something to compute. */
  public List<WorkloadProblem> problems() {
    return problems(List.of(Direction.FORWARD, Direction.BACKWARD));
  }

  /**
   * Its layers as problems.
   *
   * @param directions which directions of each layer, in this order; backward of a layer without
   *     parameters is the gradient of its data, other directions that a layer does not have are
   *     left out
   */
  public List<WorkloadProblem> problems(Collection<Direction> directions) {
    return layers.stream()
        .flatMap(
            layer ->
                layer
                    .problems(directions)
                    .map(
                        problem ->
                            new WorkloadProblem(name, batch, layer.name, layer.count, problem)))
        .toList();
  }
}
