package dev.assay.reports.recommend;

import dev.assay.reference.numeric.PrecisionClass;
import org.jspecify.annotations.Nullable;

/**
 * What a backend must keep to.
 *
 * @param memoryBytes the most memory that its process may hold while it is timed; null for any
 * @param precision the coarsest arithmetic that is allowed; null for any
 */
public record Requirements(@Nullable Long memoryBytes, @Nullable PrecisionClass precision) {
  public static final Requirements NONE = new Requirements(null, null);
}
