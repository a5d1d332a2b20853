/** What is true of PyTorch's own natives, and so of every backend that they compute for. */
@NullMarked
package dev.assay.adapters.pytorch;

import org.jspecify.annotations.NullMarked;
