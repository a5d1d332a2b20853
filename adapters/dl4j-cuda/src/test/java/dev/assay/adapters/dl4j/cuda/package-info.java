@NullMarked
package dev.assay.adapters.dl4j.cuda;

import org.jspecify.annotations.NullMarked;
