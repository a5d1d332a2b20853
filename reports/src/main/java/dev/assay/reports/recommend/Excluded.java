package dev.assay.reports.recommend;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A backend that cannot be recommended.
 *
 * @param reasons why
 * @param speedup how many times as fast as the recommended one it would be; null if that was not
 *     measured
 */
public record Excluded(String backend, List<String> reasons, @Nullable Double speedup) {
  public Excluded {
    reasons = List.copyOf(reasons);
  }
}
