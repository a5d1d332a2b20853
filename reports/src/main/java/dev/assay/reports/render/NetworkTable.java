package dev.assay.reports.render;

import dev.assay.reference.op.Architecture;
import dev.assay.reference.op.Network;
import dev.assay.reference.op.Operation;
import dev.assay.reference.op.OperationText;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Networks as tables. */
public final class NetworkTable {
  private static final double GIGA = 1e9;
  private static final double MEGA = 1e6;

  private NetworkTable() {}

  /** One line per network. */
  public static TextTable ofAll(List<Architecture> architectures) {
    TextTable table =
        new TextTable(Stream.of("network", "images", "parameters", "GFLOP", "source"))
            .right(column -> column == 2 || column == 3);
    for (Architecture architecture : architectures) {
      Network one = architecture.network(1, architecture.size());
      table.row(
          architecture.name(),
          architecture.channels() + "x" + architecture.size(),
          Numbers.count(one.parameterCount()),
          Numbers.fixed(one.forwardFlops() / GIGA, 3),
          architecture.source());
    }
    return table;
  }

  /** One line per layer, and the totals. */
  public static TextTable of(Network network) {
    TextTable table =
        new TextTable(
                Stream.of(
                    "layer",
                    "operation",
                    "output",
                    "kernel",
                    "stride",
                    "pad",
                    "parameters",
                    "MFLOP"))
            .right(column -> column >= 6);
    table.row("images", "", network.input().toString());
    for (Network.Node node : network.nodes()) {
      Operation operation = node.operation();
      Map<String, Object> parameters = OperationText.values(operation);
      table.row(
          node.name(),
          operation.name(),
          node.shape().toString(),
          text(parameters.get("kernel")),
          text(parameters.get("stride")),
          text(parameters.get("pad")),
          Numbers.count(node.parameters()),
          Numbers.fixed(operation.forwardFlops() / MEGA, 1));
    }
    table.row(
        "total",
        "",
        "",
        "",
        "",
        "",
        Numbers.count(network.parameterCount()),
        Numbers.fixed(network.forwardFlops() / MEGA, 1));
    return table;
  }

  private static String text(@Nullable Object value) {
    return Objects.toString(value, "");
  }
}
