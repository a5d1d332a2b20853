package dev.assay.verify;

import dev.assay.reference.op.Flatten;
import dev.assay.reference.op.LeakyRelu;
import dev.assay.reference.op.Linear;
import dev.assay.reference.op.LogSoftmax;
import dev.assay.reference.op.Operation;
import dev.assay.reference.op.Relu;
import dev.assay.reference.op.Sigmoid;
import dev.assay.reference.op.Softmax;
import dev.assay.reference.op.Tanh;
import dev.assay.reference.problem.Problem;
import dev.assay.reference.tensor.Tensor;
import dev.assay.spi.Device;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Does to its worker what natives do: each operation dies its own death on outputs of {@link
 * #FATAL_SIZE} elements and more.
 */
public class MisbehavingBackend extends OracleBackend {
  private static final int FATAL_SIZE = 4;

  /** Keeps memory from being freed. */
  private static final List<Object> HOARD = new ArrayList<>();

  private static final int MIB = 1 << 20;
  private static final int PAGE = 1 << 12;

  public MisbehavingBackend(Device device, int threads) {
    super(device, threads);
  }

  @Override
  protected List<float[]> compute(Problem problem, List<Tensor> inputs) {
    Operation operation = problem.operation();
    if (operation.outputShape().size() >= FATAL_SIZE) {
      misbehave(operation);
    }
    return super.compute(problem, inputs);
  }

  private static void misbehave(Operation operation) {
    if (operation instanceof Sigmoid) {
      writeToAddressZero();
    } else if (operation instanceof Tanh) {
      while (true) {
        Thread.onSpinWait();
      }
    } else if (operation instanceof Relu) {
      Runtime.getRuntime().halt(42);
    } else if (operation instanceof Softmax) {
      exhaustHeap();
    } else if (operation instanceof Linear) {
      exhaustNativeMemory();
    } else if (operation instanceof LogSoftmax) {
      killItself();
    } else if (operation instanceof LeakyRelu) {
      printToStandardOutput("\u00a5Z natives say what they like");
    } else if (operation instanceof Flatten) {
      hangInACrash();
    }
  }

  /** As if somebody else had killed this process. */
  public static void killItself() {
    try {
      new ProcessBuilder("sh", "-c", "kill -KILL " + ProcessHandle.current().pid())
          .start()
          .waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void exhaustHeap() {
    while (true) {
      HOARD.add(new byte[MIB]);
    }
  }

  private static void exhaustNativeMemory() {
    while (true) {
      ByteBuffer buffer = ByteBuffer.allocateDirect(16 * MIB);
      for (int i = 0; i < buffer.capacity(); i += PAGE) {
        buffer.put(i, (byte) 1);
      }
      HOARD.add(buffer);
    }
  }

  /** Past System.out, as natives do. */
  private static void printToStandardOutput(String noise) {
    byte[] bytes = (noise + "\n").getBytes(StandardCharsets.ISO_8859_1);
    try {
      @SuppressWarnings("resource") // closing it would close the process's standard output
      FileOutputStream out = new FileOutputStream(FileDescriptor.out);
      out.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What a JVM does now and then whose memory is so damaged that it cannot say what happened. */
  private static void hangInACrash() {
    printToStandardOutput(
        """
        #
        # A fatal error has been detected by the Java Runtime Environment:
        #
        #  SIGSEGV (0xb) at pc=0x00007f9821ae4fd8, pid=1479, tid=1486
        # Problematic frame:
        # C  [libc.so.6+0x97fd8]""");
    while (true) {
      Thread.onSpinWait();
    }
  }

  /** A real segmentation fault. */
  private static void writeToAddressZero() {
    try {
      // By reflection, because javac's warning about this class cannot be suppressed.
      Class<?> type = Class.forName("sun.misc.Unsafe");
      Field field = type.getDeclaredField("theUnsafe");
      field.setAccessible(true);
      type.getMethod("putByte", long.class, byte.class).invoke(field.get(null), 0L, (byte) 1);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }
}
