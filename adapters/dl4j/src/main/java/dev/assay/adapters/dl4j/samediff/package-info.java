/** SameDiff: graphs of ND4J's operations, differentiated by themselves. */
@NullMarked
package dev.assay.adapters.dl4j.samediff;

import org.jspecify.annotations.NullMarked;
