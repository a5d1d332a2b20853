/**
 * Which backend to take, by a run: the fastest among those that are right, how sure that is, and
 * what would change it.
 */
@NullMarked
package dev.assay.reports.recommend;

import org.jspecify.annotations.NullMarked;
