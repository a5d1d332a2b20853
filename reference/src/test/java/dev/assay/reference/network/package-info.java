@NullMarked
package dev.assay.reference.network;

import org.jspecify.annotations.NullMarked;
