@NullMarked
package dev.assay.verify.network;

import org.jspecify.annotations.NullMarked;
