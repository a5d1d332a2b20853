/**
 * Proof that a network which a backend trains is the network it is said to be: its logits, loss,
 * gradients and updated parameters are the oracle's.
 */
@NullMarked
package dev.assay.verify.network;

import org.jspecify.annotations.NullMarked;
