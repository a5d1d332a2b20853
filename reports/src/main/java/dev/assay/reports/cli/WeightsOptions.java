package dev.assay.reports.cli;

import dev.assay.reference.op.InvalidOperationException;
import dev.assay.reference.op.Network;
import dev.assay.reference.tensor.Tensor;
import dev.assay.reports.console.Failure;
import dev.assay.reports.images.ImageInput;
import dev.assay.reports.weights.NetworkWeights;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Option;

/** What a network has learned. */
final class WeightsOptions {
  @Option(
      names = "--weights",
      paramLabel = "FILE",
      required = true,
      description =
          "What the network has learned: a safetensors file with torchvision's names. 'assay train"
              + " --save' writes such files, and Python, as reports/NETWORKS.md says.")
  private Path file = Path.of("");

  /** Reads every parameter, then the running statistics. */
  List<Tensor> read(ImageInput input) {
    Failure.ifFolder(file);
    try {
      Network network = input.network().network(1, input.images().size());
      return NetworkWeights.read(file, network);
    } catch (InvalidOperationException e) {
      throw Failure.usage(input.network().name() + ": " + e.getMessage());
    } catch (IOException e) {
      throw Failure.reading(e);
    }
  }
}
