package dev.assay.reports.history;

/**
 * What is known of a file.
 *
 * @param stamp when it was read
 */
record IndexEntry(Stamp stamp, RunDigest run) {}
