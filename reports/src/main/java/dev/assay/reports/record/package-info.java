/**
 * What a run found, as it is kept: {@code run.json} in the run's folder.
 *
 * <p>The records hold what was observed and nothing that only a renderer needs; they name backends,
 * operations and problems by their text, so that a run can be read by a version of Assay that no
 * longer knows them. {@code reports/RUN-FORMAT.md} explains the format, {@code run.schema.json}
 * defines it.
 */
@NullMarked
package dev.assay.reports.record;

import org.jspecify.annotations.NullMarked;
