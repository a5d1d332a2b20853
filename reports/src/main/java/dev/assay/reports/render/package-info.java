/** A run as people and machines read it: page, Markdown, JUnit XML, terminal. */
@NullMarked
package dev.assay.reports.render;

import org.jspecify.annotations.NullMarked;
