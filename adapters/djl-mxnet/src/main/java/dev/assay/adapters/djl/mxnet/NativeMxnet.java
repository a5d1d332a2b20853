package dev.assay.adapters.djl.mxnet;

import com.sun.jna.Library;
import com.sun.jna.Pointer;

/** What DJL does not offer of MXNet's C interface. */
interface NativeMxnet extends Library {

  /**
   * Differentiates recorded arrays; the gradients overwrite those of the arrays they belong to.
   *
   * @param retainGraph 1 to keep the graph, so that it can be run again
   * @return 0 if all is well
   */
  int MXAutogradBackward(int count, Pointer[] outputs, Pointer[] outputGradients, int retainGraph);

  /** Why the last call failed. */
  String MXGetLastError();
}
