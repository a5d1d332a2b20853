/**
 * The suite itself, tested: backends with one fault each, of which every one must be noticed, and
 * honest ones, of which none may be accused.
 */
@NullMarked
package dev.assay.verify.suite;

import org.jspecify.annotations.NullMarked;
