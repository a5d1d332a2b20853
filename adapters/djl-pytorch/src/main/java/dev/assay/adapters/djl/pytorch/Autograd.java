package dev.assay.adapters.djl.pytorch;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValueUtils;
import ai.djl.pytorch.jni.JniUtils;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.Supplier;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * {@code torch.autograd.grad}, which DJL's interface lacks, as a TorchScript module of one line.
 *
 * <p>DJL itself offers only {@code backward}, which adds to the gradient already there: it would
 * have to be zeroed in every run, and these two passes over memory cost more than the backward pass
 * of a ReLU does.
 */
final class Autograd {
  private static final String SOURCE =
      """
      class Autograd(Module):
        __parameters__ = []
        __buffers__ = []
        training : bool
        def forward(self: __torch__.Autograd, y: Tensor, operands: List[Tensor], g: Tensor) -> List[Optional[Tensor]]:
          return torch.grad([y], operands, annotate(List[Optional[Tensor]], [g]), True)
      """;

  /** A pickled {@code __torch__.Autograd} whose {@code training} is true. */
  private static final String OBJECT =
      "\u0080\u0002c__torch__\nAutograd\n)\u0081}(X\b\0\0\0training\u0088ub.";

  /** A pickled empty tuple. */
  private static final String NO_CONSTANTS = "\u0080\u0002).";

  private final PtSymbolBlock module;

  /**
   * Compiles the module.
   *
   * @param manager closes it
   */
  Autograd(NDManager manager) {
    // Nothing to optimize, and profiling costs the first runs.
    JniUtils.setGraphExecutorOptimize(false);
    try {
      module =
          JniUtils.loadModule(
              (PtNDManager) manager, new ByteArrayInputStream(archive()), false, false);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A TorchScript archive: uncompressed entries below one folder. */
  static byte[] archive() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.setMethod(ZipOutputStream.STORED);
      add(zip, "autograd/data.pkl", OBJECT);
      add(zip, "autograd/code/__torch__.py", SOURCE);
      add(zip, "autograd/constants.pkl", NO_CONSTANTS);
      add(zip, "autograd/version", "3\n");
    }
    return bytes.toByteArray();
  }

  private static void add(ZipOutputStream zip, String name, String content) throws IOException {
    byte[] bytes = content.getBytes(ISO_8859_1);
    CRC32 checksum = new CRC32();
    checksum.update(bytes);
    ZipEntry entry = new ZipEntry(name);
    entry.setSize(bytes.length);
    entry.setCrc(checksum.getValue());
    zip.putNextEntry(entry);
    zip.write(bytes);
    zip.closeEntry();
  }

  /** The gradients of a recorded output, computed afresh each time; the graph is kept. */
  Supplier<NDList> gradients(NDArray output, NDList operands, NDArray outputGradient) {
    NDList arguments = new NDList(operands.size() + 2);
    arguments.add(output);
    arguments.addAll(operands);
    arguments.add(outputGradient);
    // Arrays of one name ending in [] are passed as one list.
    operands.forEach(operand -> operand.setName("operands[]"));
    return () -> IValueUtils.forward(module, arguments, true);
  }
}
