@NullMarked
package dev.assay.verify.contract;

import org.jspecify.annotations.NullMarked;
