package dev.assay.adapters.djl.mxnet;

import com.sun.jna.Library;

/** The OpenMP runtime that MXNet computes with. */
interface OpenMp extends Library {

  /** How many threads a parallel region gets. */
  int omp_get_max_threads();
}
