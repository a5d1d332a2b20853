/** Whether a backend's results depend on how many threads compute them. */
@NullMarked
package dev.assay.verify.threads;

import org.jspecify.annotations.NullMarked;
