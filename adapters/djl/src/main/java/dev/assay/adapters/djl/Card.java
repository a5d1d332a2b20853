package dev.assay.adapters.djl;

import ai.djl.util.cuda.CudaUtils;
import com.sun.jna.Library;
import com.sun.jna.Native;
import dev.assay.spi.BackendProcess;
import dev.assay.spi.Device;
import dev.assay.spi.DeviceUnavailableException;

/** A card as DJL finds it, and what DJL does not offer: to wait for it. */
public final class Card {
  private static final int SUCCESS = 0;

  private Card() {}

  /** The CUDA runtime, by the name that DJL loads it by too. */
  private interface CudaRuntime extends Library {

    /** Chooses the card that the calls of this thread are about. */
    int cudaSetDevice(int index);

    /** Returns when the card has finished all that this process asked of it. */
    int cudaDeviceSynchronize();

    String cudaGetErrorString(int status);
  }

  /** Loaded where there is a card to wait for. */
  private static final class Loaded {
    private static final CudaRuntime RUNTIME = Native.load("cudart", CudaRuntime.class);
  }

  /**
   * Refuses a card that is not there. DJL counts cards by the CUDA runtime, and would take natives
   * for the processor where it does not find that.
   *
   * @throws DeviceUnavailableException with the remedy
   */
  static void require(Device device) {
    int cards = CudaUtils.getGpuCount();
    if (cards == 0) {
      throw new DeviceUnavailableException(
          "no "
              + device
              + ": DJL finds no card through libcudart.so; put the folder of a CUDA runtime of the"
              + " natives' version into LD_LIBRARY_PATH, and see what nvidia-smi says");
    }
    if (device.index() >= cards) {
      throw new DeviceUnavailableException(
          "no " + device + ": the cards here are cuda:0 to cuda:" + (cards - 1));
    }
  }

  /**
   * Returns when a card has finished, whatever called it: all runtimes of a process share its
   * context.
   *
   * @throws IllegalStateException if something that it was asked for has failed
   */
  public static void synchronize(int index) {
    check(Loaded.RUNTIME.cudaSetDevice(index));
    check(Loaded.RUNTIME.cudaDeviceSynchronize());
  }

  private static void check(int status) {
    if (status != SUCCESS) {
      throw new IllegalStateException(said(status));
    }
  }

  private static String said(int status) {
    return "CUDA: " + Loaded.RUNTIME.cudaGetErrorString(status);
  }

  /**
   * Looks at a failure of something that had a card do things. A kernel that dies takes the
   * process's context on the card with it, which its engine may report as anything: but no wait for
   * that card succeeds any more. The process ends then.
   */
  public static void leaveIfLost(int index, RuntimeException failure) {
    int selected = Loaded.RUNTIME.cudaSetDevice(index);
    int status = selected == SUCCESS ? Loaded.RUNTIME.cudaDeviceSynchronize() : selected;
    if (status != SUCCESS) {
      BackendProcess.leave(failure.getMessage() + " (" + said(status) + ")");
    }
  }
}
