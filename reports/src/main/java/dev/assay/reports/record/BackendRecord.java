package dev.assay.reports.record;

import dev.assay.reference.numeric.ProductPrecision;
import dev.assay.spi.Description;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One backend of a run.
 *
 * @param name as on the command line: {@code djl-pytorch}, {@code dl4j@1.0.0-beta7}
 * @param title for people: {@code DJL with PyTorch}
 * @param requestedVersion the version its user asked for; null for the descriptor's own
 * @param device where it computed, read back; where it could not start, what was asked for
 * @param threads how many threads it computed with, read back; 0 if it cannot tell
 * @param facts what else it said of itself: library and native versions, build options
 * @param error why it could not be started at all, in one line; null if it was
 * @param precision to which it rounds the factors of products, as it declares and as it was judged:
 *     {@code tf32} or {@code bf16}; null for not at all
 * @param adapters the folder it was taken from, as its user named it; null for Assay's own
 * @param ended why it could not be gone on with, in one line, so that what is said of it is not all
 *     that was asked for; null if it could
 * @param asked with how many threads it was to compute, and how fast; null in older runs, if it
 *     could not be started, and where runs that differ in it were merged
 */
public record BackendRecord(
    String name,
    String title,
    @Nullable String requestedVersion,
    String device,
    int threads,
    SortedMap<String, String> facts,
    @Nullable String error,
    @Nullable String precision,
    @Nullable String adapters,
    @Nullable String ended,
    @Nullable Asked asked) {

  private static final String BESIDE = " | ";

  public BackendRecord {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(title, "title");
    Objects.requireNonNull(device, "device");
    facts = Collections.unmodifiableSortedMap(new TreeMap<>(facts));
  }

  /** A backend that multiplies in float32. */
  public BackendRecord(
      String name,
      String title,
      @Nullable String requestedVersion,
      String device,
      int threads,
      SortedMap<String, String> facts,
      @Nullable String error) {
    this(name, title, requestedVersion, device, threads, facts, error, null, null, null, null);
  }

  /** A backend as it described itself. */
  public static BackendRecord of(
      String name,
      String title,
      @Nullable String requestedVersion,
      Description description,
      Asked asked) {
    ProductPrecision precision = description.precision();
    return new BackendRecord(
        name,
        title,
        requestedVersion,
        description.device(),
        description.threads(),
        description.facts(),
        null,
        precision == ProductPrecision.F32 ? null : precision.toString(),
        null,
        null,
        asked);
  }

  /** The same, taken from a folder of its user's; null for Assay's own. */
  public BackendRecord from(@Nullable String folder) {
    return new BackendRecord(
        name,
        title,
        requestedVersion,
        device,
        threads,
        facts,
        error,
        precision,
        folder,
        ended,
        asked);
  }

  /** The same, which could not be gone on with for this reason; null if it could. */
  public BackendRecord ended(@Nullable String reason) {
    return new BackendRecord(
        name,
        title,
        requestedVersion,
        device,
        threads,
        facts,
        error,
        precision,
        adapters,
        reason == null ? null : Discreet.text(reason),
        asked);
  }

  /** To which precision it rounds the factors of products, {@code f32} included. */
  public String products() {
    return precision == null ? ProductPrecision.F32.toString() : precision;
  }

  /**
   * With how many threads it computes what is timed: as it says, or else as it was asked to; 0 if
   * neither is known.
   */
  public int usualThreads() {
    return threads > 0 || asked == null ? threads : asked.usual();
  }

  /**
   * With how many threads it was asked to compute what is timed; of older runs, which it said that
   * it does. 0 if neither is known.
   */
  public int threadsAskedFor() {
    return asked == null ? threads : asked.usual();
  }

  /** Whether it does not say itself with how many threads it computes. */
  public boolean tellsNoThreads() {
    return threads == 0;
  }

  /** The same backend elsewhere: what it said differently is kept side by side. */
  BackendRecord plus(BackendRecord other) {
    if (error != null || other.error != null) {
      return error != null ? other : this;
    }
    SortedMap<String, String> all = new TreeMap<>(facts);
    other.facts.forEach((name, fact) -> all.merge(name, fact, BackendRecord::sideBySide));
    return new BackendRecord(
        name,
        title,
        requestedVersion,
        device,
        threads == other.threads ? threads : 0,
        all,
        null,
        precision,
        adapters,
        ended == null ? other.ended : ended,
        Objects.equals(asked, other.asked) ? asked : null);
  }

  /**
   * The same backend, gone on with: what kept it from its end before counts no more, and that it
   * does not start now takes nothing from what was found of it before.
   */
  BackendRecord goneOnWith(BackendRecord later) {
    return error == null && later.error != null
        ? ended(later.error)
        : plus(later).ended(later.ended);
  }

  private static String sideBySide(String facts, String fact) {
    return List.of(facts.split(Pattern.quote(BESIDE))).contains(fact)
        ? facts
        : facts + BESIDE + fact;
  }

  /** A backend that could not be started. */
  public static BackendRecord unavailable(
      String name, String title, @Nullable String requestedVersion, String device, String error) {
    return new BackendRecord(
        name,
        title,
        requestedVersion,
        device,
        0,
        Collections.emptySortedMap(),
        Discreet.text(error));
  }
}
