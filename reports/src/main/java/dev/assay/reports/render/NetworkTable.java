package dev.assay.reports.render;

import dev.assay.reference.op.Architecture;
import dev.assay.reference.op.Network;
import dev.assay.reference.op.Operation;
import dev.assay.reference.op.OperationText;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Networks as tables of plain text. */
public final class NetworkTable {
  private static final double GIGA = 1e9;
  private static final double MEGA = 1e6;
  private static final String ROW = "%-26s %-20s %-14s %-7s %-7s %-9s %13s %10s%n";

  private NetworkTable() {}

  /** One line per network. */
  public static String ofAll(List<Architecture> architectures) {
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            "%-17s %-9s %13s %9s  %s%n", "network", "images", "parameters", "GFLOP", "source"));
    for (Architecture architecture : architectures) {
      Network one = architecture.network(1, architecture.size());
      text.append(
          String.format(
              "%-17s %-9s %13s %9s  %s%n",
              architecture.name(),
              architecture.channels() + "x" + architecture.size(),
              Numbers.count(one.parameterCount()),
              Numbers.fixed(one.forwardFlops() / GIGA, 3),
              architecture.source()));
    }
    return text.toString();
  }

  /** One line per layer, and the totals. */
  public static String of(Network network) {
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            "%-26s %-20s %-14s %-7s %-7s %-9s %13s %10s%n",
            "layer", "operation", "output", "kernel", "stride", "pad", "parameters", "MFLOP"));
    text.append(String.format("%-47s %s%n", "images", network.input()));
    for (Network.Node node : network.nodes()) {
      Operation operation = node.operation();
      Map<String, Object> parameters = OperationText.values(operation);
      text.append(
          String.format(
              ROW,
              node.name(),
              operation.name(),
              node.shape(),
              text(parameters.get("kernel")),
              text(parameters.get("stride")),
              text(parameters.get("pad")),
              Numbers.count(node.parameters()),
              Numbers.fixed(operation.forwardFlops() / MEGA, 1)));
    }
    text.append(
        String.format(
            ROW,
            "total",
            "",
            "",
            "",
            "",
            "",
            Numbers.count(network.parameterCount()),
            Numbers.fixed(network.forwardFlops() / MEGA, 1)));
    return text.toString();
  }

  private static String text(@Nullable Object value) {
    return Objects.toString(value, "");
  }
}
