/**
 * The process boundary around a backend: the worker's main class and the messages it exchanges with
 * the application over a socket in a private folder.
 */
@NullMarked
package dev.assay.worker;

import org.jspecify.annotations.NullMarked;
